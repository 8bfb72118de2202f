package org.guchang.pending.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vertx.core.Context;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.guchang.event.Line;
import org.guchang.pending.PendingRig;
import org.guchang.pending.api.ApiFailure.Kind;
import org.guchang.pending.api.FakePlatform.FakeOrder;
import org.guchang.pending.api.FakePlatform.FakeRefund;
import org.guchang.pending.api.FakePlatform.Mood;
import org.guchang.redis.Awaited;
import org.guchang.redis.RedisLink;
import org.guchang.redis.TokenStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each platform's API, asked in its own dialect; what is unwell about it is told apart. */
class PlatformApisIT {
  private static final int PATIENCE_MILLIS = 5_000;

  /** For those who ask a platform that never answers. */
  private static final int SHORT_PATIENCE_MILLIS = 200;

  private enum Dialect {
    KUAISHOU("kuaishou"),
    WEIXIN_SHOP("weixin-shop"),
    TIKTOK_SHOP("tiktok-shop"),
    XIAOHONGSHU("xiaohongshu");

    final String format;

    Dialect(String format) {
      this.format = format;
    }

    FakePlatform open() {
      return switch (this) {
        case KUAISHOU -> new FakeKuaishou(rig.vertx);
        case WEIXIN_SHOP -> new FakeWeixinShop(rig.vertx);
        case TIKTOK_SHOP -> new FakeTiktokShop(rig.vertx);
        case XIAOHONGSHU -> new FakeXiaohongshu(rig.vertx);
      };
    }
  }

  private static PendingRig rig;
  private static Context loop;
  private static RedisLink link;
  private static int partners;

  @BeforeAll
  static void startRedis() {
    rig = new PendingRig();
    loop = rig.loop();
    link = rig.link(loop);
  }

  @AfterAll
  static void stopRedis() {
    rig.close();
  }

  private static PlatformApi api(Dialect dialect, String partner, Map<String, String> values) {
    return api(dialect, partner, values, PATIENCE_MILLIS);
  }

  private static PlatformApi api(
      Dialect dialect, String partner, Map<String, String> values, int patienceMillis) {
    return Awaited.on(
        loop,
        () ->
            Future.succeededFuture(
                new PlatformApis(
                        new ApiHttp(rig.vertx, patienceMillis),
                        new TokenStore(link, PendingRig.NONE, PendingRig.KEYS),
                        rig.now::get)
                    .of(dialect.format, new ApiAccess(partner, values))));
  }

  private static String newPartner() {
    return "partner" + partners++;
  }

  private static Answer order(PlatformApi api, String id) {
    return Awaited.on(loop, () -> api.order(id));
  }

  private static ApiFailure failure(PlatformApi api, String id) {
    return catchThrowableOfType(ApiFailure.class, () -> order(api, id));
  }

  @ParameterizedTest
  @EnumSource
  void anOrderIsToldWithItsLines(Dialect dialect) {
    try (FakePlatform platform = dialect.open()) {
      platform.put(new FakeOrder("3705115058471208928", true, "zao-500", 2, 5_980, 0));
      PlatformApi api = api(dialect, newPartner(), platform.api());
      assertThat(order(api, "3705115058471208928"))
          .isEqualTo(new Answer.Told(5_980, List.of(new Line("zao-500", "交城骏枣", 2, 5_980))));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"WEIXIN_SHOP", "TIKTOK_SHOP", "XIAOHONGSHU"})
  void freightIsALineOfItsOwn(Dialect dialect) {
    try (FakePlatform platform = dialect.open()) {
      platform.put(new FakeOrder("1", true, "zao", 1, 2_500, 500));
      assertThat(order(api(dialect, newPartner(), platform.api()), "1"))
          .isEqualTo(
              new Answer.Told(
                  2_500,
                  List.of(new Line("zao", "交城骏枣", 1, 2_000), new Line("FREIGHT", "运费等", 0, 500))));
    }
  }

