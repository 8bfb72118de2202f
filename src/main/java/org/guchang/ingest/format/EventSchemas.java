package org.guchang.ingest.format;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * JSON Schemas (draft 2020-12, the dialect of OpenAPI 3.1) of the native format, made from the
 * {@link Rules} that the parser checks with; trees of maps and lists, by the name each has below
 * {@code #/components/schemas}.
 *
 * <p>What no schema can say is said in the descriptions: sums of lines, what the catalog knows,
 * times ahead of the clock, and what is no part of JSON's data model (members given twice, {@code
 * 1.0} for {@code 1}, half a surrogate pair).
 */
public final class EventSchemas {
  public static final String EVENT = "Event";
  public static final String BATCH = "EventBatch";
  private static final String REF = "#/components/schemas/";

  /**
   * What one line of text does not hold. Said as what does not match: in several languages' regular
   * expressions {@code $} also matches before a line break that ends the text.
   */
  private static final String CONTROLS = "[\\x00-\\x1f\\x7f-\\x9f]";

  private static final String CONTROLS_BUT_LAYOUT = "[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f]";

  /** A media type that ends in json, before any parameters; or nothing. */
  /** A dollar sign would also be found before a line separator. */
  private static final String END = "(?![\\s\\S])";

  private static final String JSON_MEDIA =
      "^" + END + "|^[^;]*[/+][jJ][sS][oO][nN] *(;|" + END + ")";

  private static final String DATE = "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])";
  private static final String CLOCK =
      "T([01][0-9]|2[0-3]):[0-5][0-9]:([0-5][0-9]|60)(\\.[0-9]{1,9})?";

  /** Not -00:00, which RFC 3339 reserves for a zone that is not known. */
  private static final String ZONE =
      "([Zz]|\\+(0[0-9]|1[0-8]):[0-5][0-9]|-((0[1-9]|1[0-8]):[0-5][0-9]|00:(0[1-9]|[1-5][0-9])))"
          + END;

  private static final String ADD_UP =
      "; the amountFen of all lines add up to the amountFen beside them, their quantities to at most "
          + ValueReader.MAX_NUMBER;

  private EventSchemas() {}

