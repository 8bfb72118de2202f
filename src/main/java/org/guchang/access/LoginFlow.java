package org.guchang.access;

import io.vertx.core.json.JsonObject;
import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;

/**
 * A log-in that is under way at an identity provider. The browser carries it, signed; here nothing
 * is kept, so that no number of them takes memory.
 *
 * @param state what the provider has to send back with the browser
 * @param nonce what has to stand in the identity token
 * @param verifier what the code is exchanged with, by <a
 *     href="https://www.rfc-editor.org/rfc/rfc7636">RFC 7636</a>; the provider was told its digest
 * @param to where to go then, a path of this door
 * @param ends milliseconds since the epoch
 */
public record LoginFlow(String state, String nonce, String verifier, String to, long ends) {
  /** For a password, a second factor and a look at the phone. */
  public static final long MILLIS = 10 * 60_000;

  /** 256 bits; of a verifier RFC 7636 asks for no fewer than 43 letters, which they are. */
  private static final int BYTES = 32;

  /** A new one, of which nothing can be guessed. */
  public static LoginFlow begin(SecureRandom random, String to, long now) {
    return new LoginFlow(
        Digests.random(random, BYTES),
        Digests.random(random, BYTES),
        Digests.random(random, BYTES),
        to,
        now + MILLIS);
  }

  /** Whether the browser came back from the visit that it was sent on. */
  public boolean isOf(@Nullable String returned) {
    return returned != null && Digests.same(state, returned);
  }

  /** Whether a token was made for this visit. */
  public boolean isFor(String tokenNonce) {
    return Digests.same(nonce, tokenNonce);
  }

  /** What the provider is told of the verifier: its SHA-256. */
  public String challenge() {
    return Digests.base64(Digests.sha256Bytes(verifier));
  }

  JsonObject told() {
    return new JsonObject()
        .put("s", state)
        .put("o", nonce)
        .put("v", verifier)
        .put("t", to)
        .put("e", ends);
  }

  /** As it was told; null when it was not by {@link #told}, or has ended. */
  static @Nullable LoginFlow of(JsonObject told, long now) {
    try {
      LoginFlow flow =
          new LoginFlow(
              told.getString("s"),
              told.getString("o"),
              told.getString("v"),
              told.getString("t"),
              told.getLong("e"));
      return now < flow.ends() ? flow : null;
    } catch (ClassCastException | NullPointerException ofAnotherTime) {
      return null;
    }
  }

  /** Without what is secret. */
  @Override
  public String toString() {
    return "LoginFlow[to " + to + "]";
  }
}
