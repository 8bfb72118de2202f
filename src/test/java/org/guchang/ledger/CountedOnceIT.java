package org.guchang.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import java.util.List;
import org.guchang.board.SessionFigures;
import org.guchang.event.Event;
import org.guchang.event.Event.AudienceCounted;
import org.guchang.event.Event.AudienceSnapshot;
import org.guchang.event.Event.CommentPosted;
import org.guchang.event.Event.Counter;
import org.guchang.event.Event.GiveawayAwarded;
import org.guchang.event.Event.OrderPaid;
import org.guchang.event.Event.OrderRefunded;
import org.guchang.event.Event.ProductStocked;
import org.guchang.event.Line;
import org.guchang.event.OrderLives;
import org.guchang.event.Origin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whatever is told twice, by the same delivery or another, by one server or two, counts once. */
class CountedOnceIT {
  private static final long AT = OrderLives.EVENING;
  private static LedgerRig rig;
  private String session = "";

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
  }

  @Test
  void aRetriedDelivery_isAnsweredAsDuplicates() {
    List<Event> events = List.of(paid("e1", "o1", 500), liked("e2", 7));
    assertThat(commit(0, "d1", events)).containsOnly(Outcome.ACCEPTED);
    assertThat(commit(0, "d1", events)).containsOnly(Outcome.DUPLICATE);
    assertThat(commit(1, "d1", events)).containsOnly(Outcome.DUPLICATE);
    SessionFigures figures = figures();
    assertThat(figures.totals().sums().gmvFen()).isEqualTo(500);
    assertThat(figures.platforms().get("douyin").likes()).isEqualTo(7);
  }

  @Test
  void theSameDeliveryIdForAnotherBody_isRefusedAndChangesNothing() {
    commit(0, "d1", List.of(paid("e1", "o1", 500)));
    assertThatThrownBy(() -> commit(1, "d1", List.of(paid("e9", "o9", 900))))
        .isInstanceOf(Ledger.DeliveryConflict.class);
    assertThat(figures().totals().sums().gmvFen()).isEqualTo(500);
  }

  @Test
  void aConflictWithinAGroup_takesNothingFromItsNeighbours() {
    commit(0, "known", List.of(paid("e1", "o1", 500)));
    List<Future<List<Outcome>>> group =
        List.of(
            rig.commit(0, delivery("known", "a"), List.of(paid("e2", "o2", 100))),
            rig.commit(0, delivery("new", "b"), List.of(paid("e3", "o3", 30))),
            rig.commit(
                0, delivery("known", List.of(paid("e1", "o1", 500))), List.of(liked("e4", 1))));
    LedgerRig.await(Future.join(group).<Void>mapEmpty().otherwiseEmpty());
    assertThat(group.get(0).cause()).isInstanceOf(Ledger.DeliveryConflict.class);
    assertThat(group.get(1).result()).containsOnly(Outcome.ACCEPTED);
    assertThat(group.get(2).result()).containsOnly(Outcome.ACCEPTED);
    assertThat(figures().totals().sums().gmvFen()).isEqualTo(530);
    assertThatThrownBy(() -> commit(1, "new", List.of(paid("e9", "o9", 900))))
        .isInstanceOf(Ledger.DeliveryConflict.class);
    assertThatThrownBy(() -> commit(1, "known", List.of(paid("e9", "o9", 900))))
        .isInstanceOf(Ledger.DeliveryConflict.class);
  }

  @Test
  void whatIsForeseen_isWhatThenHappens_andChangesNothing() {
    commit(0, "d1", List.of(paid("e1", "o1", 500), liked("e2", 7)));
    SessionFigures before = figures();
    List<Event> events =
        List.of(paid("e1", "o1", 500), liked("e2", 7), paid("e3", "o2", 40), liked("e5", 1));
    Delivery delivery = delivery("d2", events);
    List<Outcome> foreseen = LedgerRig.await(rig.foresee(1, delivery, events));
    assertThat(foreseen)
        .containsExactly(Outcome.DUPLICATE, Outcome.DUPLICATE, Outcome.ACCEPTED, Outcome.ACCEPTED);
    assertThat(LedgerRig.await(rig.foresee(0, delivery, events))).isEqualTo(foreseen);
    assertThat(figures()).isEqualTo(before);
    assertThat(commit(0, "d2", events)).isEqualTo(foreseen);
    Delivery taken = delivery("d1", List.of(paid("e9", "o9", 1)));
    assertThatThrownBy(() -> LedgerRig.await(rig.foresee(1, taken, events)))
        .isInstanceOf(Ledger.DeliveryConflict.class);
  }

  @Test
  void countsGathered_areThoseOfDistinctEvents() {
    commit(
        0, "d1", List.of(counted("e1", Counter.ENTERED, 10, 1), counted("e2", Counter.LEFT, 3, 0)));
    commit(
        1,
        "d2",
        List.of(counted("e1", Counter.ENTERED, 10, 1), counted("e3", Counter.ENTERED, 5, 2)));
    SessionFigures figures = figures();
    assertThat(figures.platforms().get("douyin").online()).isEqualTo(12);
    assertThat(figures.platforms().get("douyin").views()).isEqualTo(15);
    assertThat(figures.totals().viewers()).isEqualTo(2);
    assertThat(figures.totals().peakOnline()).isEqualTo(12);
  }

  @Test
  void theNewestSnapshotByTime_isTheFigure() {
    commit(0, "d1", List.of(snapshot("e2", AT + 60_000, 80, 1200)));
    commit(1, "d2", List.of(snapshot("e1", AT, 100, 1000)));
    SessionFigures figures = figures();
    assertThat(figures.platforms().get("douyin").online()).isEqualTo(80);
    assertThat(figures.platforms().get("douyin").views()).isEqualTo(1200);
    assertThat(figures.hours().values().iterator().next().minutes()).hasSize(2);
    assertThat(commit(0, "d3", List.of(snapshot("e2", AT + 60_000, 80, 1200))))
        .containsOnly(Outcome.DUPLICATE);
  }

  @Test
  void commentsAndGiveaways_areShownAndCountedOnce() {
    List<Event> events =
        List.of(
            new CommentPosted(origin("c1", AT), "山**", "太划算了，很给力"),
            new GiveawayAwarded(origin("g1", AT), "鹿泉雪耳", 10));
    commit(0, "d1", events);
    commit(1, "d2", events);
    SessionFigures figures = figures();
    assertThat(figures.comments())
        .extracting(SessionFigures.Comment::text)
        .containsExactly("太划算了，很给力");
    assertThat(figures.totals().giveaways()).isEqualTo(10);
    assertThat(figures.platforms().get("douyin").comments()).isEqualTo(1);
  }

  @Test
  void stockIsTheNewestReport_overThePlatforms() {
    commit(0, "d1", List.of(new ProductStocked(origin("s1", AT), "zao", 38)));
    commit(0, "d2", List.of(new ProductStocked(origin("s0", AT - 1), "zao", 900)));
    assertThat(figures().products().get("zao").remaining()).isEqualTo(38);
  }

  @Test
  void whenAProductWasFirstShown_isTheEarliestTold_whateverOrderItComesIn() {
    commit(0, "d1", List.of(shown("x2", AT + 60_000, "zao")));
    assertThat(figures().products().get("zao").shownAt()).isEqualTo(AT + 60_000);
    commit(1, "d2", List.of(shown("x1", AT, "zao"), paid("e1", "o1", 500)));
    commit(0, "d3", List.of(shown("x3", AT + 120_000, "zao"), shown("x4", AT + 1, "jiu")));
    commit(0, "d4", List.of(paid("e2", "o2", 70), counted("x5", Counter.EXPOSED, 9, 0)));
    SessionFigures figures = figures();
    assertThat(figures.products().get("zao").shownAt()).isEqualTo(AT);
    assertThat(figures.products().get("zao").gmvFen()).isEqualTo(570);
    assertThat(figures.products().get("jiu").shownAt()).isEqualTo(AT + 1);
    assertThat(figures.products()).hasSize(2);
    assertThat(rig.verify(session).isProved()).isTrue();
  }

  @Test
  void aProductNobodyTellsToBeShown_hasNoTimeOfIt() {
    commit(0, "d1", List.of(paid("e1", "o1", 500)));
    assertThat(figures().products().get("zao").shownAt()).isEqualTo(SessionFigures.UNKNOWN);
  }

  @Test
  void aSumBeyondWhatAScreenCanShow_isRefusedByEventAndTheRestIsKept() {
    long most = SessionFold.MAX_SUM;
    assertThat(commit(0, "d1", List.of(paid("e1", "o1", most)))).containsOnly(Outcome.ACCEPTED);
    List<Outcome> outcomes = commit(0, "d2", List.of(paid("e2", "o2", 1), paid("e3", "o3", 0)));
    assertThat(outcomes.get(0)).isInstanceOf(Outcome.Refused.class);
    assertThat(outcomes.get(1)).isEqualTo(Outcome.ACCEPTED);
    assertThat(figures().totals().sums().gmvFen()).isEqualTo(most);
  }

  @Test
  void aDeliveryForTwoSessions_isCountedInBoth() {
    String other = rig.newSession();
    Event here = paid("e1", "o1", 500);
    Event there = new OrderPaid(new Origin(other, "douyin", "e2", AT), "o2", 0, 70, lines(70));
    assertThat(commit(0, "d1", List.of(here, there))).containsOnly(Outcome.ACCEPTED);
    assertThat(commit(1, "d1", List.of(here, there))).containsOnly(Outcome.DUPLICATE);
    assertThat(figures().totals().sums().gmvFen()).isEqualTo(500);
    assertThat(LedgerRig.await(rig.read(0, other, null)).totals().sums().gmvFen()).isEqualTo(70);
  }

  @Test
  void everythingOfAnEvening_isProvedFromTheLedger() {
    commit(
        0,
        "d1",
        List.of(
            new Event.SessionStarted(origin("st", AT)),
            paid("e1", "o1", 500),
            new OrderRefunded(origin("e2", AT + 5), "o1", "r", 200, List.of()),
            counted("e3", Counter.ENTERED, 10, 1),
            snapshot("e4", AT, 100, 1000),
            new ProductStocked(origin("e5", AT), "zao", 3),
            new GiveawayAwarded(origin("e6", AT), "鹿泉雪耳", 10),
            new Event.SessionEnded(origin("en", AT + 9))));
    Verification.Report report = rig.verify(session);
    assertThat(report.differences()).isEmpty();
    assertThat(report.rows()).hasSizeGreaterThan(15);
    assertThat(report.isProved()).isTrue();
  }

  @Test
  void aReaderThatKnowsEverything_isGivenWhatItKnows() {
    commit(0, "d1", List.of(paid("e1", "o1", 500)));
    SessionFigures first = figures();
    assertThat(LedgerRig.await(rig.read(0, session, first))).isSameAs(first);
    commit(0, "d2", List.of(snapshot("e4", AT + 3_600_000, 100, 1000)));
    SessionFigures second = LedgerRig.await(rig.read(0, session, first));
    assertThat(second.products()).isSameAs(first.products());
    assertThat(second.hours().firstEntry().getValue())
        .isSameAs(first.hours().firstEntry().getValue());
  }

  private List<Outcome> commit(int server, String delivery, List<Event> events) {
    return LedgerRig.await(rig.commit(server, delivery(delivery, events), events));
  }

  private Delivery delivery(String id, Object body) {
    return LedgerRig.delivery(session + id, body);
  }

  private SessionFigures figures() {
    return LedgerRig.await(rig.read(1, session, null));
  }

  private Origin origin(String id, long at) {
    return new Origin(session, "douyin", id, at);
  }

  private OrderPaid paid(String id, String order, long amount) {
    return new OrderPaid(origin(id, AT), order, 0, amount, lines(amount));
  }

  private static List<Line> lines(long amount) {
    return List.of(new Line("zao", null, 1, amount));
  }

  private AudienceCounted liked(String id, long count) {
    return counted(id, Counter.LIKED, count, 0);
  }

  private AudienceCounted shown(String id, long at, String sku) {
    return new AudienceCounted(origin(id, at), Counter.EXPOSED, 1, 0, sku);
  }

  private AudienceCounted counted(String id, Counter what, long count, long viewer) {
    return new AudienceCounted(origin(id, AT), what, count, viewer, null);
  }

  private AudienceSnapshot snapshot(String id, long at, long online, long views) {
    return new AudienceSnapshot(origin(id, at), online, views, -1, -1, -1);
  }
}
