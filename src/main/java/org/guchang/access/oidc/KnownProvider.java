package org.guchang.access.oidc;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.oauth2.OAuth2Auth;
import io.vertx.ext.auth.oauth2.OAuth2Options;
import io.vertx.ext.auth.oauth2.providers.OpenIDConnectAuth;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.guchang.access.oidc.ProviderFailure.Kind;
import org.guchang.config.Settings.Oidc;
import org.jspecify.annotations.Nullable;

/**
 * What a provider's discovery document said, with the keys that it signs with. Looked up when
 * somebody wants to log in, and again after a while: so a provider that is away holds nothing up,
 * and one that has moved, or has taken back a key, is believed for minutes only.
 *
 * @param since milliseconds since the epoch
 */
record KnownProvider(OAuth2Auth auth, long since) {
  static final long MILLIS = 10 * 60_000;

  /** For one question, from the connection to the last byte. */
  static final int PATIENCE_MILLIS = 8_000;

  private static final int CONNECT_MILLIS = 3_000;

  /** For those who are being let in when it is forgotten. */
  private static final long GRACE_MILLIS = 60_000;

  /**
   * Fails with {@link ProviderFailure}.
   *
   * @param now milliseconds since the epoch
   */
  static Future<KnownProvider> discover(Vertx vertx, Oidc oidc, long now) {
    OAuth2Options options =
        new OAuth2Options()
            .setSite(oidc.issuer())
            .setClientId(oidc.clientId())
            .setClientSecret(oidc.clientSecret())
            .setJWTOptions(new JWTOptions().setLeeway(IdToken.LEEWAY_SECONDS))
            .setHttpClientOptions(
                new HttpClientOptions()
                    .setConnectTimeout(CONNECT_MILLIS)
                    .setIdleTimeout(PATIENCE_MILLIS)
                    .setIdleTimeoutUnit(TimeUnit.MILLISECONDS));
    Future<OAuth2Auth> found =
        OpenIDConnectAuth.discover(
            new BoundedAnswers(vertx, IdentityProvider.MOST_ANSWER_BYTES), options);
    // it renews keys by itself as long as the provider asks for: not beyond its own time
    found.onSuccess(auth -> vertx.setTimer(MILLIS + GRACE_MILLIS, id -> auth.close()));
    return found
        .timeout(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
        .recover(failure -> Future.failedFuture(away(failure)))
        .compose(auth -> checked(auth, options, oidc.issuer()))
        .map(auth -> new KnownProvider(auth, now));
  }

  private static ProviderFailure away(Throwable failure) {
    return new ProviderFailure(
        Kind.AWAY, "its discovery document or its keys cannot be read: " + Plain.words(failure));
  }

  /** It has to say where to send browsers and codes, and no worse way than it is reached itself. */
  private static Future<OAuth2Auth> checked(OAuth2Auth auth, OAuth2Options said, String issuer) {
    boolean tls = issuer.startsWith("https:");
    boolean good =
        Arrays.asList(said.getAuthorizationPath(), said.getTokenPath(), said.getJwkPath()).stream()
            .allMatch(path -> isGood(path, tls));
    if (!good) {
      return Future.failedFuture(
          new ProviderFailure(
              Kind.AWAY,
              "its discovery document lacks authorization_endpoint, token_endpoint or jwks_uri, or"
                  + " one of them is not by https"));
    }
    // an identity token goes nowhere but here
    said.setIntrospectionPath(null).setUserInfoPath(null);
    return Future.succeededFuture(auth);
  }

  static boolean isGood(@Nullable String path, boolean tls) {
    String address = Objects.requireNonNullElse(path, "");
    return address.startsWith("https://") || (!tls && address.startsWith("http://"));
  }

  boolean isGoodAt(long now) {
    return now < since + MILLIS;
  }
}
