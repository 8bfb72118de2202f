package org.guchang.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class QueueLevelTest {
  private final QueueLevel level = new QueueLevel();

  @Test
  void age_is_that_of_the_oldest_and_none_when_empty() {
    assertThat(level.ageSeconds(5_000_000_000L)).isZero();
    level.tell(50, 1_000_000_000L, 200);
    assertThat(level.ageSeconds(5_000_000_000L)).isEqualTo(4);
    assertThat(level.filled()).isEqualTo(0.25);
    level.tell(0, QueueLevel.NOBODY, 100);
    assertThat(level.ageSeconds(9_000_000_000L)).isZero();
    assertThat(level.events()).isZero();
  }
}
