package org.guchang.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.guchang.config.Settings.Durability;
import org.guchang.event.Event;
import org.guchang.ingest.format.WireEvent;
import org.guchang.ledger.Delivery;
import org.guchang.ledger.Ledger;
import org.guchang.ledger.LedgerMeters;
import org.guchang.ledger.Outcome;
import org.guchang.ledger.RedisLedger;
import org.guchang.redis.EmbeddedRedis;
import org.guchang.redis.Keys;
import org.guchang.redis.ReceiptStore;
import org.guchang.redis.RedisConnector;
import org.guchang.redis.RedisLink;
import org.guchang.redis.ReplicaWait;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A receipt asked for again, through the door and on a real Redis. */
final class ReceiptAgainIT {
  private static final Keys KEYS = new Keys("test:");
  private static final ReplicaWait NO_REPLICAS = new ReplicaWait(0, 0);

  /** What a session's sum may be at most. */
  private static final long MOST = (1L << 53) - 1;

  private static final String OF_ONE = "{\"accepted\":1,\"duplicates\":0,\"rejected\":[]}";

  @TempDir private Path dir;
  private EmbeddedRedis redis;
  private DoorUnderTest door;
  private volatile Future<Void> connected = Future.succeededFuture();
  private volatile boolean answerIsLost;

  @BeforeEach
  void open() throws Exception {
    redis =
        EmbeddedRedis.start(
            dir,
            new Durability.EverySecond(),
            new EmbeddedRedis.Start(String.valueOf(System.getenv("PATH")), false));
    door = new DoorUnderTest(this::steps);
    connected.await(10, TimeUnit.SECONDS);
  }

  @AfterEach
  void close() throws Exception {
    door.close();
    redis.stop();
  }

  private Steps steps(Vertx vertx) {
    RedisLink link = new RedisConnector(vertx, redis.url(), Duration.ofSeconds(5)).link("test");
    connected = link.connect();
    Ledger ledger =
        new RedisLedger(
            link,
            NO_REPLICAS,
            KEYS,
            () -> UUID.randomUUID().toString(),
            Acme.settings().limits(),
            System::currentTimeMillis,
            new LedgerMeters(new SimpleMeterRegistry()));
    Steps plain = Steps.of(new LosingLedger(ledger));
    return new Steps(
        plain.rates(),
        plain.placement(),
        plain.lookups(),
        plain.ledger(),
        plain.quarantine(),
        plain.orders(),
        new RedisReceiptBook(
            new ReceiptStore(link, NO_REPLICAS, KEYS),
            KEYS,
            new IngestMeters(new SimpleMeterRegistry())));
  }

  /** Commits, and now and then nobody hears of it. */
  private final class LosingLedger implements Ledger {
    private final Ledger ledger;

    LosingLedger(Ledger ledger) {
      this.ledger = ledger;
    }

    @Override
    public Future<List<Outcome>> commit(Delivery delivery, List<Event> events) {
      return ledger
          .commit(delivery, events)
          .compose(
              outcomes ->
                  answerIsLost
                      ? Future.failedFuture(new Unavailable(Reason.REDIS_AWAY, "lost"))
                      : Future.succeededFuture(outcomes));
    }

    @Override
    public Future<List<Outcome>> foresee(Delivery delivery, List<Event> events) {
      return ledger.foresee(delivery, events);
    }
  }

  @Test
  void acceptedEvent_isToldAgain_andNothingWasKeptForIt() throws Exception {
    assertThat(post("m-1", paid("a").bytes(), DoorUnderTest.STRUCTURED).body()).isEqualTo(OF_ONE);

    assertThat(ask("m-1").body()).isEqualTo(OF_ONE);
    assertThat(keysOfReceipts()).isEmpty();
  }

  @Test
  void batch_isToldAgainWordForWord() throws Exception {
    byte[] body = WireEvent.batch(paid("a"), paid("b").with("/data/amountFen", -1), paid("c"));

    String receipt = post("m-1", body, DoorUnderTest.BATCHED).body();

    assertThat(receipt).startsWith("{\"accepted\":2,\"duplicates\":0,\"rejected\":[{\"index\":1,");
    assertThat(ask("m-1").body()).isEqualTo(receipt);
  }

