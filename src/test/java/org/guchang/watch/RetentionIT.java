package org.guchang.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import org.guchang.config.Catalog;
import org.guchang.config.CatalogHolder;
import org.guchang.config.CatalogLoader;
import org.guchang.event.Event;
import org.guchang.event.Event.OrderPaid;
import org.guchang.event.Line;
import org.guchang.event.Origin;
import org.guchang.ledger.LedgerRig;
import org.guchang.redis.Eventually;
import org.guchang.redis.QuarantineStore;
import org.junit.jupiter.api.Test;

/** Days after a session's end and its last event nobody can be found in it any more. */
class RetentionIT {
  private static final Duration KEPT = Duration.ofDays(180);
  private static final String TOKEN = "person:00000000000000aa";
  private static final String ENDED = "jiaocheng-0516";

  private long now;

  @Test
  void buyersAreForgotten_whenEndAndLastEventAreLongAgo_andNotBefore() throws Exception {
    Catalog catalog = CatalogLoader.load(null);
    long end = catalog.sessions().get(ENDED).endsAt().toInstant().toEpochMilli();
    try (LedgerRig rig = new LedgerRig()) {
      RetentionWatch watch =
          new RetentionWatch(
              new CatalogHolder(catalog),
              rig.forgetting(),
              rig.quarantineForgetting(),
              KEPT,
              () -> now);
      // sold on the evening; a refund's worth of news came ten days later
      rig.setTime(end - 1);
      sold(rig, ENDED, "o1");
      rig.setTime(end + Duration.ofDays(10).toMillis());
      sold(rig, ENDED, "o2");
      sold(rig, "no-longer-in-the-catalog", "o1");
      keep(rig, "old", end);

      for (int days : List.of(1, 179, 189)) {
        now = end + Duration.ofDays(days).toMillis();
        rig.asFirst(() -> watch.look().map(true));
        assertThat(rig.stored(ENDED)).as("after %d days", days).contains(buyer("o1"));
      }
      assertThat(message(rig)).as("of a message the last coming counts").doesNotContain(TOKEN);

      now = end + Duration.ofDays(191).toMillis();
      rig.setTime(now);
      rig.asFirst(() -> watch.look().map(true));
      assertThat(rig.stored(ENDED)).doesNotContain(buyer("o1"), buyer("o2"));
      assertThat(rig.stored("no-longer-in-the-catalog")).doesNotContain(buyer("o1"));
      assertThat(rig.verify(ENDED).isProved()).isTrue();
      Eventually.until(
          "the file is written anew",
          () -> !rig.persistence().contains("aof_last_rewrite_time_sec:-1"));
      long version = LedgerRig.await(rig.read(0, ENDED, null)).version();

      now += Duration.ofHours(1).toMillis();
      rig.asFirst(() -> watch.look().map(true));
      assertThat(LedgerRig.await(rig.read(0, ENDED, null)).version())
          .as("not again")
          .isEqualTo(version);
    }
  }

  @Test
  void aSessionWhoseEndIsToCome_isLeftAlone_howeverOldItsLastEvent() throws Exception {
    Catalog catalog = CatalogLoader.load(null);
    OffsetDateTime end = catalog.sessions().get(ENDED).endsAt();
    try (LedgerRig rig = new LedgerRig()) {
      RetentionWatch watch =
          new RetentionWatch(
              new CatalogHolder(catalog),
              rig.forgetting(),
              rig.quarantineForgetting(),
              KEPT,
              () -> now);
      now = end.toInstant().toEpochMilli() - 1;
      rig.setTime(now - KEPT.multipliedBy(2).toMillis());
      sold(rig, ENDED, "o1");

      rig.asFirst(() -> watch.look().map(true));

      assertThat(rig.stored(ENDED)).contains(buyer("o1"));
    }
  }

  private static void keep(LedgerRig rig, String id, long at) {
    String message = "{\"data\":{\"buyer\":\"" + TOKEN + "\"}}";
    rig.asFirst(
        () ->
            rig.quarantine()
                .keep(
                    "acme",
                    List.of(new QuarantineStore.New(id, at, 0, "", "{}", message)),
                    new QuarantineStore.Bounds(10, 10_000)));
  }

  private static String message(LedgerRig rig) {
    QuarantineStore.Entry kept = rig.asFirst(() -> rig.quarantine().find("old"));
    assertThat(kept.message())
        .hasSize("{\"data\":{\"buyer\":\"\"}}".length() + TOKEN.length())
        .contains("person:");
    return kept.message();
  }

  private static void sold(LedgerRig rig, String session, String order) {
    Event event =
        new OrderPaid(
            new Origin(session, "douyin", "e-" + order, 1_589_632_267_000L),
            order,
            order.hashCode(),
            1000,
            List.of(new Line("zao", null, 1, 1000)));
    LedgerRig.await(rig.commit(0, LedgerRig.delivery("d-" + order, event), List.of(event)));
  }

  /** As it stands in an order's state: eight bytes, big-endian. */
  private static String buyer(String order) {
    int hash = order.hashCode();
    return "\0\0\0\0"
        + (char) (hash >>> 24)
        + (char) (hash >>> 16 & 255)
        + (char) (hash >>> 8 & 255)
        + (char) (hash & 255);
  }
}
