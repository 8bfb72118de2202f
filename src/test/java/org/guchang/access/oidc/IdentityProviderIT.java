package org.guchang.access.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.guchang.access.LoginFlow;
import org.guchang.access.oidc.ProviderFailure.Kind;
import org.guchang.config.Settings.Oidc;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How often an identity provider is asked, and what is taken for an answer. */
class IdentityProviderIT {
  private static final String DISCOVERY = "/.well-known/openid-configuration";

  private final Vertx vertx = Vertx.vertx();
  private final Context loop = vertx.getOrCreateContext();
  private final FakeIdentityProvider provider = new FakeIdentityProvider(vertx);
  private final AtomicLong now = new AtomicLong(System.currentTimeMillis());
  private final LoginFlow flow = LoginFlow.begin(new SecureRandom(), "/", now.get());
  private IdentityProvider asking;

  @BeforeEach
  void ask() {
    Oidc oidc =
        new Oidc(
            provider.issuer(),
            FakeIdentityProvider.CLIENT,
            FakeIdentityProvider.SECRET,
            List.of("openid"));
    asking = new IdentityProvider(vertx, oidc, "http://127.0.0.1:1", now::get);
  }

  @AfterEach
  void close() throws TimeoutException {
    vertx.close().await(20, TimeUnit.SECONDS);
  }

  /** On the one event loop that owns it. */
  private <T> Future<T> on(Supplier<Future<T>> asked) {
    return Future.future(done -> loop.runOnContext(go -> asked.get().onComplete(done)));
  }

  private static <T> T await(Future<T> future) {
    try {
      return future.await(20, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError("not within 20 s", e);
    }
  }

  private static ProviderFailure failure(Future<?> future) {
    ProviderFailure failure = catchThrowableOfType(ProviderFailure.class, () -> await(future));
    assertThat(failure).isNotNull();
    return failure;
  }

  private String address() {
    return await(on(() -> asking.address(flow)));
  }

  @Test
  void manyWhoCome_askOnce_andAgainAfterAWhile() {
    assertThat(provider.asked).as("before anybody comes").isEmpty();
    List<Future<String>> many = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      many.add(on(() -> asking.address(flow)));
    }
    await(Future.all(many));
    assertThat(address()).startsWith(provider.issuer() + "/authorize?");
    assertThat(Collections.frequency(provider.asked, DISCOVERY)).isEqualTo(1);
    now.addAndGet(KnownProvider.MILLIS);
    address();
    assertThat(Collections.frequency(provider.asked, DISCOVERY)).isEqualTo(2);
  }

  @Test
  void aProviderThatWasAway_isAskedAgainByTheNext() {
    provider.goAway();
    ProviderFailure away = failure(on(() -> asking.address(flow)));
    assertThat(away.kind()).isEqualTo(Kind.AWAY);
    assertThat(away).hasMessageContaining("cannot be read");
    provider.comeBack();
    assertThat(address()).startsWith(provider.issuer());
  }

  @Test
  void aDiscoveryDocumentOfAnother_orWithoutAWay_isNotTaken() {
    assertNotTaken(said -> said.put("issuer", "https://id.example.cn"), "issuer validation failed");
    for (String part : List.of("authorization_endpoint", "token_endpoint", "jwks_uri")) {
      assertNotTaken(said -> without(said, part), "lacks authorization_endpoint, token_endpoint");
      assertNotTaken(said -> said.put(part, "ftp://id.example.cn"), "");
    }
    provider.describing = UnaryOperator.identity();
    assertThat(address()).startsWith(provider.issuer());
  }

  private static JsonObject without(JsonObject said, String part) {
    said.remove(part);
    return said;
  }

  private void assertNotTaken(UnaryOperator<JsonObject> describing, String why) {
    provider.describing = describing;
    ProviderFailure failure = failure(on(() -> asking.address(flow)));
    assertThat(failure.kind()).isEqualTo(Kind.AWAY);
    assertThat(failure).hasMessageContaining(why);
  }

  /** What came by https is not to go on without. */
  @Test
  void aWayThatIsWorseThanTheIssuers_isNotTaken() {
    assertThat(KnownProvider.isGood("https://id.example.cn/token", true)).isTrue();
    assertThat(KnownProvider.isGood("http://id.example.cn/token", true)).isFalse();
    assertThat(KnownProvider.isGood("http://localhost/token", false)).isTrue();
    assertThat(KnownProvider.isGood("/token", false)).isFalse();
    assertThat(KnownProvider.isGood(null, true)).isFalse();
  }

  @Test
  void anAnswerThatIsTooLarge_isNotTaken_whicheverItIs() {
    for (String path : List.of(DISCOVERY, "/jwks")) {
      provider.padded = path;
      ProviderFailure failure = failure(on(() -> asking.address(flow)));
      assertThat(failure.kind()).as(path).isEqualTo(Kind.AWAY);
      assertThat(failure).hasMessageContaining("an answer of more than 1048576 bytes");
    }
    provider.padded = "/token";
    address();
    ProviderFailure failure = failure(on(() -> asking.identity(flow, "code")));
    assertThat(failure.kind()).isEqualTo(Kind.AWAY);
    assertThat(failure).hasMessageContaining("cannot be exchanged: TooLarge");
    provider.padded = "";
    assertThat(failure(on(() -> asking.identity(flow, "code"))).kind()).isEqualTo(Kind.REFUSED);
  }

  @Test
  void moreThanMayWait_areToldSoAtOnce() {
    address();
    provider.mood = FakeIdentityProvider.Mood.SILENT;
    List<Future<Identity>> waiting = new ArrayList<>();
    for (int i = 0; i < IdentityProvider.MOST_AT_ONCE; i++) {
      waiting.add(on(() -> asking.identity(flow, "code")));
    }
    ProviderFailure busy = failure(on(() -> asking.identity(flow, "code")));
    assertThat(busy.kind()).isEqualTo(Kind.BUSY);
    assertThat(waiting).noneMatch(Future::isComplete);
    for (Future<Identity> each : waiting) {
      assertThat(failure(each).kind()).isEqualTo(Kind.AWAY);
    }
    provider.mood = FakeIdentityProvider.Mood.WELL;
    assertThat(failure(on(() -> asking.identity(flow, "code"))).kind()).isEqualTo(Kind.REFUSED);
  }
}
