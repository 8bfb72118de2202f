package org.guchang.ingest.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.guchang.ingest.Acme;
import org.jspecify.annotations.Nullable;

/**
 * The published schemas and the parser say the same of every event, but for what their descriptions
 * name: sums, the catalog, the clock, and what is no part of JSON's data model.
 */
final class SchemaAgreementTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MAX_EVENTS = 100;

  /** Reasons that no schema can give. */
  private static final Pattern BEYOND_SCHEMAS =
      Pattern.compile(
          "add up to|units together|is no platform|is no session|may not report on|before 2000-01-01|ahead of");

  private final NativeFormat format =
      new NativeFormat(Acme.settings().limits(), new PersonHash(Acme.PRIVACY_KEY));
  private final JsonSchema schema = eventSchema();

  /** A change of one place; a null change takes it out. */
  record Change(String pointer, boolean remove, @Nullable Object value) {}

  @Property(tries = 3000, edgeCases = EdgeCasesMode.NONE)
  void changedEvents_areJudgedAlike(@ForAll EventType type, @ForAll("changes") List<Change> changes)
      throws Exception {
    WireEvent event = WireEvent.of(type.wireName());
    changes.forEach(change -> apply(change, event));

    assertJudgedAlike(event.json());
  }

  @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
  void inventedData_isJudgedAlike(
      @ForAll EventType type, @ForAll("members") Map<String, Object> members) throws Exception {
    assertJudgedAlike(WireEvent.of(type.wireName()).with("/data", members).json());
  }

  @Example
  void examples_areAcceptedByBoth() throws Exception {
    for (EventType type : EventType.values()) {
      String json = JSON.writeValueAsString(EventExamples.of(type));
      assertThat(refusals(json)).as(json).isEmpty();
      assertThat(schema.validate(JSON.readTree(json))).as(json).isEmpty();
    }
  }

  @Example
  void whatIsNoPartOfJsonsDataModel_isRefusedAllTheSame() throws Exception {
    String good = WireEvent.paid().json();
    for (String json :
        List.of(
            good.replace("\"amountFen\":3980", "\"amountFen\":3980.0"),
            good.replace("\"amountFen\":3980", "\"amountFen\":3980,\"amountFen\":3980"),
            good.replace("o-1", "\\ud83c"))) {
      assertThat(json).isNotEqualTo(good);
      assertThat(schema.validate(JSON.readTree(json))).isEmpty();
      assertThat(refusals(json)).isNotEmpty();
    }
  }

  @Example
  void aFaultOfAnAttribute_hidesNoneOfTheData() throws Exception {
    String json =
        WireEvent.of(EventType.AUDIENCE_SNAPSHOT.wireName())
            .with("/source", "elsewhere")
            .without("/data")
            .json();

    assertThat(refusals(json)).extracting(Fault::pointer).containsExactly("/source", "/data");
    assertJudgedAlike(json);
  }

  @Example
  void everyMemberThatIsRead_isInASchema() throws Exception {
    String written = JSON.writeValueAsString(EventSchemas.all(MAX_EVENTS));
    for (Field field : Field.values()) {
      assertThat(written).contains("\"" + field.wireName + "\":{");
    }
  }

  private void assertJudgedAlike(String json) throws Exception {
    JsonNode event = JSON.readTree(json);
    List<Fault> expressible =
        refusals(json).stream().filter(f -> !BEYOND_SCHEMAS.matcher(f.reason()).find()).toList();

    assertThat(schema.validate(event).isEmpty())
        .as("schema: %s%nparser: %s%n%s", schema.validate(event), expressible, json)
        .isEqualTo(expressible.isEmpty());
  }

  private List<Fault> refusals(String json) throws UnreadableDelivery {
    ParsedDelivery parsed =
        format.parse(("[" + json + "]").getBytes(UTF_8), NativeMedia.BATCHED, Acme.reporter());
    List<Fault> faults = new ArrayList<>();
    parsed.refusals().forEach(refusal -> faults.addAll(refusal.faults()));
    return faults;
  }

  private static JsonSchema eventSchema() {
    Map<String, Object> document =
        Map.of(
            "$ref",
            "#/components/schemas/" + EventSchemas.EVENT,
            "components",
            Map.of("schemas", EventSchemas.all(MAX_EVENTS)));
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
        .getSchema(
            JSON.valueToTree(document),
            SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build());
  }

  private static void apply(Change change, WireEvent event) {
    try {
      if (change.remove()) {
        event.without(change.pointer());
      } else {
        event.with(change.pointer(), change.value());
      }
    } catch (ClassCastException
        | IndexOutOfBoundsException
        | NullPointerException
        | NumberFormatException
        | UnsupportedOperationException e) {
      // an earlier change took the place away in which this one would be, or put a constant there
    }
  }

  @Provide
  static Arbitrary<List<Change>> changes() {
    return Combinators.combine(
            pointers(), Arbitraries.integers().between(0, 9).map(n -> n == 0), values())
        .as(Change::new)
        .list()
        .ofMaxSize(3);
  }

  @Provide
  static Arbitrary<Map<String, Object>> members() {
    Arbitrary<String> names =
        Arbitraries.of(Field.values())
            .filter(field -> field.pointer.startsWith("/data/"))
            .map(field -> field.wireName);
    return Arbitraries.maps(names, values().map(value -> value == null ? "" : value)).ofMaxSize(8);
  }

  private static Arbitrary<String> pointers() {
    List<String> pointers = new ArrayList<>();
    for (Field field : Field.values()) {
      pointers.add(field.pointer);
    }
    for (String member : List.of("sku", "name", "quantity", "amountFen", "any")) {
      pointers.add("/data/lines/0/" + member);
    }
    pointers.addAll(List.of("/data/lines/1", "/data/any", "/any"));
    return Arbitraries.of(pointers);
  }

  private static Arbitrary<@Nullable Object> values() {
    return Arbitraries.frequencyOf(
        Tuple.of(4, Arbitraries.of(oddities()).map(box -> box.get(0))),
        Tuple.of(2, texts().map(Object.class::cast)),
        Tuple.of(2, Arbitraries.of(TIMES).map(Object.class::cast)),
        Tuple.of(1, lines().map(Object.class::cast)));
  }

  /** Boxed, as some are null. */
  private static List<List<@Nullable Object>> oddities() {
    List<List<@Nullable Object>> boxes = new ArrayList<>();
    boxes.add(Collections.singletonList(null));
    for (Object value :
        List.of(
            "",
            " ",
            "1.0",
            "1",
            true,
            List.of(),
            Map.of(),
            List.of(1),
            0,
            -1,
            1,
            3980,
            1.5,
            ValueReader.MAX_NUMBER,
            ValueReader.MAX_NUMBER + 1,
            BigInteger.TEN.pow(30),
            BigInteger.TEN.pow(30).negate(),
            "application/json",
            "text/x+JSON ; charset=utf-8",
            " application/json ",
            "json",
            "/json",
            "a;b/json",
            "a/json\u3000",
            "a/json;\u2028",
            "taobao",
            "kuaishou",
            "wenshui-0516",
            Acme.SESSION,
            "guchang.order.paid",
            "guchang.x")) {
      boxes.add(List.of(value));
    }
    return boxes;
  }

  private static Arbitrary<String> texts() {
    Arbitrary<Integer> lengths =
        Arbitraries.of(1, 2, 63, 64, 65, 99, 100, 101, 127, 128, 129, 499, 500, 501);
    Arbitrary<String> fill = Arbitraries.of("x", "é", "谷", "🍎");
    Arbitrary<String> end =
        Arbitraries.of(
            "", "\n", "\r", "\t", "\0", "\u001f", "\u007f", "\u0085", "\u009f", "\u00a0", "\u2028");
    return Combinators.combine(lengths, fill, end, Arbitraries.of(true, false))
        .as(
            (length, of, odd, first) -> {
              String rest = of.repeat(odd.isEmpty() ? length : length - 1);
              return first ? odd + rest : rest + odd;
            });
  }

  private static Arbitrary<List<Object>> lines() {
    Object line = WireEvent.map("sku", "s", "quantity", 1, "amountFen", 1);
    Object free = WireEvent.map("sku", "s", "quantity", 0, "amountFen", 0, "name", null);
    Object bad = WireEvent.map("sku", "s", "quantity", 1);
    return Combinators.combine(
            Arbitraries.of(0, 1, 2, 199, 200, 201), Arbitraries.of(line, free, bad))
        .as(Collections::nCopies);
  }

  private static final List<String> TIMES =
      List.of(
          "2020-05-16T20:31:07+08:00",
          "2020-05-16T20:31:07z",
          "2020-05-16t20:31:07Z",
          "2020-05-16 20:31:07Z",
          "2020-05-16T20:31:07.123456789+08:00",
          "2020-05-16T20:31:07.1234567890Z",
          "2020-05-16T20:31:07.Z",
          "2020-05-16T20:31:07,1Z",
          "2020-05-16T20:31:07-00:00",
          "2020-05-16T20:31:07-00:30",
          "2020-05-16T20:31:07+00:00",
          "2020-05-16T20:31:07+18:00",
          "2020-05-16T20:31:07+18:30",
          "2020-05-16T20:31:07-18:59",
          "2020-05-16T20:31:07+19:00",
          "2020-05-16T20:31:07+08:60",
          "2020-05-16T20:31:07+0800",
          "2020-05-16T20:31:07+08",
          "2020-05-16T20:31Z",
          "2020-05-16",
          "2020-05-16T24:00:00Z",
          "2020-05-16T20:60:00Z",
          "2020-05-16T20:31:61Z",
          "2016-12-31T23:59:60Z",
          "2017-01-01T07:59:60+08:00",
          "2020-05-16T20:31:60Z",
          "2020-02-29T00:00:00Z",
          "2019-02-29T00:00:00Z",
          "2020-04-31T00:00:00Z",
          "2020-13-01T00:00:00Z",
          "2020-00-01T00:00:00Z",
          "1999-12-31T23:59:59Z",
          "0000-01-01T00:00:00Z",
          "9999-12-31T23:59:59Z",
          "2020-05-16T20:31:07Z\n",
          " 2020-05-16T20:31:07Z");
}
