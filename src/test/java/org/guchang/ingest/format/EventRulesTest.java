package org.guchang.ingest.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.guchang.ingest.format.WireEvent.map;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.guchang.ingest.Acme;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules of each field: every refusal beside the nearest thing that is accepted. */
final class EventRulesTest {
  private static final long MAX = 9_007_199_254_740_991L;
  private static final String PAID = "guchang.order.paid";
  private static final String REFUNDED = "guchang.order.refunded";
  private static final String LIKED = "guchang.audience.liked";
  private static final String COMMENT = "guchang.comment.posted";
  private static final String GIVEAWAY = "guchang.giveaway.awarded";
  private static final String STOCKED = "guchang.product.stocked";

  private final NativeFormat format =
      new NativeFormat(Acme.settings().limits(), new PersonHash(Acme.PRIVACY_KEY));

  /** type, pointer, good value, bad value, words of the reason. */
  static Stream<Arguments> texts() {
    return Stream.of(
        arguments(PAID, "/id", "é".repeat(128), "é".repeat(129), "at most 128"),
        arguments(PAID, "/id", "a b", "a\nb", "control characters (U+000A)"),
        arguments(PAID, "/data/orderId", "🍎".repeat(128), "🍎".repeat(129), "at most 128"),
        arguments(PAID, "/data/orderId", "x", "x".repeat(1000), "at most 128"),
        arguments(PAID, "/data/orderId", "0", 0, "text in double quotes, not a number"),
        arguments(PAID, "/data/orderId", "o", "", "is required"),
        arguments(PAID, "/data/orderId", "o", null, "is required"),
        arguments(PAID, "/data/orderId", "o", List.of("o"), "not an array"),
        arguments(PAID, "/data/orderId", "o", "o\u0085", "control characters (U+0085)"),
        arguments(PAID, "/data/buyer", "", true, "not true or false"),
        arguments(PAID, "/data/buyer", null, map("id", "b"), "not an object"),
        arguments(REFUNDED, "/data/refundId", "r", null, "is required"),
        arguments(
            "guchang.order.cancelled",
            "/data/reason",
            "r".repeat(500),
            "r".repeat(501),
            "at most 500"),
        arguments(LIKED, "/data/sku", "s".repeat(64), "s".repeat(65), "at most 64"),
        arguments(LIKED, "/data/viewer", "v", "v\0", "control characters (U+0000)"),
        arguments(COMMENT, "/data/nickname", "n".repeat(100), "n".repeat(101), "at most 100"),
        arguments(COMMENT, "/data/nickname", "张", "", "is required"),
        arguments(COMMENT, "/data/text", "评".repeat(500), "评".repeat(501), "at most 500"),
        arguments(COMMENT, "/data/text", "一\n二\t三", "\u0007", "control characters (U+0007)"),
        arguments(GIVEAWAY, "/data/name", "雪耳", null, "is required"),
        arguments(STOCKED, "/data/sku", "s", null, "is required"),
        arguments(
            PAID,
            "/datacontenttype",
            "application/json",
            "application/xml",
            "must be application/json"),
        arguments(
            PAID,
            "/datacontenttype",
            "text/vnd.x+JSON; charset=utf-8",
            "json",
            "must be application/json"),
        arguments(PAID, "/data_base64", null, "e30=", "send the data as a JSON object"));
  }

  static Stream<Arguments> numbers() {
    return Stream.of(
        arguments(GIVEAWAY, "/data/quantity", 1, 0, "at least 1"),
        arguments(GIVEAWAY, "/data/quantity", MAX, MAX + 1, "at most 9007199254740991"),
        arguments(
            GIVEAWAY, "/data/quantity", 1, BigInteger.TEN.pow(300), "at most 9007199254740991"),
        arguments(GIVEAWAY, "/data/quantity", 1, -1, "must not be negative"),
        arguments(
            GIVEAWAY,
            "/data/quantity",
            1,
            BigInteger.TEN.pow(300).negate(),
            "must not be negative"),
        arguments(GIVEAWAY, "/data/quantity", 1, 1.5, "whole number"),
        arguments(GIVEAWAY, "/data/quantity", 1, new BigDecimal("1.0"), "whole number"),
        arguments(GIVEAWAY, "/data/quantity", 1, new BigDecimal("1E+1"), "whole number"),
        arguments(GIVEAWAY, "/data/quantity", 1, "1", "leave out the quotes"),
        arguments(GIVEAWAY, "/data/quantity", 1, true, "whole number"),
        arguments(GIVEAWAY, "/data/quantity", 1, null, "is required"),
        arguments(STOCKED, "/data/remaining", 0, null, "is required"),
        arguments(STOCKED, "/data/remaining", 0, -1, "must not be negative"),
        arguments(LIKED, "/data/count", null, 0, "at least 1"),
        arguments("guchang.audience.snapshot", "/data/online", 0, -1, "must not be negative"),
        arguments(
            "guchang.audience.snapshot", "/data/likes", null, "many", "leave out the quotes"));
  }

