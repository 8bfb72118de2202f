package org.guchang.pending;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.guchang.board.SessionFigures.OrderSums;
import org.guchang.config.Catalog;
import org.guchang.pending.PendingRig.Server;
import org.guchang.pending.api.FakeKuaishou;
import org.guchang.pending.api.FakePlatform;
import org.guchang.pending.api.FakePlatform.FakeOrder;
import org.guchang.pending.api.FakePlatform.FakeRefund;
import org.guchang.pending.api.FakePlatform.Mood;
import org.guchang.redis.Awaited;
import org.guchang.redis.PendingStore;
import org.guchang.redis.PendingStore.Place;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * From a push without an amount to the amount on the board, with a real Redis, a real ledger and a
 * platform's API that is unwell in every way.
 */
class PendingWorkerIT {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private PendingRig rig;
  private FakePlatform platform;
  private Server server;

  @BeforeEach
  void start() {
    rig = new PendingRig();
    platform = new FakeKuaishou(rig.vertx);
    server = server();
  }

  @AfterEach
  void stop() {
    platform.close();
    rig.close();
  }

  private Server server() {
    return rig.new Server(PendingRig.catalog("kuaishou", platform.api()));
  }

  private void sold(int orders, long fenEach) {
    for (int i = 1; i <= orders; i++) {
      platform.put(new FakeOrder(String.valueOf(1_000 + i), true, "zao", 2, fenEach, 0));
      server.paid(String.valueOf(1_000 + i), rig.now.get());
    }
  }

  private boolean settled(Server any) {
    return any.waiting() == 0;
  }

  @Test
  void anOrderCountsAtOnceAsPending_andIsCompletedByThePlatformsAnswer() {
    sold(1, 2_990);
    OrderSums before = server.sums();
    assertThat(before.orders()).isOne();
    assertThat(before.pending()).isOne();
    assertThat(before.gmvFen()).isZero();

    rig.workUntil("the amount is there", () -> settled(server));
    OrderSums after = server.sums();
    assertThat(after).isEqualTo(new OrderSums(1, 1, 2_990, 0, 0, 0, 2, 0));
    assertThat(server.isProved()).isTrue();
    assertThat(server.counted("told")).isEqualTo(1);
  }

  @Test
  void aPushWakesTheWorker_whichDoesNotWaitForItsSurvey() {
    rig.workUntil("the first survey is done", () -> !server.standing.partners().isEmpty());
    sold(1, 2_990);
    server.onLoop(
        () -> server.worker.wake(new PendingStore.Place(PendingRig.SESSION, PendingRig.PARTNER)));
    rig.workUntil("the amount is there", () -> settled(server));
    assertThat(server.sums().gmvFen()).isEqualTo(2_990);
  }

  @Test
  void askedForAgainAfterItIsComplete_nothingChanges() {
    sold(1, 2_990);
    rig.workUntil("the amount is there", () -> settled(server));
    OrderSums once = server.sums();
    server.paid("1001", rig.now.get());
    server.paid("1001", rig.now.get());
    rig.workUntil("it is settled again", SECOND, () -> settled(server));
    assertThat(server.sums()).isEqualTo(once);
    assertThat(server.isProved()).isTrue();
  }

  @Test
  void aRefundIsCompleted_andOneThatIsNotThroughIsAskedForAgain() {
    sold(1, 2_990);
    platform.put(new FakeRefund("77", "1001", false, 1_000));
    server.refunded("1001", "77", rig.now.get());
    rig.workUntil("it was asked for", () -> server.counted("not-yet") > 0);
    assertThat(server.sums().refundFen()).isZero();

    platform.put(new FakeRefund("77", "1001", true, 1_000));
    rig.workUntil("the refund is there", SECOND, () -> settled(server));
    assertThat(server.sums().refundFen()).isEqualTo(1_000);
    assertThat(server.sums().refunds()).isOne();
    assertThat(server.isProved()).isTrue();
  }

  @Test
  void aLaterChangeOfTheAmountWins() {
    sold(1, 2_990);
    rig.workUntil("the amount is there", () -> settled(server));
    rig.pass(Duration.ofMinutes(1));
    platform.put(new FakeOrder("1001", true, "zao", 1, 1_500, 0));
    server.changed("1001", rig.now.get());
    rig.workUntil("the change is there", SECOND, () -> settled(server));
    assertThat(server.sums().gmvFen()).isEqualTo(1_500);
    assertThat(server.sums().orders()).isOne();
  }

