package org.guchang.ingest.format;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.OffsetDateTime;
import java.util.List;
import org.guchang.event.Event;
import org.guchang.event.Event.AudienceSnapshot;
import org.guchang.event.Event.Counter;
import org.guchang.event.Line;
import org.guchang.event.Origin;
import org.guchang.ingest.Acme;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What is read, and what is refused as a whole; the rules for one event are {@link
 * EventRulesTest}'s.
 */
final class NativeFormatTest {
  private static final Origin ORIGIN =
      new Origin(
          Acme.SESSION,
          "douyin",
          "e-1",
          OffsetDateTime.parse("2020-05-16T20:31:07+08:00").toInstant().toEpochMilli());
  private static final List<Line> LINES =
      List.of(new Line("jc-001", "骏枣", 2, 2980), new Line("jc-002", null, 1, 1000));
  private static final PersonHash PERSONS = new PersonHash(Acme.PRIVACY_KEY);
  private static final long BUYER = PERSONS.of("douyin", "b-1");
  private static final long VIEWER = PERSONS.of("douyin", "v-1");

  private final NativeFormat format = new NativeFormat(Acme.settings().limits(), PERSONS);

  @ParameterizedTest
  @EnumSource(value = EventType.class, names = "WEBHOOK_TEST", mode = EnumSource.Mode.EXCLUDE)
  void everyType_isRead(EventType type) throws Exception {
    ParsedDelivery parsed = parse(WireEvent.of(type.wireName()).json());

    assertThat(parsed.refusals()).isEmpty();
    assertThat(parsed.events()).containsExactly(expected(type));
    assertThat(EventType.of(parsed.events().get(0))).isEqualTo(type);
  }

  private static Event expected(EventType type) {
    return switch (type) {
      case ORDER_PLACED -> new Event.OrderPlaced(ORIGIN, "o-1", BUYER, 3980, LINES);
      case ORDER_PAID -> new Event.OrderPaid(ORIGIN, "o-1", BUYER, 3980, LINES);
      case ORDER_CHANGED -> new Event.OrderChanged(ORIGIN, "o-1", BUYER, 3980, LINES);
      case ORDER_CANCELLED -> new Event.OrderCancelled(ORIGIN, "o-1");
      case ORDER_REFUNDED -> new Event.OrderRefunded(ORIGIN, "o-1", "r-1", 3980, LINES);
      case AUDIENCE_SNAPSHOT -> new AudienceSnapshot(ORIGIN, 12000, 530000, 9, 8, 7);
      case AUDIENCE_ENTERED ->
          new Event.AudienceCounted(ORIGIN, Counter.ENTERED, 3, VIEWER, "jc-001");
      case AUDIENCE_LEFT -> new Event.AudienceCounted(ORIGIN, Counter.LEFT, 3, VIEWER, "jc-001");
      case AUDIENCE_LIKED -> new Event.AudienceCounted(ORIGIN, Counter.LIKED, 3, VIEWER, "jc-001");
      case AUDIENCE_FOLLOWED ->
          new Event.AudienceCounted(ORIGIN, Counter.FOLLOWED, 3, VIEWER, "jc-001");
      case AUDIENCE_CLICKED ->
          new Event.AudienceCounted(ORIGIN, Counter.CLICKED, 3, VIEWER, "jc-001");
      case AUDIENCE_EXPOSED ->
          new Event.AudienceCounted(ORIGIN, Counter.EXPOSED, 3, VIEWER, "jc-001");
      case COMMENT_POSTED -> new Event.CommentPosted(ORIGIN, "张**", "太划算了，很给力");
      case GIVEAWAY_AWARDED -> new Event.GiveawayAwarded(ORIGIN, "鹿泉雪耳", 10);
      case PRODUCT_STOCKED -> new Event.ProductStocked(ORIGIN, "jc-001", 0);
      case SESSION_STARTED -> new Event.SessionStarted(ORIGIN);
      case SESSION_ENDED -> new Event.SessionEnded(ORIGIN);
      case WEBHOOK_TEST -> new Event.WebhookTest(ORIGIN);
    };
  }

  @Test
  void webhookTest_isCountedAsNoEvent() throws Exception {
    ParsedDelivery parsed =
        parse(WireEvent.of("guchang.webhook.test").without("/subject").without("/time").json());

    assertThat(parsed.tests()).isEqualTo(1);
    assertThat(parsed.events()).isEmpty();
    assertThat(parsed.refusals()).isEmpty();
  }

