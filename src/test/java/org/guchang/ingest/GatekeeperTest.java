package org.guchang.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.guchang.config.Catalog;
import org.guchang.ingest.Gatekeeper.Verdict;
import org.guchang.ingest.format.Post;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GatekeeperTest {
  private static final int TOLERANCE = 300;
  private static final long NOW_SECONDS = Acme.NOW / 1000;
  private static final byte[] BODY = "{\"test\": 2432232314}".getBytes(UTF_8);

  private final Catalog catalog = Acme.catalog();
  private final Gatekeeper gatekeeper = new Gatekeeper(TOLERANCE);

  @Test
  void signedWithAnActiveSecret_isGenuine() {
    assertThat(judge(signed(Acme.SECRET, NOW_SECONDS))).isEqualTo(Verdict.GENUINE);
  }

  @Test
  void signedWithTheNextSecret_isGenuineToo() {
    assertThat(judge(signed(Acme.NEXT_SECRET, NOW_SECONDS))).isEqualTo(Verdict.GENUINE);
  }

  @Test
  void signedWithAnotherSecret_isWrong() {
    assertThat(judge(signed("whsec_" + "A".repeat(32), NOW_SECONDS)))
        .isEqualTo(Verdict.SIGNATURE_WRONG);
  }

  @Test
  void oneGoodSignatureAmongSeveral_isGenuine() {
    String good = signed(Acme.SECRET, NOW_SECONDS);
    String bad = "v1,Ceo5qEr07ixe2NLpvHk3FH9bwy/WavXrAFQ/9tdO6mc=";

    assertThat(judge(bad + " v2," + good.substring(3) + " " + good + " " + bad))
        .isEqualTo(Verdict.GENUINE);
    assertThat(judge(bad + " v2," + good.substring(3) + " v1a," + good.substring(3) + " " + bad))
        .isEqualTo(Verdict.SIGNATURE_WRONG);
  }

  @ParameterizedTest
  @CsvSource({"''", "' '", "v1", "'v1,'", "'v1,abc'", "'v1,,v1,'", "'v1, v1, v1,'", "nonsense"})
  void noSignatureInTheHeader_isWrong(String header) {
    assertThat(judge(header)).isEqualTo(Verdict.SIGNATURE_WRONG);
  }

  @Test
  void oneBitOfTheBody_isWrong() {
    byte[] other = BODY.clone();
    other[5] ^= 1;

    assertThat(
            judge(
                post(
                    Acme.PARTNER,
                    "msg_1",
                    Long.toString(NOW_SECONDS),
                    signed(Acme.SECRET, NOW_SECONDS),
                    other)))
        .isEqualTo(Verdict.SIGNATURE_WRONG);
  }

  @Test
  void signatureOfAnotherIdOrTime_isWrong() {
    String signature = signed(Acme.SECRET, NOW_SECONDS);

    assertThat(judge(post(Acme.PARTNER, "msg_2", Long.toString(NOW_SECONDS), signature, BODY)))
        .isEqualTo(Verdict.SIGNATURE_WRONG);
    assertThat(judge(post(Acme.PARTNER, "msg_1", Long.toString(NOW_SECONDS + 1), signature, BODY)))
        .isEqualTo(Verdict.SIGNATURE_WRONG);
  }

  @ParameterizedTest
  @CsvSource({"0,GENUINE", "-300,GENUINE", "300,GENUINE", "-301,STALE", "301,EARLY"})
  void timestamp_countsWithinTheTolerance(long off, Verdict verdict) {
    long seconds = NOW_SECONDS + off;

    assertThat(
            judge(
                post(
                    Acme.PARTNER,
                    "msg_1",
                    Long.toString(seconds),
                    signed(Acme.SECRET, seconds),
                    BODY)))
        .isEqualTo(verdict);
  }

  @Test
  void unknownPartner_isNotLetIn() {
    String timestamp = Long.toString(NOW_SECONDS);

    assertThat(judge(post("nobody", "msg_1", timestamp, signed(Acme.SECRET, NOW_SECONDS), BODY)))
        .isEqualTo(Verdict.PARTNER_UNKNOWN);
  }

  @Test
  void missingHeader_isNamed() {
    String timestamp = Long.toString(NOW_SECONDS);
    String signature = signed(Acme.SECRET, NOW_SECONDS);

    assertThat(judge(post(Acme.PARTNER, null, timestamp, signature, BODY)))
        .isEqualTo(Verdict.HEADER_MISSING);
    assertThat(judge(post(Acme.PARTNER, "msg_1", null, signature, BODY)))
        .isEqualTo(Verdict.HEADER_MISSING);
    assertThat(judge(post(Acme.PARTNER, "msg_1", timestamp, null, BODY)))
        .isEqualTo(Verdict.HEADER_MISSING);
    assertThat(judge(post(Acme.PARTNER, "msg.1", timestamp, signature, BODY)))
        .isEqualTo(Verdict.ID_UNFIT);
    assertThat(judge(post(Acme.PARTNER, "msg_1", "soon", signature, BODY)))
        .isEqualTo(Verdict.TIMESTAMP_UNFIT);
  }

  @Test
  void secretTakenOutByAReload_isNoLongerGood() {
    String signature = signed(Acme.SECRET, NOW_SECONDS);
    Post post = post(Acme.PARTNER, "msg_1", Long.toString(NOW_SECONDS), signature, BODY);
    Catalog without =
        new Catalog(
            "other",
            catalog.platforms(),
            catalog.campaigns(),
            catalog.sessions(),
            java.util.Map.of(
                Acme.PARTNER,
                new Catalog.Partner(
                    Acme.PARTNER,
                    "native",
                    java.util.List.of(Acme.NEXT_SECRET),
                    java.util.List.of("*"),
                    java.util.List.of("*"))),
            catalog.counties(),
            catalog.products());

    assertThat(gatekeeper.judge(post, catalog)).isEqualTo(Verdict.GENUINE);
    assertThat(gatekeeper.judge(post, without)).isEqualTo(Verdict.SIGNATURE_WRONG);
  }

  private Verdict judge(String signatures) {
    return judge(post(Acme.PARTNER, "msg_1", Long.toString(NOW_SECONDS), signatures, BODY));
  }

  private Verdict judge(Post post) {
    return gatekeeper.judge(post, catalog);
  }

  private static String signed(String secret, long seconds) {
    return WebhookSignature.sign(secret, "msg_1", seconds, BODY);
  }

  private static Post post(
      String partner,
      @Nullable String id,
      @Nullable String timestamp,
      @Nullable String signatures,
      byte[] body) {
    Map<String, @Nullable String> headers = new HashMap<>();
    headers.put("webhook-id", id);
    headers.put("webhook-timestamp", timestamp);
    headers.put("webhook-signature", signatures);
    return new Post(
        "POST",
        partner,
        "/hooks/" + partner,
        null,
        name -> headers.get(name.toString()),
        body,
        Acme.NOW);
  }
}