  @Test
  void anOrderThePlatformDoesNotKnowYetIsAskedForUntilItDoes() {
    server.paid("5001", rig.now.get());
    rig.workUntil("it was asked for thrice", SECOND, () -> server.counted("unknown") >= 3);
    assertThat(server.waiting()).isOne();
    platform.put(new FakeOrder("5001", true, "zao", 1, 100, 0));
    rig.workUntil("the amount is there", SECOND, () -> settled(server));
    assertThat(server.sums().gmvFen()).isEqualTo(100);
  }

  @Test
  void anAnswerOfAnotherOrderIsNeverCounted() {
    sold(1, 2_990);
    platform.mood = Mood.CONFUSED;
    rig.workUntil("it was asked for thrice", SECOND, () -> server.counted("garbled") >= 3);
    assertThat(server.sums().gmvFen()).isZero();
    assertThat(server.sums().pending()).isOne();
    platform.mood = Mood.WELL;
    rig.workUntil("the amount is there", Duration.ofSeconds(5), () -> settled(server));
    assertThat(server.sums().gmvFen()).isEqualTo(2_990);
  }

  @Test
  void garbageStaysAToDo_andNeverReachesRedis() {
    sold(1, 2_990);
    platform.mood = Mood.GARBAGE;
    rig.workUntil("it was asked for", SECOND, () -> server.counted("garbled") >= 2);
    assertThat(server.waiting()).isOne();
    assertThat(rig.written()).doesNotContain(FakePlatform.RECEIVER);
  }

  @Test
  void toldToWait_nothingIsAskedBeforeThat() {
    sold(3, 2_990);
    platform.mood = Mood.THROTTLING;
    platform.retryAfterSeconds = 30;
    rig.workUntil("it was told", () -> server.counted("throttled") >= 3);
    platform.mood = Mood.WELL;
    platform.asked.clear();
    rig.pass(Duration.ofSeconds(29));
    for (int i = 0; i < 20; i++) {
      server.tick();
    }
    assertThat(platform.asked).isEmpty();
    rig.pass(Duration.ofSeconds(2));
    rig.workUntil("all amounts are there", SECOND, () -> settled(server));
    assertThat(server.sums().gmvFen()).isEqualTo(3 * 2_990);
  }

