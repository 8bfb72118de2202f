package org.guchang.ingest.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.guchang.event.Event;
import org.guchang.event.Line;
import org.guchang.event.Origin;
import org.guchang.ingest.Acme;
import org.jspecify.annotations.Nullable;

/**
 * Whatever a partner writes: what is valid is read as it was meant, in any order of members;
 * nothing brings the parser down.
 */
final class NativeFormatPropertyTest {
  private static final PersonHash PERSONS = new PersonHash(Acme.PRIVACY_KEY);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSXXX");
  private static final long EARLIEST = 946_684_800_000L;

  private final NativeFormat format = new NativeFormat(Acme.settings().limits(), PERSONS);

  /** An event and the data a partner writes for it. */
  record Written(Event event, Map<String, @Nullable Object> data) {}

  @Property(tries = 1500, edgeCases = EdgeCasesMode.NONE)
  void anyEventInAnyOrderOfMembers_isReadAsItWasMeant(
      @ForAll("written") Written written, @ForAll long seed, @ForAll boolean escape)
      throws Exception {
    byte[] body = mapper(escape).writeValueAsBytes(shuffled(envelope(written), new Random(seed)));

    ParsedDelivery parsed = format.parse(body, NativeMedia.STRUCTURED, Acme.reporter());

    assertThat(parsed.refusals()).isEmpty();
    assertThat(parsed.events()).containsExactly(written.event());
  }

  @Property(tries = 3000, edgeCases = EdgeCasesMode.NONE)
  void changedBytes_areReadOrRefused(
      @ForAll("written") Written written, @ForAll long seed, @ForAll boolean batch)
      throws Exception {
    byte[] body =
        mapper(false).writeValueAsBytes(batch ? List.of(envelope(written)) : envelope(written));

    assertReadOrRefused(mutated(body, new Random(seed)));
  }

  @Property(tries = 2000)
  void anyBytes_areReadOrRefused(@ForAll byte[] body) {
    assertReadOrRefused(body);
  }

  @Property(tries = 2000)
  void anyJson_isReadOrRefused(@ForAll("json") String json) {
    assertReadOrRefused(json.getBytes(UTF_8));
  }

  private void assertReadOrRefused(byte[] body) {
    try {
      ParsedDelivery parsed = format.parse(body, NativeMedia.EITHER, Acme.reporter());
      parsed.refusals().forEach(refusal -> assertThat(refusal.faults()).isNotEmpty());
    } catch (UnreadableDelivery e) {
      assertThat(e).hasMessageNotContaining("Exception");
    }
  }

  private static byte[] mutated(byte[] body, Random random) {
    byte[] changed =
        random.nextInt(4) == 0 ? Arrays.copyOf(body, random.nextInt(body.length)) : body.clone();
    for (int i = random.nextInt(4); i >= 0 && changed.length > 0; i--) {
      changed[random.nextInt(changed.length)] =
          random.nextBoolean()
              ? (byte) random.nextInt()
              : (byte) "{}[]\",:0-.e\\n".charAt(random.nextInt(13));
    }
    return changed;
  }

  private static ObjectMapper mapper(boolean escape) {
    return new ObjectMapper(
        JsonFactory.builder().configure(JsonWriteFeature.ESCAPE_NON_ASCII, escape).build());
  }

  private static Map<String, @Nullable Object> envelope(Written written) {
    Origin origin = written.event().origin();
    return WireEvent.map(
        "specversion", "1.0",
        "id", origin.id(),
        "source", origin.platform(),
        "subject", origin.session(),
        "time", TIME.format(Instant.ofEpochMilli(origin.at()).atOffset(ZoneOffset.ofHours(8))),
        "type", EventType.of(written.event()).wireName(),
        "data", written.data());
  }