  static Stream<Arguments> attributes() {
    return Stream.of(
        arguments(PAID, "/source", "kuaishou", "youtube", "is no platform"),
        arguments(PAID, "/source", "kuaishou", "taobao", "may not report on"),
        arguments(PAID, "/subject", Acme.SESSION, "nowhere", "is no session"),
        arguments(PAID, "/subject", Acme.SESSION, Acme.OTHERS_SESSION, "may not report on"),
        arguments(PAID, "/subject", Acme.SESSION, null, "is required"),
        arguments(PAID, "/time", "2000-01-01T00:00:00Z", "1999-12-31T23:59:59Z", "before 2000"),
        arguments(PAID, "/time", "2020-05-16T22:25:00+08:00", "2020-05-16T22:25:01+08:00", "ahead"),
        arguments(PAID, "/time", "2020-05-16T14:20:00Z", "2020-05-16T22:20:00", "RFC 3339"),
        arguments(PAID, "/time", "2020-05-16T14:20:00Z", 1_589_632_267, "RFC 3339"),
        arguments(PAID, "/time", "2020-05-16T14:20:00Z", null, "is required"),
        arguments(PAID, "/type", PAID, "guchang.order.payed", "guchang.order.paid"),
        arguments(LIKED, "/data", map(), List.of(), "must be an object"),
        arguments(LIKED, "/data", null, "{}", "must be an object"));
  }

  static Stream<Arguments> lines() {
    return Stream.of(
        arguments("/data/lines/0/sku", "s".repeat(64), "s".repeat(65), "at most 64"),
        arguments("/data/lines/1/sku", "s", null, "is required"),
        arguments("/data/lines/1/sku", "s", "", "is required"),
        arguments("/data/lines/1/sku", "s", 5, "text in double quotes"),
        arguments("/data/lines/0/name", "n".repeat(100), "n".repeat(101), "at most 100"),
        arguments("/data/lines/0/name", null, 7, "text in double quotes"),
        arguments("/data/lines/0/quantity", 1, 0, "at least 1"),
        arguments("/data/lines/0/quantity", 1, 1.5, "whole number"),
        arguments("/data/lines/0/quantity", 1, null, "is required"),
        arguments("/data/lines/1/amountFen", 1000, null, "is required"),
        arguments("/data/lines/1/amountFen", 1000, "1000", "leave out the quotes"));
  }

  @ParameterizedTest
  @MethodSource({"texts", "numbers", "attributes"})
  void field_isAcceptedOrRefusedByItsRule(
      String type, String pointer, @Nullable Object good, @Nullable Object bad, String says)
      throws Exception {
    assertThat(faults(WireEvent.of(type).with(pointer, good))).isEmpty();
    assertRefused(WireEvent.of(type).with(pointer, bad), pointer, says);
  }

  @ParameterizedTest
  @MethodSource("lines")
  void lineField_isAcceptedOrRefusedByItsRule(
      String pointer, @Nullable Object good, @Nullable Object bad, String says) throws Exception {
    assertThat(faults(WireEvent.paid().with(pointer, good))).isEmpty();
    assertRefused(WireEvent.paid().with(pointer, bad), pointer, says);
  }

  @Test
  void linesMustAddUp_bothSumsAreNamed() throws Exception {
    assertThat(faults(WireEvent.paid().with("/data/amountFen", 3980))).isEmpty();
    assertThat(faults(WireEvent.paid().with("/data/amountFen", 3981)))
        .singleElement()
        .satisfies(
            f -> {
              assertThat(f.pointer()).isEqualTo("/data/lines");
              assertThat(f.reason()).contains("3980", "3981", "freight");
            });
    assertRefused(
        WireEvent.of(REFUNDED).with("/data/amountFen", 1), "/data/lines", "of the refund is 1");
    assertThat(
            faults(
                WireEvent.of(REFUNDED).with("/data/amountFen", 1).with("/data/lines", List.of())))
        .isEmpty();
  }

  @Test
  void sumsBeyondTheLargestNumber_areRefused() throws Exception {
    Object huge = map("sku", "s", "quantity", 1, "amountFen", MAX);
    WireEvent event = WireEvent.paid().with("/data/amountFen", MAX);

    assertThat(faults(event.with("/data/lines", List.of(huge)))).isEmpty();
    assertRefused(
        event.with("/data/lines", List.of(huge, huge)),
        "/data/lines",
        "add up to 18014398509481982");
    assertRefused(
        event.with("/data/lines", Collections.nCopies(200, huge)),
        "/data/lines",
        "add up to 1801439850948198200");

    Object many = map("sku", "s", "quantity", MAX, "amountFen", 0);
    assertRefused(
        event.with("/data/amountFen", 0).with("/data/lines", List.of(many, many)),
        "/data/lines",
        "units together");
  }

  @Test
  void twoHundredLines_areAccepted_oneMoreIsNot() throws Exception {
    Object line = map("sku", "s", "quantity", 1, "amountFen", 1);
    WireEvent event = WireEvent.paid();

    assertThat(
            faults(
                event
                    .with("/data/amountFen", 200)
                    .with("/data/lines", Collections.nCopies(200, line))))
        .isEmpty();
    assertRefused(
        event.with("/data/amountFen", 201).with("/data/lines", Collections.nCopies(201, line)),
        "/data/lines",
        "at most 200");
  }

