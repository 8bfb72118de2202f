package org.guchang.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.guchang.ingest.format.WireEvent;
import org.guchang.ledger.Delivery;
import org.guchang.ledger.Ledger.Reason;
import org.guchang.ledger.Ledger.Unavailable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * One step of keeping fails, each alone: nothing is answered as kept that is not, and the same
 * delivery sent again settles it.
 */
final class FailingStepsIT {
  private static final byte[] BOTH =
      WireEvent.batch(event("good"), event("bad").with("/data/amountFen", -1));

  private final FakeLedger ledger = new FakeLedger();
  private final List<QuarantineBook.Item> quarantined = new ArrayList<>();
  private final List<Receipt> receipts = new ArrayList<>();
  private final List<String> steps = new ArrayList<>();
  private volatile String failing = "";
  private DoorUnderTest door;

  @BeforeEach
  void open() throws Exception {
    Steps plain = Steps.of(ledger);
    Steps all =
        new Steps(
            plain.rates(),
            plain.placement(),
            plain.lookups(),
            plain.ledger(),
            items -> step("quarantine", () -> quarantined.addAll(items)),
            plain.orders(),
            new Book());
    door = new DoorUnderTest(vertx -> all);
  }

  @AfterEach
  void close() throws Exception {
    door.close();
  }

  private final class Book implements ReceiptBook {
    @Override
    public Future<Void> expect(Delivery delivery) {
      return step("expect", () -> {});
    }

    @Override
    public Future<Void> keep(Delivery delivery, Receipt receipt, boolean claimed) {
      return step("receipt", () -> receipts.add(receipt));
    }

    @Override
    public Future<byte @Nullable []> find(
        String partner, long id, Collection<String> sessions, long now) {
      return Future.succeededFuture(null);
    }
  }

  private Future<Void> step(String name, Runnable work) {
    steps.add(name);
    if (failing.equals(name)) {
      return Future.failedFuture(new Unavailable(Reason.REDIS_AWAY, name + " failed"));
    }
    work.run();
    return Future.succeededFuture();
  }

  @Test
  void theReceiptCannotBeExpected_nothingIsCounted() throws Exception {
    assertThat(sendWith("expect").statusCode()).isEqualTo(503);

    assertThat(ledger.events()).isEmpty();
    assertThat(quarantined).isEmpty();
    assertSettledBy("{\"accepted\":1,\"duplicates\":0,");
  }

  @Test
  void theLedgerFails_nothingIsKeptBesideIt() throws Exception {
    ledger.failWith(new Unavailable(Reason.REDIS_AWAY, "away"));
    assertThat(sendWith("").statusCode()).isEqualTo(503);

    assertThat(quarantined).isEmpty();
    assertThat(receipts).isEmpty();
    ledger.failWith(null);
    assertSettledBy("{\"accepted\":1,\"duplicates\":0,");
  }

  @Test
  void theQuarantineFails_whatIsCountedStays_andIsNotAnsweredAsKept() throws Exception {
    HttpResponse<String> answer = sendWith("quarantine");

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    assertThat(ledger.events()).hasSize(1);
    assertThat(receipts).isEmpty();
    assertSettledBy("{\"accepted\":0,\"duplicates\":1,");
  }

  @Test
  void theReceiptFails_theDeliveryIsToBeSentAgain() throws Exception {
    assertThat(sendWith("receipt").statusCode()).isEqualTo(503);

    assertThat(ledger.events()).hasSize(1);
    assertThat(quarantined).hasSize(1);
    assertSettledBy("{\"accepted\":0,\"duplicates\":1,");
  }

  @Test
  void stepsGoInOrder_theReceiptLast() throws Exception {
    sendWith("");

    assertThat(steps).containsExactly("expect", "quarantine", "receipt");
  }

  @Test
  void aSingleGoodEvent_takesNoneOfTheseSteps() throws Exception {
    assertThat(door.post(event("good").bytes(), DoorUnderTest.STRUCTURED).statusCode())
        .isEqualTo(200);

    assertThat(steps).isEmpty();
  }

  private void assertSettledBy(String receipt) throws Exception {
    quarantined.clear();
    HttpResponse<String> answer = sendWith("");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).startsWith(receipt).contains("/data/amountFen");
    assertThat(ledger.events()).hasSize(1);
    assertThat(quarantined).hasSize(1);
    assertThat(receipts).hasSize(1);
  }

  private HttpResponse<String> sendWith(String step) throws Exception {
    failing = step;
    return door.send(door.signed("m-1", BOTH).header("Content-Type", DoorUnderTest.BATCHED));
  }

  private static WireEvent event(String id) {
    return WireEvent.paid().with("/id", id).with("/data/orderId", "o-" + id);
  }
}