  private static Object shuffled(Object value, Random random) {
    if (value instanceof Map<?, ?> map) {
      List<Map.Entry<?, ?>> entries = new ArrayList<>(map.entrySet());
      Collections.shuffle(entries, random);
      Map<Object, @Nullable Object> result = new LinkedHashMap<>();
      entries.forEach(
          e ->
              result.put(e.getKey(), e.getValue() == null ? null : shuffled(e.getValue(), random)));
      return result;
    }
    return value instanceof List<?> list
        ? list.stream().map(v -> shuffled(v, random)).toList()
        : value;
  }

  @Provide
  static Arbitrary<Written> written() {
    return Arbitraries.oneOf(orders(), refunds(), audience(), snapshots(), comments(), others());
  }

  private static Arbitrary<Origin> origins() {
    return Combinators.combine(
            Arbitraries.of("douyin", "kuaishou"),
            ids(128),
            Arbitraries.longs().between(EARLIEST, Acme.NOW + 300_000))
        .as((platform, id, at) -> new Origin(Acme.SESSION, platform, id, at));
  }

  private static Arbitrary<Written> orders() {
    return Combinators.combine(
            origins(),
            ids(128),
            ids(128).injectNull(0.3),
            lines(1),
            Arbitraries.integers().between(0, 2))
        .as(
            (origin, orderId, buyer, lines, kind) -> {
              long amount = lines.stream().mapToLong(Line::amountFen).sum();
              long hash = buyer == null ? 0 : PERSONS.of(origin.platform(), buyer);
              Map<String, @Nullable Object> data =
                  WireEvent.map(
                      "orderId",
                      orderId,
                      "buyer",
                      buyer,
                      "amountFen",
                      amount,
                      "lines",
                      wire(lines));
              return new Written(
                  kind == 0
                      ? new Event.OrderPaid(origin, orderId, hash, amount, lines)
                      : kind == 1
                          ? new Event.OrderPlaced(origin, orderId, hash, amount, lines)
                          : new Event.OrderChanged(origin, orderId, hash, amount, lines),
                  data);
            });
  }

  private static Arbitrary<Written> refunds() {
    return Combinators.combine(origins(), ids(128), ids(128), lines(0), counts(0))
        .as(
            (origin, orderId, refundId, lines, money) -> {
              long amount =
                  lines.isEmpty() ? money : lines.stream().mapToLong(Line::amountFen).sum();
              return new Written(
                  new Event.OrderRefunded(origin, orderId, refundId, amount, lines),
                  WireEvent.map(
                      "orderId",
                      orderId,
                      "refundId",
                      refundId,
                      "amountFen",
                      amount,
                      "lines",
                      wire(lines)));
            });
  }

  private static Arbitrary<Written> audience() {
    Arbitrary<Event.Counter> whats =
        Arbitraries.of(Event.Counter.class).filter(counter -> counter != Event.Counter.COMMENTED);
    return Combinators.combine(
            origins(), whats, counts(1), ids(128).injectNull(0.5), ids(64).injectNull(0.5))
        .as(
            (origin, what, count, viewer, sku) ->
                new Written(
                    new Event.AudienceCounted(
                        origin,
                        what,
                        count,
                        viewer == null ? 0 : PERSONS.of(origin.platform(), viewer),
                        sku),
                    WireEvent.map("count", count, "viewer", viewer, "sku", sku)));
  }

  private static Arbitrary<Written> snapshots() {
    Arbitrary<Long> figures = counts(0).injectNull(0.3);
    return Combinators.combine(origins(), counts(0), figures, figures, figures, figures)
        .as(
            (origin, views, online, likes, follows, comments) ->
                new Written(
                    new Event.AudienceSnapshot(
                        origin,
                        known(online),
                        views,
                        known(likes),
                        known(follows),
                        known(comments)),
                    WireEvent.map(
                        "online",
                        online,
                        "views",
                        views,
                        "likes",
                        likes,
                        "follows",
                        follows,
                        "comments",
                        comments)));
  }

  private static Arbitrary<Written> comments() {
    return Combinators.combine(origins(), ids(100), ids(500))
        .as(
            (origin, nickname, text) ->
                new Written(
                    new Event.CommentPosted(origin, Nickname.mask(nickname), Contacts.masked(text)),
                    WireEvent.map("nickname", nickname, "text", text)));
  }

