package org.guchang.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.guchang.event.Event.CommentPosted;
import org.guchang.event.Origin;
import org.junit.jupiter.api.Test;

class CommentPaceTest {
  private static final long NOW = 1_600_000_000_000L;

  private final CommentPace pace = new CommentPace(60);

  @Test
  void aPlatformThatShouts_isHeldToItsPace_andLeavesTheOthersTheirs() {
    assertThat(pace.admitted(said("douyin", 500), NOW)).hasSize(10);
    assertThat(pace.admitted(said("kuaishou", 1), NOW)).hasSize(1);
    assertThat(pace.admitted(said("douyin", 500), NOW + 999)).isEmpty();
    assertThat(pace.admitted(said("douyin", 500), NOW + 1_000)).hasSize(1);
  }

  @Test
  void overAMinute_asManyAreShownAsTheSettingSays_andTheFirstBurst() {
    int shown = 0;
    for (int at = 0; at < 60_000; at += 100) {
      shown += pace.admitted(said("douyin", 3), NOW + at).size();
    }

    assertThat(shown).isBetween(60 + 9, 60 + 10);
  }

  @Test
  void aClockThatGoesBack_givesNothingAway() {
    pace.admitted(said("douyin", 10), NOW);

    assertThat(pace.admitted(said("douyin", 10), NOW - 3_600_000)).isEmpty();
    assertThat(pace.admitted(said("douyin", 10), NOW - 3_600_000 + 2_000)).hasSize(2);
  }

  private static List<CommentPosted> said(String platform, int times) {
    List<CommentPosted> comments = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      Origin origin = new Origin("j", platform, "e" + i, NOW);
      comments.add(new CommentPosted(origin, "山里人家", "好枣"));
    }
    return comments;
  }
}