  @Test
  void deliverySentAgain_isToldAsItWasLastAnswered() throws Exception {
    post("m-1", paid("a").bytes(), DoorUnderTest.STRUCTURED);
    String again = post("m-1", paid("a").bytes(), DoorUnderTest.STRUCTURED).body();

    assertThat(again).isEqualTo("{\"accepted\":0,\"duplicates\":1,\"rejected\":[]}");
    assertThat(ask("m-1").body()).isEqualTo(again);
  }

  @Test
  void deliveryRefusedAsAWhole_hasAReceiptOfRefusals() throws Exception {
    byte[] body = paid("a").with("/data/amountFen", -1).bytes();

    assertThat(post("m-1", body, DoorUnderTest.STRUCTURED).statusCode()).isEqualTo(422);
    HttpResponse<String> receipt = ask("m-1");

    assertThat(receipt.statusCode()).isEqualTo(200);
    assertThat(receipt.body()).contains("\"accepted\":0,", "/data/amountFen");
  }

  @Test
  void idUsedAgainAfterARefusal_hasTheReceiptOfWhatWasAccepted() throws Exception {
    post("m-1", paid("a").with("/data/amountFen", -1).bytes(), DoorUnderTest.STRUCTURED);
    post("m-1", paid("a").bytes(), DoorUnderTest.STRUCTURED);

    assertThat(ask("m-1").body()).isEqualTo(OF_ONE);
  }

  @Test
  void refusalUnderAnIdThatWasAccepted_leavesItsReceipt() throws Exception {
    String receipt =
        post("m-1", WireEvent.batch(paid("a"), paid("b")), DoorUnderTest.BATCHED).body();
    post("m-1", paid("c").with("/data/amountFen", -1).bytes(), DoorUnderTest.STRUCTURED);

    assertThat(ask("m-1").body()).isEqualTo(receipt);
  }

  @Test
  void batchThatWasNeverAnswered_hasNoneUntilItIsSentAgain() throws Exception {
    byte[] body = WireEvent.batch(paid("a"), paid("b").with("/data/amountFen", -1));
    answerIsLost = true;
    assertThat(post("m-1", body, DoorUnderTest.BATCHED).statusCode()).isEqualTo(503);

    assertThat(ask("m-1").statusCode()).isEqualTo(404);

    answerIsLost = false;
    String receipt = post("m-1", body, DoorUnderTest.BATCHED).body();
    assertThat(receipt).contains("\"duplicates\":1,");
    assertThat(ask("m-1").body()).isEqualTo(receipt);
  }

  @Test
  void eventTheLedgerRefused_isNotToldAsAccepted_whenNobodyHeardOfIt() throws Exception {
    post("m-1", worth("a", MOST).bytes(), DoorUnderTest.STRUCTURED);
    byte[] tooMuch = worth("b", 1).bytes();
    answerIsLost = true;
    assertThat(post("m-2", tooMuch, DoorUnderTest.STRUCTURED).statusCode()).isEqualTo(503);

    assertThat(ask("m-2").statusCode()).isEqualTo(404);

    answerIsLost = false;
    assertThat(post("m-2", tooMuch, DoorUnderTest.STRUCTURED).statusCode()).isEqualTo(422);
    assertThat(ask("m-2").body()).contains("\"accepted\":0,", "/data/amountFen");
    post("m-2", worth("c", 0).bytes(), DoorUnderTest.STRUCTURED);
    assertThat(ask("m-2").body()).as("the id was free for what was corrected").isEqualTo(OF_ONE);
  }

  @Test
  void duplicateUnderAnIdOfItsOwn_isNotToldAsAccepted_whenNobodyHeardOfIt() throws Exception {
    post("m-1", paid("a").bytes(), DoorUnderTest.STRUCTURED);
    answerIsLost = true;
    assertThat(post("m-2", paid("a").bytes(), DoorUnderTest.STRUCTURED).statusCode())
        .isEqualTo(503);

    assertThat(ask("m-2").statusCode()).isEqualTo(404);
    assertThat(ask("m-1").body()).isEqualTo(OF_ONE);

    answerIsLost = false;
    String again = post("m-2", paid("a").bytes(), DoorUnderTest.STRUCTURED).body();
    assertThat(again).isEqualTo("{\"accepted\":0,\"duplicates\":1,\"rejected\":[]}");
    assertThat(ask("m-2").body()).isEqualTo(again);
  }

