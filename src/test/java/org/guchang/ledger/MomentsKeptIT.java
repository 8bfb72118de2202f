package org.guchang.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import org.guchang.board.SessionFigures;
import org.guchang.board.SessionReader.Earlier;
import org.guchang.event.Event;
import org.guchang.event.Event.AudienceSnapshot;
import org.guchang.event.Event.GiveawayAwarded;
import org.guchang.event.Event.OrderPaid;
import org.guchang.event.Event.OrderRefunded;
import org.guchang.event.Event.ProductStocked;
import org.guchang.event.Line;
import org.guchang.event.Origin;
import org.guchang.redis.MomentStore.Clock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What a session showed at the end of every minute is what it is said to have shown, for two
 * servers that count in it and whatever comes late.
 */
class MomentsKeptIT {
  private static final long MINUTE = 60_000;
  private static final long BEGIN = 1_589_628_600_000L; // 2020-05-16T19:30+08:00

  /** Three times as many as are kept one by one. */
  private static final int MINUTES = 3 * LedgerRig.MOMENTS;

  private static final long YEARS = 200_000_000_000L;
  private static LedgerRig rig;
  private String session = "";
  private int events;

  @BeforeAll
  static void start() {
    rig = new LedgerRig();
  }

  @AfterAll
  static void stop() {
    rig.close();
  }

  @BeforeEach
  void newSession() {
    session = rig.newSession();
    events = 0;
  }

  @Test
  void eachMinuteByTheServersClock_isAsItWasShown() {
    NavigableMap<Long, SessionFigures> shown = evening(new Random(516), MINUTES, 0);
    // minutes with nothing in them, after all of them, and before
    long last = BEGIN + MINUTES * MINUTE;
    assertThat(before(Clock.ARRIVED, last + 5 * MINUTE).figures()).isNull();
    assertThat(LedgerRig.await(rig.span(session)).fromFirst()).isTrue();
    assertThat(LedgerRig.await(rig.span(session)).arrivedSince()).isEqualTo(shown.firstKey());
    int lost = 0;
    for (int minute = 1; minute < MINUTES; minute++) {
      long end = BEGIN + minute * MINUTE;
      Earlier told = before(Clock.ARRIVED, end);
      if (told.lost()) {
        lost = minute;
      } else {
        assertShown(told, shown.lowerEntry(end).getValue(), "minute " + minute);
      }
    }
    assertThat(lost).as("minutes too long ago").isBetween(MINUTES / 4, MINUTES - LedgerRig.MOMENTS);
  }

  @Test
  void eachMinuteByTheEventsClock_isAsItWasShown_whenTheEveningIsPlayedBack() {
    NavigableMap<Long, SessionFigures> shown = evening(new Random(60), 120, YEARS);
    for (int minute = 1; minute < 120; minute++) {
      long end = BEGIN + minute * MINUTE;
      SessionFigures then = null;
      for (SessionFigures figures : shown.values()) {
        then = heard(figures) < end ? figures : then;
      }
      Earlier told = before(Clock.HEARD, end);
      if (then != null && !told.lost() && told.figures() != null) {
        assertShown(told, then, "minute " + minute);
      } else {
        assertThat(minute).as("only the first and the last need no moment").isIn(1, 118, 119);
      }
    }
  }

  @Test
  void theMinuteOnWhichTheServerStopped_isKeptByTheNextCommit() {
    rig.setTime(BEGIN);
    commit(0, List.of(paid(BEGIN, 500)));
    SessionFigures shown = LedgerRig.await(rig.read(0, session, null));
    // the other server knows nothing of this session, and an hour has passed
    rig.setTime(BEGIN + 60 * MINUTE);
    commit(1, List.of(paid(BEGIN + 60 * MINUTE, 700)));
    assertShown(before(Clock.ARRIVED, BEGIN + MINUTE), shown, "then");
    assertShown(before(Clock.ARRIVED, BEGIN + 60 * MINUTE), shown, "until the next");
    assertThat(before(Clock.ARRIVED, BEGIN + 61 * MINUTE).figures()).isNull();
  }

  @Test
  void aWipedSession_hasNoPast() {
    rig.setTime(BEGIN);
    commit(0, List.of(paid(BEGIN, 500)));
    rig.setTime(BEGIN + MINUTE);
    commit(0, List.of(paid(BEGIN + MINUTE, 500)));
    LedgerRig.await(rig.erase(session));
    assertThat(LedgerRig.await(rig.span(session))).isNull();
    rig.setTime(BEGIN + 2 * MINUTE);
    commit(0, List.of(paid(BEGIN + 2 * MINUTE, 300)));
    assertThat(LedgerRig.await(rig.span(session)).arrivedSince()).isEqualTo(BEGIN + 2 * MINUTE);
    assertThat(before(Clock.ARRIVED, BEGIN + MINUTE).figures()).isNull();
  }

  /**
   * Counts for so many minutes, at two servers.
   *
   * @param later how long after their time the events arrive
   * @return by server time, what was shown from then on
   */
  private NavigableMap<Long, SessionFigures> evening(Random chance, int minutes, long later) {
    NavigableMap<Long, SessionFigures> shown = new TreeMap<>();
    SessionFigures known = null;
    for (long at = BEGIN; at < BEGIN + minutes * MINUTE; at += 1 + chance.nextInt(70_000)) {
      rig.setTime(at + later);
      List<Event> batch = new ArrayList<>();
      for (int i = chance.nextInt(4); i >= 0; i--) {
        batch.add(event(chance, Math.max(BEGIN, at - chance.nextInt(200_000))));
      }
      batch.add(snapshot(at, chance.nextInt(5_000)));
      commit(chance.nextInt(2), batch);
      known = LedgerRig.await(rig.read(0, session, known));
      shown.put(at + later, known);
    }
    return shown;
  }

  private Event event(Random chance, long at) {
    return switch (chance.nextInt(6)) {
      case 0 ->
          new OrderRefunded(
              origin(at),
              "o" + chance.nextInt(1 + events),
              "r",
              1 + chance.nextInt(300),
              List.of());
      case 1 -> new ProductStocked(origin(at), "sku" + chance.nextInt(9), chance.nextInt(3));
      case 2 -> new GiveawayAwarded(origin(at), "雪耳", 1 + chance.nextInt(3));
      default -> paid(at, 100 + chance.nextInt(900));
    };
  }

  private Event paid(long at, long fen) {
    Origin origin = origin(at);
    Line line = new Line("sku" + events % 9, "枣", 1, fen);
    return new OrderPaid(origin, "o" + events, events % 40, fen, List.of(line));
  }

  private Event snapshot(long at, long online) {
    return new AudienceSnapshot(origin(at), online, 10L * events, -1, -1, -1);
  }

  private Origin origin(long at) {
    events++;
    return new Origin(session, events % 2 == 0 ? "douyin" : "kuaishou", "e" + events, at);
  }

  private void commit(int server, List<Event> batch) {
    String id = session + "-" + events;
    LedgerRig.await(rig.commit(server, LedgerRig.delivery(id, batch), batch));
  }

  private Earlier before(Clock clock, long millis) {
    return LedgerRig.await(rig.before(session, clock, millis));
  }

  private static long heard(SessionFigures figures) {
    return figures.platforms().values().stream()
        .mapToLong(SessionFigures.PlatformFigures::lastEventAt)
        .max()
        .orElse(0);
  }

  private static void assertShown(Earlier told, SessionFigures shown, String when) {
    assertThat(told.figures()).as(when).isEqualTo(shown);
  }
}