  @Test
  void awayForAnHour_itIsHardlyAsked_nothingIsLost_andAMinuteAfterItIsBackAllGoesOn() {
    platform.mood = Mood.BROKEN;
    sold(40, 2_990);
    long end = rig.now.get() + Duration.ofHours(1).toMillis();
    rig.workUntil("an hour has passed", Duration.ofSeconds(10), () -> rig.now.get() >= end);
    assertThat(server.waiting()).isEqualTo(40);
    assertThat(server.sums().pending()).isEqualTo(40);
    assertThat(platform.asked.size()).isLessThan(360);
    assertThat(server.standing.partners())
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.orders()).isEqualTo(40);
              assertThat(one.oldestMillis()).isGreaterThan(Duration.ofMinutes(59).toMillis());
              assertThat(one.restsFor()).isEqualTo("away");
            });

    platform.mood = Mood.WELL;
    long back = rig.now.get();
    rig.workUntil("all amounts are there", Duration.ofMillis(200), () -> settled(server));
    assertThat(rig.now.get() - back).isLessThan(Duration.ofMinutes(3).toMillis());
    assertThat(server.sums().gmvFen()).isEqualTo(40 * 2_990);
    assertThat(server.isProved()).isTrue();
  }

  @Test
  void neverFasterThanTheCatalogAllows() {
    Map<String, String> slow = platform.api();
    slow.put("perSecond", "2");
    server.catalog = PendingRig.catalog("kuaishou", slow);
    server.onLoop(server.worker::readCatalog);
    sold(10, 100);
    long began = rig.now.get();
    rig.workUntil("all amounts are there", Duration.ofMillis(10), () -> settled(server));
    assertThat(rig.now.get() - began).isGreaterThanOrEqualTo(3_900);
  }

  @Test
  void killedInTheMiddle_anotherServerGoesOn_nothingIsLostAndNothingCountsTwice() {
    sold(12, 2_990);
    platform.mood = Mood.SILENT;
    rig.workUntil("questions are under way", () -> platform.asked.size() >= 4);
    server.kill();
    platform.mood = Mood.WELL;

    Server next = server();
    rig.workUntil("all amounts are there", SECOND, () -> settled(next));
    assertThat(next.sums()).isEqualTo(new OrderSums(12, 12, 12 * 2_990, 0, 0, 0, 24, 0));
    assertThat(next.isProved()).isTrue();
  }

  @Test
  void twoServersShareTheWork_andAskOnceForEach() {
    Server other = server();
    sold(30, 100);
    rig.workUntil("all amounts are there", Duration.ofMillis(100), () -> settled(server));
    assertThat(server.counted("told") + other.counted("told")).isEqualTo(30);
    assertThat(server.counted("told")).isPositive();
    assertThat(other.counted("told")).isPositive();
    assertThat(platform.asked).hasSize(30).doesNotHaveDuplicates();
    assertThat(server.sums().gmvFen()).isEqualTo(3_000);
    assertThat(server.isProved()).isTrue();
  }

  @Test
  void withoutAnApiTheyWaitWhereTheyCanBeSeen_andGoOnWhenTheCatalogIsMended() {
    server.catalog = PendingRig.catalog("kuaishou", Map.of());
    server.onLoop(server.worker::readCatalog);
    sold(2, 100);
    rig.pass(Duration.ofMinutes(5));
    rig.workUntil(
        "they are counted",
        () ->
            server.registry.find("guchang.pending.orders").gauge() != null
                && server
                        .registry
                        .get("guchang.pending.orders")
                        .tag("partner", "farm")
                        .gauge()
                        .value()
                    == 2);
    assertThat(server.registry.get("guchang.pending.oldest").gauge().value()).isEqualTo(300);
    assertThat(server.standing.partners().get(0).asks()).isFalse();
    assertThat(platform.asked).isEmpty();

    server.catalog = PendingRig.catalog("kuaishou", platform.api());
    server.onLoop(server.worker::readCatalog);
    rig.workUntil("the amounts are there", () -> settled(server));
    assertThat(server.sums().gmvFen()).isEqualTo(200);
  }

  @Test
  void anApiThatCannotBeUsedIsToldInTheLog_andTheToDosWait() {
    server.catalog =
        PendingRig.catalog("kuaishou", PendingRig.without(platform.api(), "signSecret"));
    server.onLoop(server.worker::readCatalog);
    sold(1, 100);
    rig.workUntil("they are counted", () -> !server.standing.partners().isEmpty());
    assertThat(server.standing.partners().get(0).asks()).isFalse();
    assertThat(server.waiting()).isOne();
  }

  @Test
  void neitherPersonsNorTokensAreEverWrittenToRedis() {
    platform.accessToken = "access-that-is-not-the-first";
    sold(2, 100);
    platform.put(new FakeRefund("77", "1001", true, 50));
    server.refunded("1001", "77", rig.now.get());
    rig.workUntil("all is settled", SECOND, () -> settled(server));
    assertThat(platform.renewals.get()).isPositive();
    assertThat(rig.written())
        .contains("pending-due")
        .doesNotContain(FakePlatform.RECEIVER)
        .doesNotContain(FakePlatform.PHONE)
        .doesNotContain(FakePlatform.STREET)
        .doesNotContain(platform.accessToken)
        .doesNotContain(platform.refreshToken)
        .doesNotContain("secret-of-the-partner");
  }

  @Test
  void theRateIsThatOfAllServersTogether() {
    Map<String, String> slow = new LinkedHashMap<>(platform.api());
    slow.put("perSecond", "2");
    Catalog catalog = PendingRig.catalog("kuaishou", slow);
    server.catalog = catalog;
    server.onLoop(server.worker::readCatalog);
    Server other = rig.new Server(catalog);
    sold(6, 100);
    for (int second = 1; second <= 3; second++) {
      int asked = 2 * second;
      rig.workUntil("two more are settled", () -> server.waiting() == 6 - asked);
      for (int i = 0; i < 20; i++) {
        server.tick();
        other.tick();
        assertThat(platform.asked).as("in second %d", second).hasSize(asked);
      }
      rig.pass(SECOND);
    }
    assertThat(server.sums().gmvFen()).isEqualTo(600);
  }

  @Test
  void aServerThatStopsWaitsForWhatIsUnderWay() {
    sold(4, 100);
    server.tick();
    Awaited.on(server.loop, server.worker::stop);
    assertThat(server.worker).isNotNull();
    long complete = server.sums().gmvFen() / 100;
    assertThat(server.waiting()).isEqualTo(4 - complete);
  }

  @Test
  void aServerThatStopsWaitsForWhatItIsClaiming() {
    sold(4, 100);
    Awaited.on(
        server.loop,
        () -> {
          server.worker.wake(new Place(PendingRig.SESSION, PendingRig.PARTNER));
          return server.worker.stop();
        });
    assertThat(server.sums().gmvFen()).isEqualTo(400);
    assertThat(server.waiting()).isZero();
  }
}
