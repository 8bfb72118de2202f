package org.guchang.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** How many may wait is how many can be committed in time. */
final class WaitingRoomTest {
  private static final long MILLI = 1_000_000;

  private final WaitingRoom room = new WaitingRoom(20_000, 100, 250);

  private void commit(int times, int events, long millis) {
    for (int i = 0; i < times; i++) {
      room.committed(events, millis * MILLI);
    }
  }

  @Test
  void asLongAsNothingIsKnown_theWholeQueueMayWait() {
    assertThat(room.events()).isEqualTo(20_000);
  }

  @Test
  void asManyMayWait_asAreCommittedInThatTime() {
    commit(1, 100, 25);
    assertThat(room.events()).isEqualTo(1_000);
  }

  @Test
  void whereCommitsBecomeSlow_fewerMayWait_andMoreWhenTheyAreFastAgain() {
    commit(1, 100, 5);
    assertThat(room.events()).isEqualTo(5_000);
    commit(30, 100, 50);
    assertThat(room.events()).isBetween(500, 510);
    commit(30, 100, 5);
    assertThat(room.events()).isBetween(4_990, 5_000);
  }

  @Test
  void aSingleSlowCommit_shrinksItALittleOnly() {
    commit(10, 100, 5);
    commit(1, 100, 3_000);
    assertThat(room.events()).isBetween(3_700, 4_000);
  }

  @Test
  void itIsNeverLessThanAGroup_norMoreThanTheQueue() {
    commit(50, 100, 4_000);
    assertThat(room.events()).isEqualTo(100);
    commit(50, 100, 0);
    assertThat(room.events()).isEqualTo(20_000);
  }

  @Test
  void aGroupLargerThanTheQueue_isNoReasonToLetMoreIn() {
    WaitingRoom small = new WaitingRoom(50, 100, 250);
    small.committed(100, 4_000 * MILLI);
    assertThat(small.events()).isEqualTo(50);
  }
}