  @Test
  void orderWithoutLines_isRefused() throws Exception {
    assertRefused(WireEvent.paid().with("/data/lines", List.of()), "/data/lines", "is required");
    assertRefused(WireEvent.paid().without("/data/lines"), "/data/lines", "is required");
    assertRefused(WireEvent.paid().with("/data/lines", map()), "/data/lines", "must be an array");
    assertRefused(
        WireEvent.paid().with("/data/lines", List.of(1)), "/data/lines/0", "must be an object");
  }

  @Test
  void refundOfMoneyAlone_mayHaveNoUnits() throws Exception {
    assertThat(faults(WireEvent.of(REFUNDED).with("/data/lines/0/quantity", 0))).isEmpty();
  }

  @Test
  void snapshotMustTellSomething() throws Exception {
    String snapshot = "guchang.audience.snapshot";

    assertThat(faults(WireEvent.of(snapshot).with("/data", map("comments", 0)))).isEmpty();
    assertRefused(
        WireEvent.of(snapshot).with("/data", map("online", null)), "/data", "at least one figure");
    assertRefused(WireEvent.of(snapshot).without("/data"), "/data", "at least one figure");
  }

  @Test
  void wrongFieldOfAnotherType_isPassedOver() throws Exception {
    assertThat(faults(WireEvent.of(LIKED).with("/data/lines", "x").with("/data/amountFen", -1)))
        .isEmpty();
    assertThat(faults(WireEvent.of("guchang.session.started").with("/data/orderId", 7))).isEmpty();
  }

  @Test
  void everyFaultOfAnEvent_isTold() throws Exception {
    WireEvent event =
        WireEvent.paid()
            .with("/subject", "nowhere")
            .with("/data/orderId", 1)
            .with("/data/amountFen", 1.5);

    assertThat(faults(event))
        .extracting(Fault::pointer)
        .containsExactly("/subject", "/data/orderId", "/data/amountFen");
  }

  @ParameterizedTest
  @MethodSource("duplicates")
  void memberGivenTwice_isRefused(String find, String replace, String pointer) throws Exception {
    String json = WireEvent.paid().json();
    assertThat(json).contains(find);

    List<Fault> faults = faults(("[" + json.replace(find, replace) + "]").getBytes(UTF_8));

    assertThat(faults).extracting(Fault::pointer).contains(pointer);
    assertThat(faults)
        .extracting(Fault::reason)
        .anySatisfy(r -> assertThat(r).contains("there twice"));
  }

  static Stream<Arguments> duplicates() {
    return Stream.of(
        arguments("\"id\":\"e-1\"", "\"id\":\"e-1\",\"id\":\"e-1\"", "/id"),
        arguments("\"id\":\"e-1\"", "\"id\":null,\"id\":\"e-1\"", "/id"),
        arguments("\"subject\":", "\"subject\":\"x\",\"subject\":", "/subject"),
        arguments("\"amountFen\":3980", "\"amountFen\":3980,\"amountFen\":0", "/data/amountFen"),
        arguments("\"quantity\":2", "\"quantity\":2,\"quantity\":3", "/data/lines/0/quantity"),
        arguments("\"quantity\":2", "\"quantity\":null,\"quantity\":2", "/data/lines/0/quantity"),
        arguments("\"data\":", "\"data\":{},\"data\":", "/data"),
        arguments("\"lines\":", "\"lines\":[],\"lines\":", "/data/lines"));
  }

  @Test
  void halfASurrogatePair_isRefused_aWholeOneIsNot() throws Exception {
    assertThat(faults(bodyWithOrderId("\\ud83c\\udf4e"))).isEmpty();
    for (String half : List.of("\\ud83c", "\\udf4e", "x\\ud83cx", "\\udf4e\\ud83c")) {
      assertThat(faults(bodyWithOrderId(half)))
          .singleElement()
          .satisfies(f -> assertThat(f.reason()).contains("surrogate"));
    }
  }

  private static byte[] bodyWithOrderId(String escaped) {
    return WireEvent.paid().json().replace("o-1", escaped).getBytes(UTF_8);
  }

  private void assertRefused(WireEvent event, String pointer, String says)
      throws UnreadableDelivery {
    assertThat(faults(event))
        .singleElement()
        .satisfies(
            fault -> {
              assertThat(fault.pointer()).isEqualTo(pointer);
              assertThat(fault.reason()).contains(says);
            });
  }

  /** As an element of a batch, where also a broken envelope is a refusal of one event. */
  private List<Fault> faults(WireEvent event) throws UnreadableDelivery {
    return faults(WireEvent.batch(event));
  }

  private List<Fault> faults(byte[] body) throws UnreadableDelivery {
    ParsedDelivery parsed = format.parse(body, NativeMedia.EITHER, Acme.reporter());
    assertThat(parsed.events().size() + parsed.refusals().size()).isEqualTo(1);
    List<Fault> faults = new ArrayList<>();
    parsed.refusals().forEach(refusal -> faults.addAll(refusal.faults()));
    return faults;
  }
}
