package org.guchang.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.standardwebhooks.Webhook;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class WebhookSignatureTest {

  /** From the reference libraries' tests, e.g. libraries/go/webhook_test.go, TestWebhookSign. */
  @Test
  void publishedVector_givesThePublishedSignature() {
    String signature =
        WebhookSignature.sign(
            "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
            "msg_p5jXN8AQM9LWM0D4loKWxJek",
            1614265330,
            "{\"test\": 2432232314}".getBytes(UTF_8));

    assertThat(signature).isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  }

  @Test
  void secretWithoutPrefix_isTheSameSecret() {
    byte[] body = "{}".getBytes(UTF_8);

    assertThat(WebhookSignature.sign("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "m", 1, body))
        .isEqualTo(WebhookSignature.sign("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "m", 1, body));
  }

  @Test
  void publicSdk_verifiesWhatWeSign() throws Exception {
    String body = "{\"人\": \"县长\"}";
    long now = System.currentTimeMillis() / 1000;
    String signature = WebhookSignature.sign(Acme.SECRET, "msg_1", now, body.getBytes(UTF_8));
    Map<String, List<String>> headers =
        Map.of(
            "webhook-id", List.of("msg_1"),
            "webhook-timestamp", List.of(Long.toString(now)),
            "webhook-signature", List.of(signature));

    Webhook sdk = new Webhook(Acme.SECRET);

    assertThatCode(() -> sdk.verify(body, headers)).doesNotThrowAnyException();
    assertThatThrownBy(() -> sdk.verify(body + " ", headers)).isNotNull();
  }

  @Test
  void weSign_whatThePublicSdkSigns() throws Exception {
    String body = "{\"人\": \"县长\"}";

    assertThat(WebhookSignature.sign(Acme.SECRET, "msg_1", 1_589_632_267, body.getBytes(UTF_8)))
        .isEqualTo(new Webhook(Acme.SECRET).sign("msg_1", 1_589_632_267, body));
  }

  @ParameterizedTest
  @ValueSource(strings = {"m", "msg_2KWPBgLlAfxdpx2AI54pPJ85f4W", "a/b:c~!", "1"})
  void printableId_isTaken(String id) {
    assertThat(WebhookSignature.isId(id)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a.b", "a b", "a\tb", "é", "消息"})
  void otherId_isNot(String id) {
    assertThat(WebhookSignature.isId(id)).isFalse();
    assertThatThrownBy(() -> WebhookSignature.sign(Acme.SECRET, id, 1, new byte[0]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void idOf256_isTaken_of257_isNot() {
    assertThat(WebhookSignature.isId("x".repeat(256))).isTrue();
    assertThat(WebhookSignature.isId("x".repeat(257))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "0,0",
    "1614265330,1614265330",
    "+1,-1",
    "-1,-1",
    "1.5,-1",
    "1e3,-1",
    "0x1,-1",
    "9999999999999,-1",
    "'',-1"
  })
  void timestamp_isPlainDigitsOrNothing(String text, long seconds) {
    assertThat(WebhookSignature.timestamp(text)).isEqualTo(seconds);
  }

  @ParameterizedTest
  @ValueSource(strings = {"whsec_", "whsec_***", ""})
  void unfitSecret_isRefusedWithoutShowingIt(String secret) {
    assertThatThrownBy(() -> WebhookSignature.sign(secret, "m", 1, new byte[0]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("***");
  }
}
