package org.guchang.access.oidc;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;
import org.guchang.access.LoginFlow;
import org.guchang.config.Settings.Oidc;
import org.jspecify.annotations.Nullable;

/**
 * What stands in an identity token, and whether it may be believed, by <a
 * href="https://openid.net/specs/openid-connect-core-1_0.html#IDTokenValidation">OpenID Connect
 * Core 3.1.3.7</a>; all but the signature, for which the provider's keys are needed. Pure.
 *
 * @param algorithm by which it says that it is signed
 */
record IdToken(String algorithm, Claims claims) {
  /** How far two clocks may be apart. */
  static final int LEEWAY_SECONDS = 60;

  /** Whose key to check with is not the key to make one; so never none, never a shared secret. */
  private static final Set<String> ALGORITHMS =
      Set.of("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512");

  private static final int MOST_CHARS = 64 * 1024;
  private static final int PARTS = 3;

  /** Null when it is none. */
  static @Nullable IdToken read(String token) {
    String[] parts = token.split("\\.", -1);
    if (parts.length != PARTS || token.length() > MOST_CHARS) {
      return null;
    }
    try {
      Claims header = new Claims(json(parts[0]));
      String algorithm = header.text("alg");
      return new IdToken(algorithm == null ? "" : algorithm, new Claims(json(parts[1])));
    } catch (IllegalArgumentException | DecodeException notOne) {
      return null;
    }
  }

  private static JsonObject json(String part) {
    return new JsonObject(new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8));
  }

  /**
   * Why it may not be believed, in words of our own; null when nothing speaks against it.
   *
   * @param now milliseconds since the epoch
   */
  @Nullable String fault(Oidc oidc, LoginFlow flow, long now) {
    if (!ALGORITHMS.contains(algorithm)) {
      return "the token is not signed with a key of the provider's alone";
    }
    if (!oidc.issuer().equals(withoutSlash(claims.text("iss")))) {
      return "the token is of another issuer";
    }
    String audience = audienceFault(oidc.clientId());
    if (audience != null) {
      return audience;
    }
    String nonce = claims.text("nonce");
    if (nonce == null || !flow.isFor(nonce)) {
      return "the token is of another log-in: the nonce differs";
    }
    if (claims.values("sub").isEmpty()) {
      return "the token is about nobody";
    }
    return timeFault(now / 1_000);
  }

  private @Nullable String audienceFault(String clientId) {
    Set<String> audience = claims.values("aud");
    if (!audience.contains(clientId)) {
      return "the token is for another client";
    }
    boolean told = claims.has("azp");
    return (told || audience.size() > 1) && !clientId.equals(claims.text("azp"))
        ? "the token is for several clients, and was not asked for by this one"
        : null;
  }

  private @Nullable String timeFault(long now) {
    Long ends = claims.seconds("exp");
    Long made = claims.seconds("iat");
    Long begins = claims.seconds("nbf");
    if (ends == null || made == null) {
      return "the token does not say from when to when it is good";
    }
    if (now >= ends + LEEWAY_SECONDS) {
      return "the token is over";
    }
    boolean early = made > now + LEEWAY_SECONDS;
    return early || (begins != null && begins > now + LEEWAY_SECONDS)
        ? "the token is of a time to come; compare the clocks"
        : null;
  }

  /** Some issuers end with one; in the settings none does. */
  static @Nullable String withoutSlash(@Nullable String issuer) {
    return issuer != null && issuer.endsWith("/")
        ? issuer.substring(0, issuer.length() - 1)
        : issuer;
  }

  /** Without what it says of a person. */
  @Override
  public String toString() {
    return "IdToken[" + algorithm + "]";
  }
}
