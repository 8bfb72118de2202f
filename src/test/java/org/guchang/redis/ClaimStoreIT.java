package org.guchang.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.guchang.config.Settings.Durability;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who asks first for an order has it, also across the hours and where servers' clocks differ. */
final class ClaimStoreIT {
  private static final List<String> EVENINGS = List.of("first", "second");
  private static final List<String> A_STRANGERS = List.of("third", "fourth");
  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final long EIGHT_O_CLOCK = 20 * HOUR;

  private final Vertx vertx = Vertx.vertx();
  private final Context context = ((VertxInternal) vertx).createEventLoopContext();
  @TempDir private Path data;
  private EmbeddedRedis redis;
  private RedisLink link;
  private ClaimStore store;
  private long now = EIGHT_O_CLOCK;

  @BeforeEach
  void open() throws Exception {
    redis =
        EmbeddedRedis.start(
            data, new Durability.EverySecond(), System.getenv().getOrDefault("PATH", ""));
    link = new RedisConnector(vertx, redis.url(), Duration.ofSeconds(5)).link("the test");
    store = new ClaimStore(link, new ReplicaWait(0, 0), new Keys("test:"), () -> now);
    Awaited.on(context, link::connect);
  }

  @AfterEach
  void close() throws Exception {
    Awaited.on(context, link::close);
    vertx.close().await(20, TimeUnit.SECONDS);
    redis.stop();
  }

  private Map<String, String> claim(List<String> among, Map<String, String> wanted) {
    return Awaited.on(
        context, () -> store.loaded(() -> store.claim("douyin", List.copyOf(among), wanted)));
  }

  private String claim(String order, String wanted) {
    return claim(EVENINGS, Map.of(order, wanted)).get(order);
  }

  private List<String> keys() {
    return Awaited.on(context, () -> link.send(Request.cmd(Command.KEYS).arg("*"))).stream()
        .map(key -> key.toString(StandardCharsets.UTF_8))
        .sorted()
        .toList();
  }

  private long secondsLeft(String key) {
    return Awaited.on(context, () -> link.send(Request.cmd(Command.TTL).arg(key))).toLong();
  }

  @Test
  void whoAsksLaterIsToldWhoseTheOrderIs() {
    assertThat(claim("o1", "first")).isEqualTo("first");
    assertThat(claim("o1", "second")).isEqualTo("first");
    assertThat(claim("o2", "second")).isEqualTo("second");
  }

  @Test
  void aClaimOfTheLastMinuteOfAnHourIsKnownAllTheNext() {
    now = EIGHT_O_CLOCK - 1;
    claim("o1", "first");
    now = EIGHT_O_CLOCK + HOUR - 1;
    assertThat(claim("o1", "second")).isEqualTo("first");
  }

  @Test
  void aClaimThatIsAskedForEveryHourLastsAllEvening() {
    for (int hour = 0; hour < 6; hour++) {
      now = EIGHT_O_CLOCK + hour * HOUR;
      assertThat(claim("o1", hour == 0 ? "first" : "second")).isEqualTo("first");
    }
  }

  @Test
  void aClaimNobodyAskedForIsForgotten() {
    claim("o1", "first");
    now = EIGHT_O_CLOCK + 2 * HOUR;
    assertThat(claim("o1", "second")).isEqualTo("second");
  }

  @Test
  void aServerWhoseClockIsAnHourBehindIsToldTheSame() {
    claim("o1", "first");
    now = EIGHT_O_CLOCK - 1;
    assertThat(claim("o1", "second")).isEqualTo("first");
    claim("o2", "second");
    now = EIGHT_O_CLOCK;
    assertThat(claim("o2", "first")).isEqualTo("second");
  }

  @Test
  void strangersClaimTheSameOrderBesideEachOther() {
    for (int hour = 0; hour < 3; hour++) {
      now = EIGHT_O_CLOCK + hour * HOUR;
      assertThat(claim(A_STRANGERS, Map.of("o1", "third"))).containsEntry("o1", "third");
      assertThat(claim("o1", hour == 0 ? "first" : "second")).isEqualTo("first");
      assertThat(claim(A_STRANGERS, Map.of("o1", "fourth"))).containsEntry("o1", "third");
    }
  }

  @Test
  void thousandsAreClaimedAtOnceEachForItself() {
    Map<String, String> wanted = new LinkedHashMap<>();
    IntStream.range(0, 5_000).forEach(i -> wanted.put("o" + i, EVENINGS.get(i % 2)));
    assertThat(claim(EVENINGS, wanted)).isEqualTo(wanted);
    now += HOUR;
    Map<String, String> others = new LinkedHashMap<>();
    wanted.forEach((order, session) -> others.put(order, EVENINGS.get(0)));
    others.put("new", "second");
    assertThat(claim(EVENINGS, others)).containsAllEntriesOf(wanted).containsEntry("new", "second");
  }

  @Test
  void whatNobodyReadsAnyMoreGoes() {
    for (int hour = 0; hour < 6; hour++) {
      now = EIGHT_O_CLOCK + hour * HOUR;
      claim("o" + hour, "first");
    }
    assertThat(keys())
        .containsExactlyElementsOf(
            Stream.of(23, 24, 25).map(period -> "test:{claimed:douyin}:" + period).toList());
    assertThat(keys()).allSatisfy(key -> assertThat(secondsLeft(key)).isBetween(14_300L, 14_400L));
  }
}
