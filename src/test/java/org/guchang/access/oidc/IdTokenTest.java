package org.guchang.access.oidc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Base64;
import java.util.List;
import org.guchang.access.LoginFlow;
import org.guchang.config.Settings.Oidc;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdTokenTest {
  private static final long NOW = 1_800_000_000L;
  private static final Oidc OIDC =
      new Oidc("https://id.example.cn/realms/county", "guchang", "secret", List.of("openid"));
  private static final LoginFlow FLOW = new LoginFlow("s", "the-nonce", "v", "/", 0);

  private static JsonObject good() {
    return new JsonObject()
        .put("iss", OIDC.issuer())
        .put("sub", "f81d")
        .put("aud", "guchang")
        .put("iat", NOW)
        .put("exp", NOW + 300)
        .put("nonce", "the-nonce");
  }

  private static String fault(String algorithm, JsonObject claims) {
    String head = part(new JsonObject().put("alg", algorithm).encode());
    IdToken token = IdToken.read(head + "." + part(claims.encode()) + ".c2ln");
    assertThat(token).isNotNull();
    return token.fault(OIDC, FLOW, NOW * 1_000);
  }

  private static String fault(JsonObject claims) {
    return fault("RS256", claims);
  }

  private static String part(String json) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(UTF_8));
  }

  @Test
  void aTokenForUsOfThisVisit_isBelieved() {
    assertThat(fault(good())).isNull();
    assertThat(fault(good().put("iss", OIDC.issuer() + "/"))).isNull();
    assertThat(fault(good().put("aud", new JsonArray().add("guchang")).put("azp", "guchang")))
        .isNull();
    assertThat(
            fault(good().put("aud", new JsonArray().add("x").add("guchang")).put("azp", "guchang")))
        .isNull();
    assertThat(fault(good().put("nbf", NOW).put("exp", NOW - 59).put("iat", NOW + 60))).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "None", "HS256", "HS512", "", "RS1"})
  void aTokenThatAnybodyCouldSign_isRefused(String algorithm) {
    assertThat(fault(algorithm, good())).contains("not signed with a key of the provider's alone");
  }

  @ParameterizedTest
  @CsvSource({
    "iss, https://id.example.cn/realms/town, another issuer",
    "iss, https://id.example.cn/realms/county//, another issuer",
    "iss, , another issuer",
    "aud, another, another client",
    "aud, , another client",
    "azp, another, several clients",
    "nonce, another, the nonce differs",
    "nonce, , the nonce differs",
    "sub, , about nobody"
  })
  void aTokenOfAnotherPlaceOrVisit_isRefused(String claim, String value, String why) {
    JsonObject claims = good();
    claims.remove(claim);
    assertThat(fault(value == null ? claims : claims.put(claim, value))).contains(why);
  }

  @Test
  void aTokenForSeveral_thatAnotherAskedFor_isRefused() {
    JsonArray both = new JsonArray().add("guchang").add("x");
    assertThat(fault(good().put("aud", both))).contains("several clients");
    assertThat(fault(good().put("aud", both).put("azp", "x"))).contains("several clients");
  }

  @Test
  void aTokenOfAnotherTime_isRefused() {
    assertThat(fault(good().put("exp", NOW - 60))).contains("is over");
    assertThat(fault(good().put("iat", NOW + 61))).contains("compare the clocks");
    assertThat(fault(good().put("nbf", NOW + 61))).contains("compare the clocks");
    assertThat(fault(good().put("exp", "soon"))).contains("from when to when");
    JsonObject timeless = good();
    timeless.remove("iat");
    assertThat(fault(timeless)).contains("from when to when");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "..", "a.b", "a.b.c", "e30.e30", "e30.e30.x.y", "W10.W10.x", "!.!.!"})
  void whatIsNoToken_isNone(String text) {
    assertThat(IdToken.read(text)).isNull();
  }

  @Test
  void nothingOfAPerson_isPrinted() {
    IdToken token =
        IdToken.read(part("{\"alg\":\"RS256\"}") + "." + part("{\"sub\":\"wang\"}") + ".x");
    assertThat(String.valueOf(token)).doesNotContain("wang");
    assertThat(OIDC.toString()).doesNotContain("secret");
  }
}