  private static Arbitrary<Written> others() {
    return Combinators.combine(origins(), ids(64), counts(1), Arbitraries.integers().between(0, 4))
        .as(
            (origin, text, number, kind) ->
                switch (kind) {
                  case 0 ->
                      new Written(
                          new Event.OrderCancelled(origin, text),
                          WireEvent.map("orderId", text, "reason", null));
                  case 1 ->
                      new Written(
                          new Event.GiveawayAwarded(origin, text, number),
                          WireEvent.map("name", text, "quantity", number));
                  case 2 ->
                      new Written(
                          new Event.ProductStocked(origin, text, number),
                          WireEvent.map("sku", text, "remaining", number));
                  case 3 -> new Written(new Event.SessionStarted(origin), WireEvent.map());
                  default ->
                      new Written(new Event.SessionEnded(origin), WireEvent.map("any", text));
                });
  }

  private static Arbitrary<List<Line>> lines(int least) {
    return Combinators.combine(
            ids(64),
            ids(100).injectNull(0.5),
            Arbitraries.longs().between(1, 1L << 40),
            Arbitraries.longs().between(0, 1L << 45))
        .as(Line::new)
        .list()
        .ofMinSize(least)
        .ofMaxSize(8);
  }

  private static List<Map<String, @Nullable Object>> wire(List<Line> lines) {
    return lines.stream()
        .map(
            l ->
                WireEvent.map(
                    "sku",
                    l.sku(),
                    "name",
                    l.name(),
                    "quantity",
                    l.quantity(),
                    "amountFen",
                    l.amountFen()))
        .toList();
  }

  /** Text without control characters and halves of surrogate pairs, in code points. */
  private static Arbitrary<String> ids(int longest) {
    Arbitrary<Integer> points =
        Arbitraries.frequencyOf(
            Tuple.of(6, Arbitraries.integers().between(' ', '~')),
            Tuple.of(3, Arbitraries.integers().between(0x4e00, 0x9fff)),
            Tuple.of(1, Arbitraries.integers().between(0xa0, 0xd7ff)),
            Tuple.of(1, Arbitraries.integers().between(0x1f300, 0x1faff)));
    return points
        .list()
        .ofMinSize(1)
        .ofMaxSize(longest)
        .map(
            list ->
                list.stream()
                    .collect(
                        StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString());
  }

  private static Arbitrary<Long> counts(long least) {
    return Arbitraries.longs().between(least, ValueReader.MAX_NUMBER);
  }

  private static long known(@Nullable Long figure) {
    return figure == null ? Event.AudienceSnapshot.UNKNOWN : figure;
  }

  /** Values of any kind in every place. */
  @Provide
  static Arbitrary<String> json() {
    Arbitrary<String> values =
        Arbitraries.of(
            "null",
            "true",
            "0",
            "-1",
            "1.5",
            "1e99",
            "9007199254740992",
            "\"\"",
            "\"x\"",
            "[]",
            "{}",
            "[{}]",
            "{\"lines\":[{\"sku\":[]}]}",
            "{\"lines\":{}}",
            "\"2020-05-16T20:31:07+08:00\"",
            "\"douyin\"",
            "\"1.0\"",
            "\"guchang.order.paid\"",
            "\"jiaocheng-0516\"",
            "{\"orderId\":\"o\",\"amountFen\":0}");
    Arbitrary<String> names =
        Arbitraries.of(
            "specversion", "id", "source", "type", "subject", "time", "data", "data_base64", "x");
    return Combinators.combine(names, values)
        .as((name, value) -> "\"" + name + "\":" + value)
        .list()
        .ofMaxSize(10)
        .map(members -> "{" + String.join(",", members) + "}")
        .list()
        .ofMaxSize(3)
        .map(events -> events.size() == 1 ? events.get(0) : "[" + String.join(",", events) + "]");
  }
}
