package org.guchang.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.guchang.board.SessionFigures;
import org.guchang.event.Event;
import org.guchang.event.Event.AudienceCounted;
import org.guchang.event.Event.Counter;
import org.guchang.event.Event.OrderPaid;
import org.guchang.event.Event.OrderRefunded;
import org.guchang.event.Line;
import org.guchang.event.Origin;
import org.guchang.ledger.LedgerRig;
import org.guchang.ledger.Outcome;
import org.guchang.privacy.Forgetting.Forgotten;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** People are forgotten in a session in which two servers go on counting. */
class ForgettingIT {
  private static final long WANG = 0x1122334455667788L;
  private static final long LI = 0x0102030405060708L;

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
  void one_isNowhereAnyMore_andEveryFigureIsAsItWas() {
    String session = sold(60);
    SessionFigures before = figures(session);
    assertThat(rig.stored(session)).contains(bytes(WANG), bytes(LI), Long.toString(WANG));

    assertThat(rig.asFirst(() -> rig.forgetting().one(session, WANG))).isEqualTo(Forgotten.DONE);

    assertThat(rig.stored(session))
        .doesNotContain(bytes(WANG), Long.toString(WANG))
        .contains(bytes(LI), Long.toString(LI));
    same(session, before);
    assertThat(rig.asFirst(() -> rig.forgetting().one(session, WANG))).isEqualTo(Forgotten.NOBODY);
  }

  @Test
  void everybody_isNowhereAnyMore_andIsForgottenOnce() {
    String session = sold(60);
    SessionFigures before = figures(session);

    assertThat(rig.asFirst(() -> rig.forgetting().everybody(session))).isEqualTo(Forgotten.DONE);

    assertThat(rig.stored(session))
        .doesNotContain(bytes(WANG), bytes(LI), Long.toString(WANG), Long.toString(LI));
    same(session, before);
    assertThat(rig.asFirst(() -> rig.forgetting().everybody(session))).isEqualTo(Forgotten.NOBODY);

    // whoever comes back later is forgotten again
    commit(1, "later", paid(session, "late", WANG));
    assertThat(rig.stored(session)).contains(bytes(WANG));
    assertThat(rig.asFirst(() -> rig.forgetting().everybody(session))).isEqualTo(Forgotten.DONE);
    assertThat(rig.stored(session)).doesNotContain(bytes(WANG));
    assertThat(rig.verify(session).isProved()).isTrue();
  }

  @Test
  void bothServers_goOnCountingWithWhatTheyKnew() {
    String session = sold(4);
    rig.asFirst(() -> rig.forgetting().everybody(session));

    for (int member = 0; member < 2; member++) {
      assertThat(
              commit(
                  member, "again" + member, paid(session, "o" + member, member == 0 ? WANG : LI)))
          .as("an order that server %d counted before", member)
          .containsExactly(Outcome.DUPLICATE);
      assertThat(
              commit(
                  member,
                  "back" + member,
                  new OrderRefunded(
                      origin(session, "r" + member), "o" + member, "r", 100, List.of())))
          .containsExactly(Outcome.ACCEPTED);
      assertThat(commit(member, "new" + member, paid(session, "n" + member, LI)))
          .containsExactly(Outcome.ACCEPTED);
    }

    assertThat(rig.verify(session).differences()).isEmpty();
    assertThat(rig.verify(session).isProved()).isTrue();
  }

  @Test
  void whatIsCommittedMeanwhile_isNotLost() {
    String session = sold(400);
    List<Future<List<Outcome>>> counted = new ArrayList<>();
    Future<Forgotten> forgetting = rig.beginAsFirst(() -> rig.forgetting().one(session, WANG));
    for (int i = 0; !forgetting.isComplete(); i++) {
      Event event = paid(session, "m" + i, LI);
      counted.add(rig.commit(1, LedgerRig.delivery("m" + i, event), List.of(event)));
      LedgerRig.await(counted.get(i));
    }

    assertThat(LedgerRig.await(forgetting)).isIn(Forgotten.DONE, Forgotten.BUSY);
    assertThat(counted).isNotEmpty();
    assertThat(figures(session).toString()).contains("orders=" + (200 + counted.size()));
    assertThat(rig.verify(session).isProved()).isTrue();
    assertThat(rig.asFirst(() -> rig.forgetting().one(session, WANG)))
        .as("when it is quiet")
        .isIn(Forgotten.DONE, Forgotten.NOBODY);
    assertThat(rig.stored(session)).doesNotContain(bytes(WANG));
  }

  @Test
  void twoServersThatDoItAtOnce_doNotMixTheirNumbers() {
    String session = sold(400);
    SessionFigures before = figures(session);
    Future<Forgotten> one = rig.beginAsFirst(() -> rig.forgetting().everybody(session));
    Future<Forgotten> other = rig.beginAsFirst(() -> rig.forgetting().everybody(session));

    assertThat(List.of(LedgerRig.await(one), LedgerRig.await(other)))
        .containsExactlyInAnyOrder(Forgotten.DONE, Forgotten.NOBODY);
    same(session, before);
    // each order's buyer is among the buyers: all that was bought goes back, and nobody is one any
    // more
    for (int i = 0; i < 200; i++) {
      commit(i % 2, "back" + i, new Event.OrderCancelled(origin(session, "c" + i), "o" + i));
    }
    assertThat(rig.verify(session).isProved()).isTrue();
    assertThat(rig.stored(session)).doesNotContain(bytes(WANG), bytes(LI));
    assertThat(rig.keep(session)).noneMatch(kept -> kept.key().contains(":copy:"));
  }

  /** Half of the events are orders, by turns of the two; the others are what they watched. */
  private static String sold(int events) {
    String session = rig.newSession();
    for (int i = 0; i < events / 2; i++) {
      long person = i % 2 == 0 ? WANG : LI;
      commit(i % 2, "d" + i, paid(session, "o" + i, person));
      commit(
          i % 2,
          "v" + i,
          new AudienceCounted(origin(session, "v" + i), Counter.ENTERED, 1, person, null));
    }
    return session;
  }

  private static void same(String session, SessionFigures before) {
    assertThat(rig.verify(session).differences()).isEmpty();
    assertThat(rig.verify(session).isProved()).isTrue();
    SessionFigures after = figures(session);
    assertThat(after.epoch()).isEqualTo(before.epoch());
    assertThat(after.version()).isEqualTo(before.version() + 1);
    assertThat(plain(after)).isEqualTo(plain(before));
  }

  private static String plain(SessionFigures figures) {
    return figures.toString().replaceAll("version=\\d+", "");
  }

  private static SessionFigures figures(String session) {
    return LedgerRig.await(rig.read(1, session, null));
  }

  private static List<Outcome> commit(int member, String delivery, Event event) {
    return LedgerRig.await(rig.commit(member, LedgerRig.delivery(delivery, event), List.of(event)));
  }

  private static Event paid(String session, String order, long buyer) {
    return new OrderPaid(
        origin(session, "e-" + order), order, buyer, 1000, List.of(new Line("zao", null, 1, 1000)));
  }

  private static Origin origin(String session, String id) {
    return new Origin(session, "douyin", id, 1_589_632_267_000L);
  }

  private static String bytes(long person) {
    return new String(
        ByteBuffer.allocate(Long.BYTES).putLong(person).array(), StandardCharsets.ISO_8859_1);
  }
}
