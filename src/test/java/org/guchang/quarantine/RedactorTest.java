package org.guchang.quarantine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.guchang.ingest.Acme;
import org.guchang.ingest.format.PersonHash;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RedactorTest {
  private final PersonHash persons = new PersonHash(Acme.PRIVACY_KEY);
  private final Redactor redactor = new Redactor(persons);

  private @Nullable String redact(String format, String message) {
    return redactor.redact(message.getBytes(UTF_8), format, "douyin");
  }

  @Test
  void knownMembersAreKeptToTheDigit_andAreInTheirOrder() {
    String message =
        "{\"p_id\":4837328765348566675,\"price\":10.50,\"sku\":\"6901234567892\",\"test\":true,\"s_ids\":[1,2],\"title\":null}";

    assertThat(redact("shopify", message)).isEqualTo(message);
  }

  @Test
  void unknownTextIsGone_andSmallUnknownNumbersStay() {
    assertThat(redact("doudian", "{\"who\":\"王小明\",\"level\":12,\"tel\":13812345678,\"ok\":false}"))
        .isEqualTo("{\"who\":\"…\",\"level\":12,\"tel\":\"…\",\"ok\":false}");
  }

  @Test
  void nothingIsKnownInAnUnknownObject() {
    assertThat(
            redact(
                "doudian", "{\"extra\":{\"id\":\"440102199001011234\",\"data\":{\"sku\":\"张三\"}}}"))
        .isEqualTo("{\"extra\":{\"id\":\"…\",\"data\":{\"sku\":\"…\"}}}");
  }

  @Test
  void aMemberNamedAfterAPersonLosesItsName() {
    assertThat(redact("doudian", "{\"13812345678\":1,\"王小明\":2,\"is_gift\":3}"))
        .isEqualTo("{\"…\":1,\"…\":2,\"is_gift\":3}");
  }

  @Test
  void jsonInATextIsRedactedInPlace_andATextThatOnlyLooksLikeItIsGone() {
    assertThat(redact("doudian", "{\"data\":\"{\\\"p_id\\\":7,\\\"name\\\":\\\"王小明\\\"}\"}"))
        .isEqualTo("{\"data\":\"{\\\"p_id\\\":7,\\\"name\\\":\\\"…\\\"}\"}");
    assertThat(redact("doudian", "{\"data\":\"{王小明 13812345678\"}")).isEqualTo("{\"data\":\"…\"}");
    assertThat(redact("youzan", "{\"msg\":\"%7Bwrong%ZZ\"}")).isEqualTo("{\"msg\":\"…\"}");
  }

  @Test
  void jsonInTextsWithoutEndIsGone() {
    String message = "{\"p_id\":1}";
    for (int i = 0; i < 6; i++) {
      message = "{\"data\":\"" + message.replace("\\", "\\\\").replace("\"", "\\\"") + "\"}";
    }

    assertThat(redact("doudian", message)).contains("…").doesNotContain("p_id");
  }

  @Test
  void aPersonIsAToken_ofThePlatformTheNativeEventNames_evenIfThatComesLast() {
    String redacted = redact("native", "{\"data\":{\"buyer\":\"王小明\"},\"source\":\"kuaishou\"}");

    assertThat(redacted)
        .isEqualTo(
            "{\"data\":{\"buyer\":\""
                + persons.token("kuaishou", "王小明")
                + "\"},\"source\":\"kuaishou\"}");
  }

  @Test
  void aTokenFromOutsideIsANameLikeAnyOther() {
    String token = persons.token("douyin", "somebody");

    assertThat(redact("doudian", "{\"open_id\":\"" + token + "\"}"))
        .contains(persons.token("douyin", token))
        .doesNotContain(token);
  }

  @Test
  void aFaultIsNotMendedByRedaction() {
    assertThat(redact("native", "{\"data\":{\"buyer\":13812345678}}"))
        .isEqualTo("{\"data\":{\"buyer\":0}}");
    assertThat(redact("native", "{\"id\":\"a\",\"id\":\"b\"}"))
        .isEqualTo("{\"id\":\"a\",\"id\":\"b\"}");
  }

  @Test
  void aCommentIsMaskedAsOnEntry_andWithoutPhones() {
    assertThat(
            redact(
                "native",
                "{\"data\":{\"nickname\":\"王小明\",\"text\":\"加 138 1234 5678 或 a@b.cn\"}}"))
        .isEqualTo("{\"data\":{\"nickname\":\"王**\",\"text\":\"加 … 或 …\"}}");
  }

  @ParameterizedTest
  @CsvSource({
    "加我13812345678吧,加我…吧",
    "１３８１２３４５６７８,…",
    "0358-3022345,…",
    "(0358) 302 2345,(…",
    "２袋 500g 29.90元,２袋 500g 29.90元",
    "2026年新米,2026年新米"
  })
  void wordsLoseWhatLooksLikeAPhone(String words, String kept) {
    assertThat(Redactor.words(words)).isEqualTo(kept);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "not json", "{\"a\":1", "{}{}", "[1,]", "name=%E7%8E%8B"})
  void whatIsNoJsonIsNotKept(String message) {
    assertThat(redact("doudian", message)).isNull();
  }

  @Test
  void whatIsNotUtf8OrTooDeepIsNotKept() {
    assertThat(redactor.redact(new byte[] {'"', (byte) 0xff, '"'}, "doudian", "douyin")).isNull();
    assertThat(redact("doudian", "[".repeat(1000) + "]".repeat(1000))).isNull();
  }

  @Test
  void wordsOfAnyLength_areLookedThroughInNoTime() {
    assertThat(Redactor.words("9".repeat(200_000))).isEqualTo("…");
    assertThat(Redactor.words("9 ".repeat(200_000))).doesNotContain("9");
    assertThat(Redactor.words("a".repeat(1_000_000)).length()).isLessThan(1_000);
    assertThat(Redactor.words("枣".repeat(1_000_000))).startsWith("枣枣").endsWith("…");
    assertThat(Redactor.words("枣".repeat(795) + "13800138000")).doesNotContain("138");
  }
}
