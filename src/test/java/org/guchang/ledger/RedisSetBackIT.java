package org.guchang.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.guchang.event.Event;
import org.guchang.event.Event.OrderPaid;
import org.guchang.event.Line;
import org.guchang.event.Origin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Redis loses its last commits, as it may within a second of a crash, while a server that made them
 * goes on: what the server knows is no longer what is stored, however much the versions agree.
 */
class RedisSetBackIT {
  private static LedgerRig rig;

  @BeforeAll
  static void start() {
    rig = new LedgerRig();
  }

  @AfterAll
  static void stop() {
    rig.close();
  }

  @Test
  void whatWasLost_canBeToldAgain_andCountsOnce() {
    String session = rig.newSession();
    commit(0, session, "o1", 1000);
    List<LedgerRig.Kept> before = rig.keep(session);
    commit(0, session, "o2", 200);
    rig.setBack(before);

    assertThat(commit(0, session, "o2", 200)).containsExactly(Outcome.ACCEPTED);

    assertThat(figures(session)).isEqualTo(List.of(2L, 1200L));
    assertThat(rig.verify(session).isProved()).isTrue();
  }

  @Test
  void anotherServersCommit_ofTheSameVersion_isNoticed() {
    String session = rig.newSession();
    commit(0, session, "o1", 1000);
    List<LedgerRig.Kept> before = rig.keep(session);
    commit(0, session, "o2", 200);
    rig.setBack(before);
    commit(1, session, "o3", 30);

    commit(0, session, "o4", 4);

    assertThat(figures(session)).isEqualTo(List.of(3L, 1034L));
    assertThat(rig.verify(session).isProved()).isTrue();
  }

  @Test
  void serversThatTakeTurns_neverRelyOnWhatTheOtherChanged() {
    String session = rig.newSession();
    for (int i = 0; i < 12; i++) {
      assertThat(commit(i / 3 % 2, session, "o" + i, 1L << i)).containsExactly(Outcome.ACCEPTED);
    }
    assertThat(figures(session)).isEqualTo(List.of(12L, 4095L));
    assertThat(rig.verify(session).isProved()).isTrue();
  }

  private static List<Long> figures(String session) {
    var sums = LedgerRig.await(rig.read(1, session, null)).totals().sums();
    return List.of(sums.orders(), sums.gmvFen());
  }

  private static List<Outcome> commit(int member, String session, String order, long fen) {
    Event paid =
        new OrderPaid(
            new Origin(session, "douyin", "e-" + order, 1_589_632_267_000L),
            order,
            7,
            fen,
            List.of(new Line("zao", null, 1, fen)));
    Delivery delivery = LedgerRig.delivery(session + order, paid);
    return LedgerRig.await(rig.commit(member, delivery, List.of(paid)));
  }
}