  @Test
  void dataBeforeType_isRead() throws Exception {
    WireEvent event = WireEvent.paid();
    Object data = event.members().remove("data");
    event.members().remove("type");
    String json =
        "{\"data\":" + new com.fasterxml.jackson.databind.ObjectMapper().writeValueAsString(data);
    json += ",\"type\":\"guchang.order.paid\"," + event.json().substring(1);

    assertThat(parse(json).events()).containsExactly(expected(EventType.ORDER_PAID));
  }

  @Test
  void extensionsAndUnknownMembers_arePassedOver() throws Exception {
    WireEvent event =
        WireEvent.paid()
            .with("/traceparent", "00-ab-cd-01")
            .with("/extension", null)
            .with("/data/address", WireEvent.map("street", List.of(1, 2.5, "x")))
            .with("/data/online", -1)
            .with("/data/lines/0/colour", List.of());

    assertThat(parse(event.json()).events()).containsExactly(expected(EventType.ORDER_PAID));
  }

  @Test
  void absentOptionalMembers_haveTheirDefaults() throws Exception {
    assertThat(
            parse(WireEvent.of("guchang.audience.liked").with("/data", WireEvent.map()).json())
                .events())
        .containsExactly(new Event.AudienceCounted(ORIGIN, Counter.LIKED, 1, 0, null));
    assertThat(parse(WireEvent.of("guchang.audience.liked").without("/data").json()).events())
        .containsExactly(new Event.AudienceCounted(ORIGIN, Counter.LIKED, 1, 0, null));
    assertThat(
            parse(
                    WireEvent.of("guchang.audience.snapshot")
                        .with("/data", WireEvent.map("views", 5))
                        .json())
                .events())
        .containsExactly(new AudienceSnapshot(ORIGIN, -1, 5, -1, -1, -1));
    assertThat(parse(WireEvent.paid().with("/data/buyer", null).json()).events())
        .containsExactly(new Event.OrderPaid(ORIGIN, "o-1", 0, 3980, LINES));
    assertThat(parse(WireEvent.of("guchang.order.refunded").without("/data/lines").json()).events())
        .containsExactly(new Event.OrderRefunded(ORIGIN, "o-1", "r-1", 3980, List.of()));
  }

  @Test
  void batch_keepsItsOrderAndNamesWhatItRefuses() throws Exception {
    byte[] body =
        WireEvent.batch(
            WireEvent.paid(),
            WireEvent.paid().with("/id", "e-2").with("/data/amountFen", -1),
            WireEvent.of("guchang.webhook.test"),
            WireEvent.of("guchang.session.ended"),
            WireEvent.paid().without("/id"));
    String json = new String(body, UTF_8).replaceFirst("]$", ",7,[]]");

    ParsedDelivery parsed =
        format.parse(json.getBytes(UTF_8), NativeMedia.BATCHED, Acme.reporter());

    assertThat(parsed.batch()).isTrue();
    assertThat(parsed.events())
        .containsExactly(expected(EventType.ORDER_PAID), expected(EventType.SESSION_ENDED));
    assertThat(List.of(parsed.position(0), parsed.position(1))).containsExactly(0, 3);
    assertThat(parsed.tests()).isEqualTo(1);
    assertThat(parsed.refusals()).extracting(Refusal::index).containsExactly(1, 4, 5, 6);
    assertThat(parsed.refusals()).extracting(Refusal::id).containsExactly("e-2", null, null, null);
    assertThat(parsed.refusals())
        .extracting(r -> r.faults().get(0).pointer())
        .containsExactly("/data/amountFen", "/id", "", "");
  }

  @Test
  void emptyBatch_isABatch() throws Exception {
    ParsedDelivery parsed =
        format.parse("[]".getBytes(UTF_8), NativeMedia.BATCHED, Acme.reporter());

    assertThat(parsed.events()).isEmpty();
    assertThat(parsed.refusals()).isEmpty();
  }

