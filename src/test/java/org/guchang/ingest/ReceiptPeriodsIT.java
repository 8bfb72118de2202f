package org.guchang.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.guchang.config.Settings.Durability;
import org.guchang.ledger.Delivery;
import org.guchang.ledger.SeenDeliveries;
import org.guchang.redis.Awaited;
import org.guchang.redis.EmbeddedRedis;
import org.guchang.redis.Keys;
import org.guchang.redis.ReceiptStore;
import org.guchang.redis.ReceiptStore.Bounds;
import org.guchang.redis.ReceiptStore.Kept;
import org.guchang.redis.ReceiptStore.Place;
import org.guchang.redis.RedisConnector;
import org.guchang.redis.RedisLink;
import org.guchang.redis.ReplicaWait;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How long receipts are kept, and how much of them. */
final class ReceiptPeriodsIT {
  private static final long PERIOD = SeenDeliveries.PERIOD_MILLIS;
  private static final Keys KEYS = new Keys("test:");
  private static final List<String> NO_SESSIONS = List.of();

  private final Vertx vertx = Vertx.vertx();
  private final Context context = ((VertxInternal) vertx).createEventLoopContext();
  @TempDir private Path data;
  private EmbeddedRedis redis;
  private RedisLink link;
  private ReceiptStore store;
  private RedisReceiptBook book;

  @BeforeEach
  void open() throws Exception {
    redis =
        EmbeddedRedis.start(
            data, new Durability.EverySecond(), System.getenv().getOrDefault("PATH", ""));
    link = new RedisConnector(vertx, redis.url(), Duration.ofSeconds(5)).link("the test");
    Awaited.on(context, link::connect);
    store = new ReceiptStore(link, new ReplicaWait(0, 0), KEYS);
    book = new RedisReceiptBook(store, KEYS, new IngestMeters(new SimpleMeterRegistry()));
  }

  @AfterEach
  void close() throws Exception {
    Awaited.on(context, link::close);
    vertx.close().await(20, TimeUnit.SECONDS);
    redis.stop();
  }

  @Test
  void receiptGivenAtTheEndOfAPeriod_isKnownThroughTheNext() {
    long given = 5_000 * PERIOD - 1;
    Delivery delivery = new Delivery("acme", 7, 8, given);
    Awaited.on(context, () -> book.expect(delivery));
    assertThat(found(given)).as("not answered yet").isNull();
    Awaited.on(context, () -> book.keep(delivery, new Receipt(3, 1, List.of()), true));

    String told = "{\"accepted\":3,\"duplicates\":1,\"rejected\":[]}";
    assertThat(found(given)).isEqualTo(told);
    assertThat(found(given + 1)).as("the period changed").isEqualTo(told);
    assertThat(found(given + PERIOD)).as("the last moment").isEqualTo(told);
    assertThat(found(given + PERIOD + 1)).isNull();
  }

  @Test
  void deliverySentAgainInTheNextPeriod_isToldAsItWasLastAnswered() {
    long given = 5_000 * PERIOD - 1;
    Delivery first = new Delivery("acme", 7, 8, given);
    Delivery again = new Delivery("acme", 7, 8, given + 1);
    Awaited.on(context, () -> book.keep(first, new Receipt(3, 1, List.of()), true));
    Awaited.on(context, () -> book.expect(again));
    Awaited.on(context, () -> book.keep(again, new Receipt(0, 4, List.of()), true));

    assertThat(found(given + 2)).isEqualTo("{\"accepted\":0,\"duplicates\":4,\"rejected\":[]}");
  }

  @Test
  void beyondItsBounds_receiptsAreBrief_andThenNotKept_butThoseThereStay() {
    Bounds bounds = new Bounds(300, 450, 60);
    String whole = "c0,0," + "x".repeat(150);
    String brief = "c0,0,!1";

    assertThat(keep(1, whole, brief, bounds)).isEqualTo(Kept.WHOLE);
    assertThat(keep(2, whole, brief, bounds)).isEqualTo(Kept.BRIEF);
    Kept last = Kept.BRIEF;
    for (long id = 3; last != Kept.NOT && id < 20; id++) {
      last = keep(id, whole, brief, bounds);
    }
    assertThat(last).isEqualTo(Kept.NOT);
    assertThat(keep(1, "c1,1,[]", "c1,1,[]", bounds)).as("one that is there").isEqualTo(Kept.WHOLE);
    ReceiptStore.Found first = Awaited.on(context, () -> store.find(place(1)));
    assertThat(first.text()).isEqualTo("c1,1,[]");
    assertThat(first.bytes()).isLessThanOrEqualTo(450);
    assertThat(Awaited.on(context, () -> store.find(place(2))).text()).isEqualTo(brief);
  }

  @Test
  void boundsAreThoseOfOnePartner() {
    Bounds bounds = new Bounds(100, 200, 60);
    for (long id = 1; id < 9; id++) {
      keep(id, "c0,0,[]", "c0,0,[]", bounds);
    }
    Place other = new Place("other", 1, 1);
    assertThat(Awaited.on(context, () -> store.keep(other, "c0,0,[]", "c0,0,[]", bounds)))
        .isEqualTo(Kept.WHOLE);
  }

  private Kept keep(long id, String whole, String brief, Bounds bounds) {
    return Awaited.on(context, () -> store.keep(place(id), whole, brief, bounds));
  }

  private static Place place(long id) {
    return new Place("acme", 1, id);
  }

  private String found(long now) {
    byte[] receipt = Awaited.on(context, () -> book.find("acme", 7, NO_SESSIONS, now));
    return receipt == null ? null : new String(receipt, StandardCharsets.UTF_8);
  }
}