  /**
   * @param maxEvents most events of a batch
   */
  public static Map<String, Object> all(int maxEvents) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put(EVENT, event());
    all.put(BATCH, batch(maxEvents));
    for (EventType type : EventType.values()) {
      all.put(nameOf(type), ofType(type));
    }
    for (long least : new long[] {Rules.LINES.least(), Rules.REFUND_LINES.least()}) {
      all.put(lineName(least), line(least));
    }
    Rules.ATTRIBUTES.forEach(
        member -> {
          if (member.field() != Field.TYPE) {
            all.put(attributeName(member), attribute(member));
          }
        });
    all.put(attributeName(Rules.SUBJECT_IF_ANY) + "IfAny", attribute(Rules.SUBJECT_IF_ANY));
    return all;
  }

  /** The name of a type's schema, e.g. {@code OrderPaid}. */
  public static String nameOf(EventType type) {
    return Arrays.stream(type.name().split("_", -1))
        .map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
        .collect(Collectors.joining());
  }

  private static Map<String, Object> event() {
    Map<String, Object> byType = new LinkedHashMap<>();
    for (EventType type : EventType.values()) {
      byType.put(type.wireName(), REF + nameOf(type));
    }
    return map(
        "description",
        "One CloudEvent 1.0 in JSON, of one of the types below. Members that are not named are passed over. A member may"
            + " be there only once, texts may not hold half a surrogate pair, and whole numbers are written without"
            + " fraction and exponent. null is the same as absent.",
        "oneOf",
        Arrays.stream(EventType.values()).map(type -> ref(nameOf(type))).toList(),
        "discriminator",
        map("propertyName", Field.TYPE.wireName, "mapping", byType));
  }

  private static Map<String, Object> batch(int maxEvents) {
    return map(
        "description",
        "Several events. Each is judged by itself: those that are refused are named in the receipt, the others are counted.",
        "type",
        "array",
        "maxItems",
        maxEvents,
        "items",
        ref(EVENT));
  }

  private static Map<String, Object> ofType(EventType type) {
    DataRules rules = type.rules();
    List<String> required = new ArrayList<>();
    Map<String, Object> properties = new LinkedHashMap<>();
    for (Member member : Rules.ATTRIBUTES) {
      boolean ifAny = !type.needsOrigin() && (isSubject(member) || isTime(member));
      if (member.required() && !ifAny) {
        required.add(member.name());
      }
      properties.put(
          member.name(),
          member.field() == Field.TYPE
              ? map("type", "string", "const", type.wireName())
              : ref(attributeName(member) + (ifAny && isSubject(member) ? "IfAny" : "")));
    }
    if (!type.needsOrigin()) {
      properties.put(Rules.TIME.name(), map("anyOf", List.of(ref("EventTime"), nothing())));
    }
    if (!rules.mayBeAbsent()) {
      required.add(Field.DATA.wireName);
    }
    properties.put(Field.DATA.wireName, data(rules));
    properties.put(Field.DATA_BASE64.wireName, nothing());
    return map(
        "description",
        rules.what().en(),
        "type",
        "object",
        "required",
        required,
        "properties",
        properties,
        "examples",
        List.of(EventExamples.of(type)));
  }

  private static Map<String, Object> data(DataRules rules) {
    Map<String, Object> schema = members(rules.members());
    if (rules.mayBeAbsent()) {
      schema.put("type", List.of("object", "null"));
    }
    if (rules.needsOne()) {
      schema.put("description", "At least one of these figures.");
      schema.put(
          "anyOf",
          rules.members().stream()
              .map(
                  m ->
                      map(
                          "required",
                          List.of(m.name()),
                          "properties",
                          map(m.name(), map("type", "integer"))))
              .toList());
    }
    return schema;
  }

  private static Map<String, Object> line(long least) {
    Member quantity = Rules.LINE_QUANTITY;
    Member atLeast = new Member(quantity.field(), true, least, quantity.what(), quantity.example());
    Map<String, Object> schema =
        members(
            Rules.LINE.stream().map(m -> m.name().equals(quantity.name()) ? atLeast : m).toList());
    schema.put(
        "description",
        least == 0
            ? "One product of a refund; a line of no units is money back for goods that are kept."
            : "One product of an order. Discounts are spread over the lines, freight is a line of its own.");
    return schema;
  }

  private static Map<String, Object> members(List<Member> members) {
    Map<String, Object> properties = new LinkedHashMap<>();
    members.forEach(member -> properties.put(member.name(), value(member)));
    Map<String, Object> schema = map("type", "object");
    List<String> required = members.stream().filter(Member::required).map(Member::name).toList();
    if (!required.isEmpty()) {
      schema.put("required", required);
    }
    if (!properties.isEmpty()) {
      schema.put("properties", properties);
    }
    return schema;
  }

  private static Map<String, Object> attribute(Member member) {
    Map<String, Object> schema = value(member);
    switch (member.field()) {
      case SPECVERSION -> schema.put("const", member.example());
      case DATACONTENTTYPE -> schema.put("pattern", JSON_MEDIA);
      case SOURCE ->
          schema.put("description", member.what().en() + "; one that this partner may report on");
      case SUBJECT ->
          schema.put(
              "description",
              member.what().en()
                  + "; of the operator's catalog, and one that this partner may report on");
      default -> {}
    }
    schema.put("examples", List.of(member.example()));
    return schema;
  }

  private static Map<String, Object> value(Member member) {
    Field field = member.field();
    Map<String, Object> schema = map("description", member.what().en());
    switch (field.kind) {
      case ID, TEXT -> {
        schema.put("type", member.required() ? "string" : List.of("string", "null"));
        if (member.required()) {
          schema.put("minLength", 1);
        }
        schema.put("maxLength", field.limit);
        schema.put(
            "not",
            map(
                "type",
                "string",
                "pattern",
                field.kind == Field.Kind.ID ? CONTROLS : CONTROLS_BUT_LAYOUT));
      }
      case COUNT -> {
        schema.put("type", member.required() ? "integer" : List.of("integer", "null"));
        schema.put("minimum", member.least());
        schema.put("maximum", ValueReader.MAX_NUMBER);
      }
      case LINES -> {
        schema.put("description", member.what().en() + ADD_UP);
        schema.put("type", member.required() ? "array" : List.of("array", "null"));
        if (member.required()) {
          schema.put("minItems", 1);
        }
        schema.put("maxItems", Field.MAX_LINES);
        schema.put("items", ref(lineName(member.least())));
      }
      case TIME -> {
        schema.put(
            "description",
            "when it happened, to the second or finer, with its zone; not before 2000-01-01, and not further ahead of"
                + " the server's clock than it tolerates");
        schema.put("type", "string");
        schema.put("format", "date-time");
        schema.put("pattern", DATE + CLOCK + ZONE);
        schema.put("not", map("type", "string", "pattern", CONTROLS));
      }
      case MEMBERS, PRESENCE -> throw new IllegalStateException(member.name() + " has no rule");
    }
    return schema;
  }

  private static String lineName(long least) {
    return least == 0 ? "RefundLine" : "OrderLine";
  }

  private static boolean isSubject(Member member) {
    return member.field() == Field.SUBJECT;
  }

  private static boolean isTime(Member member) {
    return member.field() == Field.TIME;
  }

  private static String attributeName(Member member) {
    String name = member.name();
    return "Event" + Character.toUpperCase(name.charAt(0)) + name.substring(1);
  }

  private static Map<String, Object> nothing() {
    return map("type", "null");
  }

  private static Map<String, Object> ref(String name) {
    return map("$ref", REF + name);
  }

  private static Map<String, Object> map(Object... pairs) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      map.put((String) pairs[i], pairs[i + 1]);
    }
    return map;
  }
}
