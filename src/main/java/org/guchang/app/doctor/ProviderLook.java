package org.guchang.app.doctor;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.guchang.access.oidc.IdentityProvider;
import org.guchang.config.Settings.Oidc;

/** Whether the identity provider of the settings is there, and calls itself what they say. */
final class ProviderLook {
  static final String WHAT = "identity provider";
  private static final String DISCOVERY = "/.well-known/openid-configuration";
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private ProviderLook() {}

  /** Blocks, for some seconds. */
  static Finding look(Oidc oidc) {
    String at = oidc.issuer() + DISCOVERY;
    try {
      HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
      HttpResponse<InputStream> answer =
          http.send(
              HttpRequest.newBuilder(URI.create(at)).timeout(PATIENCE).build(),
              HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream body = answer.body()) {
        return answer.statusCode() == 200
            ? said(oidc.issuer(), body.readNBytes(IdentityProvider.MOST_ANSWER_BYTES + 1))
            : away(at + " answers with status " + answer.statusCode());
      }
    } catch (IOException away) {
      return away(at + " cannot be reached: " + away.getClass().getSimpleName());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return away(at + " was not waited for");
    }
  }

  private static Finding away(String found) {
    return Finding.bad(
        WHAT,
        found,
        "Correct oidc.issuer, the network or Java's trust in its certificate; until then nobody logs in"
            + " by it, and names with passwords and share links go on.");
  }

  /** A server that is asked later takes no more of it than that. */
  private static Finding said(String issuer, byte[] read) {
    return read.length > IdentityProvider.MOST_ANSWER_BYTES
        ? away(
            "what is at "
                + issuer
                + " is larger than "
                + IdentityProvider.MOST_ANSWER_BYTES
                + " bytes")
        : said(issuer, new String(read, StandardCharsets.UTF_8));
  }

  /** What its discovery document means. */
  static Finding said(String issuer, String document) {
    String itself = issuer(document);
    if (itself.isEmpty()) {
      return away("what is at " + issuer + " is no discovery document");
    }
    boolean same = itself.equals(issuer) || itself.equals(issuer + "/");
    return same
        ? Finding.good(WHAT, issuer + " is there")
        : Finding.bad(
            WHAT,
            "it calls itself " + itself.replaceAll("\\p{C}", "?"),
            "Write that as oidc.issuer, if it is the one you mean.");
  }

  private static String issuer(String document) {
    try {
      return new JsonObject(document).getValue("issuer") instanceof String itself ? itself : "";
    } catch (DecodeException notOne) {
      return "";
    }
  }
}