  @ParameterizedTest
  @EnumSource
  void anOrderThatIsNotPaidThereYetIsToldSo(Dialect dialect) {
    try (FakePlatform platform = dialect.open()) {
      platform.put(new FakeOrder("1", false, "zao", 1, 2_500, 0));
      assertThat(order(api(dialect, newPartner(), platform.api()), "1")).isEqualTo(Answer.NOT_YET);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aRefundIsToldOnceItIsThrough(Dialect dialect) {
    try (FakePlatform platform = dialect.open()) {
      platform.put(new FakeRefund("77", "1", true, 1_234));
      platform.put(new FakeRefund("78", "1", false, 1_234));
      platform.put(new FakeRefund("79", "2", true, 1_234));
      PlatformApi api = api(dialect, newPartner(), platform.api());
      assertThat(Awaited.on(loop, () -> api.refund("1", "77")))
          .isEqualTo(new Answer.Told(1_234, List.of()));
      assertThat(Awaited.on(loop, () -> api.refund("1", "78"))).isEqualTo(Answer.NOT_YET);
      assertThat(
              catchThrowableOfType(
                      ApiFailure.class, () -> Awaited.on(loop, () -> api.refund("1", "79")))
                  .kind())
          .isEqualTo(Kind.GARBLED);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aTokenPastItsTimeIsRenewedOnce_howeverManyAskAtOnce(Dialect dialect) {
    try (FakePlatform platform = dialect.open()) {
      PlatformApi api = api(dialect, newPartner(), platform.api());
      platform.put(new FakeOrder("1", true, "zao", 1, 100, 0));
      order(api, "1");
      int before = platform.renewals.get();
      platform.accessToken = "access-that-nobody-has-yet";
      List<Future<Answer>> answers = new ArrayList<>();
      Awaited.on(
          loop,
          () -> {
            for (int i = 0; i < 4; i++) {
              answers.add(api.order("1"));
            }
            return Future.all(answers);
          });
      assertThat(answers).allMatch(answer -> answer.result() instanceof Answer.Told);
      assertThat(platform.renewals.get() - before).isOne();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"KUAISHOU", "TIKTOK_SHOP", "XIAOHONGSHU"})
  void twoServersDoNotUpsetEachOther_whereARefreshTokenWorksOnce(Dialect dialect) {
    try (FakePlatform platform = dialect.open()) {
      String partner = newPartner();
      platform.put(new FakeOrder("1", true, "zao", 1, 100, 0));
      PlatformApi one = api(dialect, partner, platform.api());
      PlatformApi other = api(dialect, partner, platform.api());
      order(one, "1");
      order(other, "1");
      platform.accessToken = "access-that-nobody-has-yet";
      List<Future<Answer>> asked = new ArrayList<>();
      Awaited.on(
          loop,
          () -> {
            asked.addAll(List.of(one.order("1"), other.order("1")));
            return Future.join(asked).transform(both -> Future.succeededFuture());
          });
      assertThat(asked).anyMatch(Future::succeeded);
      assertThat(order(one, "1")).isInstanceOf(Answer.Told.class);
      assertThat(order(other, "1")).isInstanceOf(Answer.Told.class);
      assertThat(platform.renewals.get()).isOne();
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatTheRenewalBroughtOutlivesARestart(Dialect dialect) {
    try (FakePlatform platform = dialect.open()) {
      String partner = newPartner();
      platform.put(new FakeOrder("1", true, "zao", 1, 100, 0));
      platform.accessToken = "access-that-nobody-has-yet";
      assertThat(order(api(dialect, partner, platform.api()), "1")).isInstanceOf(Answer.Told.class);
      int renewals = platform.renewals.get();
      assertThat(renewals).isPositive();
      assertThat(order(api(dialect, partner, platform.api()), "1")).isInstanceOf(Answer.Told.class);
      assertThat(platform.renewals.get()).isEqualTo(renewals);
    }
  }

  @ParameterizedTest
  @EnumSource
  void credentialsThatAreNoGoodAreTold(Dialect dialect) {
    try (FakePlatform platform = dialect.open()) {
      Map<String, String> wrong = platform.api();
      wrong.put("appSecret", "another");
      wrong.remove("accessToken");
      assertThat(failure(api(dialect, newPartner(), wrong), "1").kind()).isEqualTo(Kind.DENIED);
    }
  }

  @ParameterizedTest
  @EnumSource
  void anOrderItDoesNotKnowIsToldAsUnknown(Dialect dialect) {
    try (FakePlatform platform = dialect.open()) {
      assertThat(failure(api(dialect, newPartner(), platform.api()), "1").kind())
          .isEqualTo(Kind.UNKNOWN);
    }
  }

  @ParameterizedTest
  @EnumSource
  void eachWayOfBeingUnwellIsToldApart(Dialect dialect) {
    try (FakePlatform platform = dialect.open()) {
      platform.put(new FakeOrder("1", true, "zao", 1, 100, 0));
      PlatformApi api = api(dialect, newPartner(), platform.api());
      Map<Mood, Kind> kinds =
          Map.of(
              Mood.BROKEN, Kind.AWAY,
              Mood.REDIRECTING, Kind.AWAY,
              Mood.THROTTLING, Kind.THROTTLED,
              Mood.GARBAGE, Kind.GARBLED,
              Mood.BOTTOMLESS, Kind.GARBLED,
              Mood.ENORMOUS, Kind.GARBLED,
              Mood.CONFUSED, Kind.GARBLED);
      kinds.forEach(
          (mood, kind) -> {
            platform.mood = mood;
            ApiFailure failure = failure(api, "1");
            assertThat(failure.kind()).as(mood.name()).isEqualTo(kind);
            assertThat(failure.getMessage())
                .doesNotContain(FakePlatform.RECEIVER)
                .doesNotContain("secret");
          });
      platform.mood = Mood.THROTTLING;
      platform.retryAfterSeconds = 17;
      assertThat(failure(api, "1").retryAfterMillis()).isEqualTo(17_000);
      platform.mood = Mood.WELL;
      assertThat(order(api, "1")).isInstanceOf(Answer.Told.class);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aPlatformThatNeverAnswersIsAway(Dialect dialect) {
    try (FakePlatform platform = dialect.open()) {
      platform.put(new FakeOrder("1", true, "zao", 1, 100, 0));
      String partner = newPartner();
      order(api(dialect, partner, platform.api()), "1");
      platform.mood = Mood.SILENT;
      PlatformApi hurried = api(dialect, partner, platform.api(), SHORT_PATIENCE_MILLIS);
      assertThat(failure(hurried, "1").kind()).isEqualTo(Kind.AWAY);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aPlatformThatIsGoneIsAway(Dialect dialect) {
    FakePlatform platform = dialect.open();
    Map<String, String> values = platform.api();
    platform.goAway();
    assertThat(failure(api(dialect, newPartner(), values), "1").kind()).isEqualTo(Kind.AWAY);
  }

  @Test
  void aCancellationIsFoundWhereReturnsAreNot() {
    try (FakeTiktokShop platform = new FakeTiktokShop(rig.vertx)) {
      platform.put(new FakeRefund("C1", "1", true, 990));
      platform.put(new FakeRefund("C2", "1", false, 990));
      platform.put(new FakeRefund("C3", "1", true, 0));
      platform.put(new FakeRefund("C4", "2", true, 990));
      PlatformApi api = api(Dialect.TIKTOK_SHOP, newPartner(), platform.api());
      assertThat(refund(api, "C1")).isEqualTo(new Answer.Told(990, List.of()));
      assertThat(refund(api, "C2")).as("accepted is not given back").isEqualTo(Answer.NOT_YET);
      assertThat(refund(api, "C3")).as("it was never paid").isEqualTo(Answer.NO_MONEY);
      assertThat(catchThrowableOfType(ApiFailure.class, () -> refund(api, "C4")).kind())
          .as("of another order")
          .isEqualTo(Kind.GARBLED);
      assertThat(catchThrowableOfType(ApiFailure.class, () -> refund(api, "C5")).kind())
          .as("neither a return nor a cancellation")
          .isEqualTo(Kind.UNKNOWN);
      platform.currency = "USD";
      assertThat(catchThrowableOfType(ApiFailure.class, () -> refund(api, "C1")).kind())
          .isEqualTo(Kind.GARBLED);
    }
  }

  private static Answer refund(PlatformApi api, String id) {
    return Awaited.on(loop, () -> api.refund("1", id));
  }

  @Test
  void anotherCurrencyIsNeverAddedUp() {
    try (FakeTiktokShop platform = new FakeTiktokShop(rig.vertx)) {
      platform.currency = "USD";
      platform.put(new FakeOrder("1", true, "zao", 1, 100, 0));
      PlatformApi api = api(Dialect.TIKTOK_SHOP, newPartner(), platform.api());
      assertThat(failure(api, "1").kind()).isEqualTo(Kind.GARBLED);
      Map<String, String> dollars = platform.api();
      dollars.put("currency", "USD");
      assertThat(order(api(Dialect.TIKTOK_SHOP, newPartner(), dollars), "1"))
          .isInstanceOf(Answer.Told.class);
    }
  }
}
