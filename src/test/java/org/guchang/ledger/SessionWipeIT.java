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

/** A session is wiped while two servers count in it, each with its own notion of what is stored. */
class SessionWipeIT {
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
  void bothServers_noticeAndCountAnew() {
    String session = rig.newSession();
    for (int member = 0; member < 2; member++) {
      assertThat(commit(member, "a" + member, paid(session, "o" + member)))
          .containsExactly(Outcome.ACCEPTED);
    }
    String epoch = LedgerRig.await(rig.read(0, session, null)).epoch();

    assertThat(LedgerRig.await(rig.erase(session))).isPositive();
    assertThat(LedgerRig.await(rig.read(0, session, null)).version()).isZero();

    for (int member = 0; member < 2; member++) {
      assertThat(commit(member, "a" + member, paid(session, "o" + member)))
          .as("the same delivery of server %d as before the wipe", member)
          .containsExactly(Outcome.ACCEPTED);
    }
    assertThat(commit(0, "b", paid(session, "o1"))).containsExactly(Outcome.DUPLICATE);
    var figures = LedgerRig.await(rig.read(1, session, null));
    assertThat(figures.epoch()).isNotEqualTo(epoch).isNotEmpty();
    assertThat(figures.version()).isEqualTo(2);
    assertThat(rig.verify(session).isProved()).isTrue();
    assertThat(figures.toString()).contains("试卖枣");
  }

  @Test
  void nothingOfTheSession_isLeft_andOthersAreUntouched() {
    String session = rig.newSession();
    String other = rig.newSession();
    commit(0, "x", paid(session, "o"));
    commit(0, "y", paid(other, "o"));

    LedgerRig.await(rig.erase(session));

    assertThat(LedgerRig.await(rig.erase(session))).isZero();
    assertThat(LedgerRig.await(rig.read(0, other, null)).version()).isEqualTo(1);
  }

  private static List<Outcome> commit(int member, String delivery, Event event) {
    return LedgerRig.await(rig.commit(member, LedgerRig.delivery(delivery, event), List.of(event)));
  }

  private static Event paid(String session, String order) {
    return new OrderPaid(
        new Origin(session, "douyin", "e-" + order, 1_589_632_267_000L),
        order,
        7,
        1000,
        List.of(new Line("new-1", "试卖枣", 1, 1000)));
  }
}
