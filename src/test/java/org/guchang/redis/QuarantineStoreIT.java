package org.guchang.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.guchang.config.Settings.Durability;
import org.guchang.redis.QuarantineStore.Bounds;
import org.guchang.redis.QuarantineStore.Cursor;
import org.guchang.redis.QuarantineStore.Entry;
import org.guchang.redis.QuarantineStore.Gone;
import org.guchang.redis.QuarantineStore.Kept;
import org.guchang.redis.QuarantineStore.New;
import org.guchang.redis.QuarantineStore.Order;
import org.guchang.redis.QuarantineStore.Page;
import org.guchang.redis.QuarantineStore.Staying;
import org.guchang.redis.QuarantineStore.Sums;
import org.guchang.redis.QuarantineStore.Waiting;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class QuarantineStoreIT {
  private static final Bounds WIDE = new Bounds(1_000, 1 << 20);

  private final Vertx vertx = Vertx.vertx();
  private final Context context = ((VertxInternal) vertx).createEventLoopContext();
  @TempDir private Path data;
  private EmbeddedRedis redis;
  private RedisLink link;
  private QuarantineStore store;

  @BeforeEach
  void open() throws Exception {
    redis =
        EmbeddedRedis.start(
            data, new Durability.EverySecond(), System.getenv().getOrDefault("PATH", ""));
    link = new RedisConnector(vertx, redis.url(), Duration.ofSeconds(5)).link("the test");
    store = new QuarantineStore(link, new ReplicaWait(0, 0), new Keys("test:"));
    on(link::connect);
  }

  @AfterEach
  void close() throws Exception {
    on(link::close);
    vertx.close().await(20, TimeUnit.SECONDS);
    redis.stop();
  }

  private <T> T on(Supplier<Future<T>> work) {
    return Awaited.on(context, work);
  }

  private static New item(String id, long at, String waits) {
    return new New(id, at, 0, waits, "about " + id, "message");
  }

  private Kept keep(String partner, Bounds bounds, New... items) {
    return on(() -> store.keep(partner, List.of(items), bounds));
  }

  private List<String> ids(String partner, Order order) {
    return on(() -> store.page(partner, order, null, 500)).entries().stream()
        .map(Entry::id)
        .toList();
  }

  private Sums sums(String partner) {
    return on(store::sums).getOrDefault(partner, new Sums(0, 0, 0));
  }

  @Test
  void theSameMessageAgain_isOneItem_withTheNewestReason() {
    keep("acme", WIDE, item("a", 1, ""), item("b", 1, ""));
    Kept again = keep("acme", WIDE, new New("a", 9, 0, "", "another reason", "message"));

    assertThat(again.fresh()).isZero();
    assertThat(again.again()).isEqualTo(1);
    assertThat(again.items()).isEqualTo(2);
    Entry entry = on(() -> store.find("a"));
    assertThat(entry).isNotNull();
    assertThat(entry.times()).isEqualTo(2);
    assertThat(entry.at()).isEqualTo(1);
    assertThat(entry.last()).isEqualTo(9);
    assertThat(entry.about()).isEqualTo("another reason");
    assertThat(entry.message()).isEqualTo("message");
  }

  @Test
  void aNoisyPartnerLosesItsOldest_andNobodyElseAnything() {
    keep("quiet", WIDE, item("q", 0, ""));
    Bounds three = new Bounds(3, 1 << 20);
    for (int i = 0; i < 5; i++) {
      keep("noisy", three, item("n" + i, i, "o" + i));
    }

    assertThat(ids("noisy", Order.OLDEST_FIRST)).containsExactly("n2", "n3", "n4");
    assertThat(ids("quiet", Order.OLDEST_FIRST)).containsExactly("q");
    assertThat(sums("noisy").dropped()).isEqualTo(2);
    assertThat(sums("quiet").dropped()).isZero();
    assertThat(on(() -> store.waiting(null, 10)).stream().map(Waiting::id))
        .containsExactly("n2", "n3", "n4");
    assertThat(on(() -> store.find("n0"))).isNull();
  }

  @Test
  void theBoundOfBytesHolds_andItemsAndSumsAgreeWhateverHappens() {
    Bounds small = new Bounds(1_000, 100);
    for (int i = 0; i < 20; i++) {
      keep("acme", small, item("i" + i, i, ""));
    }
    on(() -> store.settle(List.of(new Gone("i19", "")), List.of()));

    List<String> left = ids("acme", Order.NEWEST_FIRST);
    long bytes = left.stream().mapToLong(id -> ("about " + id).length() + "message".length()).sum();
    assertThat(left).isNotEmpty().doesNotContain("i19");
    assertThat(sums("acme").items()).isEqualTo(left.size());
    assertThat(sums("acme").bytes()).isEqualTo(bytes).isLessThanOrEqualTo(100);
    assertThat(sums("acme").dropped()).isEqualTo(20 - 1 - left.size());
  }

  @Test
  void pagesComeInOrder_eachItemOnce_alsoWhenManyCameInOneMillisecond() {
    List<New> items = new ArrayList<>();
    IntStream.range(0, 250).forEach(i -> items.add(new New("x" + i, i / 10, 0, "", "a", "m")));
    on(() -> store.keep("acme", items, WIDE));

    for (Order order : Order.values()) {
      List<Entry> read = new ArrayList<>();
      Cursor after = null;
      do {
        Cursor from = after;
        Page page = on(() -> store.page(null, order, from, 7));
        assertThat(page.entries().size()).isLessThanOrEqualTo(7);
        read.addAll(page.entries());
        after = page.next();
      } while (after != null);
      assertThat(read).hasSize(250).doesNotHaveDuplicates();
      List<Long> places = read.stream().map(Entry::place).toList();
      List<Long> sorted = new ArrayList<>(places);
      sorted.sort(order == Order.OLDEST_FIRST ? null : java.util.Comparator.reverseOrder());
      assertThat(places).isEqualTo(sorted);
    }
  }

  @Test
  void whatIsSettledTwice_isGoneOnce_andItsLineIsWrittenOnce() {
    keep("acme", WIDE, item("a", 1, "order"), item("b", 2, "order"));

    assertThat(on(() -> store.settle(List.of(new Gone("a", "line a")), List.of()))).isEqualTo(1);
    assertThat(on(() -> store.settle(List.of(new Gone("a", "line a")), List.of()))).isZero();
    on(
        () ->
            store.settle(
                List.of(), List.of(new Staying("b", "other", "new"), new Staying("a", "", "x"))));

    assertThat(on(() -> store.trail(10))).containsExactly("line a");
    assertThat(on(() -> store.find("a"))).isNull();
    Entry b = on(() -> store.find("b"));
    assertThat(b).isNotNull();
    assertThat(b.tries()).isEqualTo(1);
    assertThat(b.waits()).isEqualTo("other");
    assertThat(on(() -> store.waitingFor("order", 10))).isEmpty();
    assertThat(on(() -> store.waitingFor("other", 10))).containsExactly(new Waiting("other", "b"));
    assertThat(sums("acme").items()).isEqualTo(1);
  }

  @Test
  void whatWaitsIsFoundByItsOrderAlone_andPageByPage() {
    keep(
        "acme",
        WIDE,
        item("a", 1, "p\0douyin\0001"),
        item("b", 1, "p\0douyin\00012"),
        item("c", 1, "p\0douyin\0001"));

    assertThat(on(() -> store.waitingFor("p\0douyin\0001", 10)).stream().map(Waiting::id))
        .containsExactly("a", "c");
    Waiting first = on(() -> store.waiting(null, 1)).get(0);
    assertThat(on(() -> store.waiting(first, 10))).hasSize(2).doesNotContain(first);
  }

  @Test
  void redisAwayIsAFailure_notASuccess() {
    redis.stop();

    assertThatExceptionOfType(RuntimeException.class)
        .isThrownBy(() -> keep("acme", WIDE, item("a", 1, "")));
  }
}
