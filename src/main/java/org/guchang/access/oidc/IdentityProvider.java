package org.guchang.access.oidc;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.auth.NoSuchKeyIdException;
import io.vertx.ext.auth.User;
import io.vertx.ext.auth.authentication.TokenCredentials;
import io.vertx.ext.auth.oauth2.OAuth2AuthorizationURL;
import io.vertx.ext.auth.oauth2.OAuth2FlowType;
import io.vertx.ext.auth.oauth2.Oauth2Credentials;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.guchang.access.LoginFlow;
import org.guchang.access.oidc.ProviderFailure.Kind;
import org.guchang.config.Settings.Oidc;
import org.jspecify.annotations.Nullable;

/**
 * Asks the identity provider who somebody is. It is asked nothing before somebody wants to log in
 * by it, and nothing else waits for it. Time and size of what it answers are bounded, and how many
 * are let in at once. Owned by one event loop.
 */
public final class IdentityProvider {
  /** Of one answer: a discovery document, all keys or a token with all its claims are kilobytes. */
  public static final int MOST_ANSWER_BYTES = 1 << 20;

  /** Each waits for seconds at most. */
  static final int MOST_AT_ONCE = 64;

  /** What <a href="https://www.rfc-editor.org/rfc/rfc6749#section-5.2">RFC 6749</a> lets it say. */
  private static final List<String> ERRORS =
      List.of(
          "invalid_grant",
          "invalid_client",
          "invalid_request",
          "unauthorized_client",
          "unsupported_grant_type",
          "invalid_scope");

  private final Vertx vertx;
  private final Oidc oidc;
  private final String back;
  private final LongSupplier clock;
  private @Nullable Future<KnownProvider> asked;
  private int underWay;

  /**
   * @param publicUrl where browsers reach the screen door
   * @param clock milliseconds since the epoch
   */
  public IdentityProvider(Vertx vertx, Oidc oidc, String publicUrl, LongSupplier clock) {
    this.vertx = vertx;
    this.oidc = oidc;
    this.back = publicUrl + Oidc.BACK;
    this.clock = clock;
  }

  /** Where to send the browser; fails with {@link ProviderFailure}. */
  public Future<String> address(LoginFlow flow) {
    return known()
        .map(
            known ->
                known
                    .auth()
                    .authorizeURL(
                        new OAuth2AuthorizationURL()
                            .setScopes(oidc.scopes())
                            .setState(flow.state())
                            .setRedirectUri(back)
                            .putAdditionalParameter("nonce", flow.nonce())
                            .putAdditionalParameter("code_challenge", flow.challenge())
                            .putAdditionalParameter("code_challenge_method", "S256")));
  }

  /**
   * Whether it is this provider that sent the browser back, as far as it says so, by <a
   * href="https://www.rfc-editor.org/rfc/rfc9207">RFC 9207</a>.
   */
  public boolean isSender(@Nullable String issuer) {
    return issuer == null || oidc.issuer().equals(IdToken.withoutSlash(issuer));
  }

  /**
   * Who came back with this code; fails with {@link ProviderFailure}.
   *
   * @param flow on which the browser was sent there
   */
  public Future<Identity> identity(LoginFlow flow, String code) {
    if (underWay >= MOST_AT_ONCE) {
      return Future.failedFuture(new ProviderFailure(Kind.BUSY, "too many log in at once"));
    }
    underWay++;
    return known()
        .compose(known -> exchanged(known, flow, code))
        .recover(failure -> Future.failedFuture(understood(failure)))
        .onComplete(done -> underWay--);
  }

  /** One question for all who come meanwhile; a failed one is asked again by the next. */
  private Future<KnownProvider> known() {
    Future<KnownProvider> last = asked;
    long now = clock.getAsLong();
    boolean good =
        last != null && !last.failed() && (!last.isComplete() || last.result().isGoodAt(now));
    if (last != null && good) {
      return last;
    }
    Future<KnownProvider> next = KnownProvider.discover(vertx, oidc, now);
    asked = next;
    return next;
  }

  private Future<Identity> exchanged(KnownProvider known, LoginFlow flow, String code) {
    Oauth2Credentials shown =
        new Oauth2Credentials()
            .setFlow(OAuth2FlowType.AUTH_CODE)
            .setCode(code)
            .setRedirectUri(back)
            .setCodeVerifier(flow.verifier());
    return known
        .auth()
        .authenticate(shown)
        .timeout(KnownProvider.PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
        .recover(failure -> Future.failedFuture(refusal(failure)))
        .compose(user -> believed(known, flow, user));
  }

  /** What it calls an error is one; all else is a provider that is not well. */
  private static ProviderFailure refusal(Throwable failure) {
    String message = String.valueOf(failure.getMessage());
    for (String error : ERRORS) {
      if (message.equals(error) || message.startsWith(error + ":")) {
        return new ProviderFailure(Kind.REFUSED, "it does not take the code: " + error);
      }
    }
    return new ProviderFailure(
        Kind.AWAY, "the code cannot be exchanged: " + failure.getClass().getSimpleName());
  }

  private Future<Identity> believed(KnownProvider known, LoginFlow flow, User user) {
    String text = user.principal().getString("id_token", "");
    IdToken token = IdToken.read(text);
    if (token == null) {
      return refused("it sends no identity token");
    }
    String fault = token.fault(oidc, flow, clock.getAsLong());
    if (fault != null) {
      return refused(fault);
    }
    Identity identity = new Identity(token.claims());
    if (user.attributes().containsKey("idToken")) {
      return Future.succeededFuture(identity);
    }
    return user.attributes().containsKey("missing-kid")
        ? withNewKeys(known, text).map(signed -> identity)
        : refused("the token's signature is not good");
  }

  /**
   * It may have begun to sign with another key. Its keys are asked for no more often than it takes
   * a code and sends a token for it.
   */
  private Future<User> withNewKeys(KnownProvider known, String token) {
    return known
        .auth()
        .jWKSet()
        .timeout(KnownProvider.PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
        .recover(
            failure ->
                Future.failedFuture(new ProviderFailure(Kind.AWAY, "its keys cannot be read")))
        .compose(read -> known.auth().authenticate(new TokenCredentials(token)))
        .compose(
            user ->
                user.attributes().containsKey("accessToken")
                    ? Future.succeededFuture(user)
                    : refused("the token's signature is not good"));
  }

  private static <T> Future<T> refused(String why) {
    return Future.failedFuture(new ProviderFailure(Kind.REFUSED, why));
  }

  private static ProviderFailure understood(Throwable failure) {
    if (failure instanceof ProviderFailure known) {
      return known;
    }
    String why =
        failure instanceof NoSuchKeyIdException
            ? "the token is signed with a key that is not the provider's"
            : "the token cannot be checked: " + failure.getClass().getSimpleName();
    return new ProviderFailure(Kind.REFUSED, why);
  }
}