  @Test
  void batchOfTheLimit_isRead_oneMoreIsNot() throws Exception {
    WireEvent[] hundred = new WireEvent[100];
    java.util.Arrays.setAll(hundred, i -> WireEvent.paid().with("/id", "e-" + i));
    WireEvent[] more = java.util.Arrays.copyOf(hundred, 101);
    more[100] = WireEvent.paid();

    assertThat(
            format.parse(WireEvent.batch(hundred), NativeMedia.BATCHED, Acme.reporter()).events())
        .hasSize(100);
    assertThatExceptionOfType(UnreadableDelivery.class)
        .isThrownBy(() -> format.parse(WireEvent.batch(more), NativeMedia.BATCHED, Acme.reporter()))
        .withMessageContaining("more than 100 events")
        .satisfies(e -> assertThat(e.kind()).isEqualTo(UnreadableDelivery.Kind.TOO_MANY_EVENTS));
  }

  @Test
  void byteOrderMark_isPassedOver() throws Exception {
    assertThat(parse("\uFEFF" + WireEvent.paid().json()).events()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`` | a JSON object",
        "` ` | a JSON object",
        "hello | not JSON",
        "{\"id\": | not JSON",
        "{\"id\":\"x\" | not JSON",
        "{'id':'x'} | not JSON",
        "{\"a\":01} | not JSON",
        "{\"a\":NaN} | not JSON",
        "{\"a\":1,} | not JSON",
        "{\"a\":\"\t\"} | not JSON",
        "{\"a\":\"\\x\"} | not JSON",
        "[{} | not JSON",
        "7 | a JSON object",
        "\"text\" | a JSON object",
        "null | a JSON object",
        "{} | /specversion is required",
        "{\"specversion\":\"0.3\"} | /specversion must be",
        "{\"specversion\":1.0} | /specversion must be text",
        "{\"specversion\":\"1.0\"} | /id is required",
        "{\"specversion\":\"1.0\",\"id\":\"\"} | /id is required",
        "{\"specversion\":\"1.0\",\"id\":\"1\"} | /source is required",
        "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"x\"} | /type is required"
      })
  void whatIsNoCloudEvent_isRefusedAsAWhole(String body, String says) {
    malformed(body.getBytes(UTF_8), NativeMedia.EITHER, says);
  }

  @Test
  void somethingAfterTheEnd_isRefused() {
    String json = WireEvent.paid().json();

    malformed((json + json).getBytes(UTF_8), NativeMedia.EITHER, "after the end");
    malformed((json + " ]").getBytes(UTF_8), NativeMedia.EITHER, "not JSON");
    malformed("[] []".getBytes(UTF_8), NativeMedia.EITHER, "after the end");
  }

  @Test
  void shapeOtherThanAnnounced_isRefusedWithTheRightType() {
    malformed(
        WireEvent.batch(WireEvent.paid()),
        NativeMedia.STRUCTURED,
        "application/cloudevents-batch+json");
    malformed(WireEvent.paid().bytes(), NativeMedia.BATCHED, "application/cloudevents+json");
  }

  @Test
  void otherEncodings_areRefused() {
    String json = WireEvent.of("guchang.comment.posted").json();

    malformed(json.getBytes(UTF_16LE), NativeMedia.EITHER, "not UTF-8");
    malformed(
        json.getBytes(java.nio.charset.Charset.forName("GBK")),
        NativeMedia.EITHER,
        "not UTF-8, at byte");
    malformed("{\0}\0".getBytes(UTF_8), NativeMedia.EITHER, "not UTF-8");
  }

  @Test
  void nestingOf32_isRead_of33IsNot() throws Exception {
    String deep = "[".repeat(31) + "]".repeat(31);
    String json = WireEvent.paid().json();

    assertThat(parse("{\"x\":" + deep + "," + json.substring(1)).events()).hasSize(1);
    malformed(
        ("{\"x\":[" + deep + "]," + json.substring(1)).getBytes(UTF_8),
        NativeMedia.EITHER,
        "nesting depth");
  }

  private ParsedDelivery parse(String json) throws UnreadableDelivery {
    return format.parse(json.getBytes(UTF_8), NativeMedia.EITHER, Acme.reporter());
  }

  private void malformed(byte[] body, NativeMedia media, String says) {
    assertThatExceptionOfType(UnreadableDelivery.class)
        .isThrownBy(() -> format.parse(body, media, Acme.reporter()))
        .withMessageContaining(says)
        .withMessageNotContaining("Stream")
        .satisfies(e -> assertThat(e.kind()).isEqualTo(UnreadableDelivery.Kind.MALFORMED));
  }
}