  /** The commit went through and only its answer was lost, which the id alone tells. */
  @Test
  void acceptedEvent_isToldAsAccepted_thoughNobodyHeardOfIt() throws Exception {
    answerIsLost = true;
    assertThat(post("m-1", paid("a").bytes(), DoorUnderTest.STRUCTURED).statusCode())
        .isEqualTo(503);

    assertThat(ask("m-1").body()).isEqualTo(OF_ONE);
  }

  @Test
  void test_isToldAgainThoughItCountedForNothing() throws Exception {
    post(
        "m-1",
        WireEvent.of("guchang.webhook.test").without("/data").bytes(),
        DoorUnderTest.STRUCTURED);

    assertThat(ask("m-1").body()).isEqualTo(OF_ONE);
  }

  @Test
  void idNobodyUsed_isUnknown_andToldHowLongIdsAreKept() throws Exception {
    HttpResponse<String> answer = ask("m-9");

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(answer.body()).contains("receipt-unknown", "at least 4 days");
  }

  @Test
  void receiptOfAnotherPartner_isUnknown() throws Exception {
    post("m-1", paid("a").bytes(), DoorUnderTest.STRUCTURED);

    assertThat(ask("everything", Acme.SECRET, "m-1").statusCode()).isEqualTo(404);
  }

  @Test
  void askedWithoutAGoodSignature_isToldNothing() throws Exception {
    post("m-1", paid("a").bytes(), DoorUnderTest.STRUCTURED);
    String wrong = "whsec_" + "A".repeat(32);

    assertThat(ask(Acme.PARTNER, wrong, "m-1").statusCode()).isEqualTo(401);
    assertThat(ask("nobody", wrong, "m-1").body())
        .isEqualTo(ask(Acme.PARTNER, wrong, "m-9").body());
  }

  @Test
  void idWithSignsOfItsOwn_isPercentEncoded() throws Exception {
    post("a/b+c%", paid("a").bytes(), DoorUnderTest.STRUCTURED);

    assertThat(ask("a%2Fb+c%25").body()).isEqualTo(OF_ONE);
    assertThat(ask("a%2Fb%2Bc%25").body()).isEqualTo(OF_ONE);
  }

  @Test
  void postingToAReceipt_isNotAllowed() throws Exception {
    HttpResponse<String> answer =
        door.send(door.signed("q", new byte[0]).uri(receipt(Acme.PARTNER, "m-1")));

    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(answer.headers().firstValue("Allow")).hasValue("GET");
  }

  private static WireEvent worth(String id, long fen) {
    return paid(id)
        .with("/data/amountFen", fen)
        .with(
            "/data/lines",
            List.of(WireEvent.map("sku", "jc-001", "quantity", 1, "amountFen", fen)));
  }

  private static WireEvent paid(String id) {
    return WireEvent.paid().with("/id", id).with("/data/orderId", "o-" + id);
  }

  private HttpResponse<String> post(String id, byte[] body, String type) throws Exception {
    return door.send(door.signed(id, body).header("Content-Type", type));
  }

  private HttpResponse<String> ask(String id) throws Exception {
    return ask(Acme.PARTNER, Acme.SECRET, id);
  }

  private HttpResponse<String> ask(String partner, String secret, String id) throws Exception {
    HttpRequest.Builder request =
        door.signed(partner, secret, door.nextId(), System.currentTimeMillis() / 1000, new byte[0]);
    return door.send(request.uri(receipt(partner, id)).GET());
  }

  private URI receipt(String partner, String id) {
    return URI.create(door.hook(partner) + "/deliveries/" + id);
  }

  private List<String> keysOfReceipts() throws Exception {
    Vertx vertx = Vertx.vertx();
    Redis client = Redis.createClient(vertx, redis.url());
    try {
      return client
          .send(Request.cmd(Command.KEYS, KEYS.receipts(Acme.PARTNER, 0).replaceAll("0$", "*")))
          .map(found -> found.stream().map(Object::toString).toList())
          .await(10, TimeUnit.SECONDS);
    } finally {
      client.close().eventually(vertx::close).await(10, TimeUnit.SECONDS);
    }
  }
}
