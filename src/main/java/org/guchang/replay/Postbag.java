package org.guchang.replay;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.zip.CRC32;

/**
 * Packs events into deliveries: a report of a platform in one, orders alone or a few together, some
 * sent twice.
 */
final class Postbag {
  private static final JsonFactory JSON = new JsonFactory();
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSXXX");

  /**
   * Longest silence that is played, milliseconds; the night before the refunds is nothing to wait
   * for.
   */
  private static final long SILENCE = 10_000;

  /**
   * Most events of one delivery, and how long a partner waits for the next event of it,
   * milliseconds.
   */
  private static final int MOST = 6;

  private static final long GATHERING = 2_000;

  private final Stage stage;
  private final Chance chance;
  private final ZoneOffset zone;

  Postbag(Stage stage) {
    this.stage = stage;
    this.chance = new Chance(stage.script().seed(), "post");
    this.zone = stage.session().startsAt().getOffset();
  }

  /**
   * A delivery before silences are cut. {@code arrival} is milliseconds from the start of the
   * session.
   */
  private record Letter(long arrival, String id, Buffer body, int events) {}

  /** In the order in which they are due. */
  List<ScriptedDelivery> pack(List<ScriptedEvent> events) {
    List<ScriptedEvent> sorted = new ArrayList<>(events);
    sorted.sort(
        Comparator.comparingLong(ScriptedEvent::arrival)
            .thenComparing(ScriptedEvent::platform)
            .thenComparing(ScriptedEvent::id));
    List<Letter> letters = new ArrayList<>();
    for (int from = 0; from < sorted.size(); ) {
      int to = end(sorted, from);
      letters.add(letter(letters.size(), sorted.subList(from, to)));
      from = to;
    }
    for (Letter letter : chance.some(List.copyOf(letters), stage.script().mishaps().retries())) {
      letters.add(
          new Letter(
              letter.arrival() + chance.between(1_500, 25_000),
              letter.id(),
              letter.body(),
              letter.events()));
    }
    letters.sort(Comparator.comparingLong(Letter::arrival).thenComparing(Letter::id));
    return due(letters);
  }

  /** Where the delivery that starts at {@code from} ends. */
  private int end(List<ScriptedEvent> sorted, int from) {
    ScriptedEvent first = sorted.get(from);
    boolean report = first.type().startsWith("audience.");
    int most = report ? MOST : chance.percent(70) ? 1 : 2 + chance.below(MOST - 1);
    int to = from + 1;
    while (to < sorted.size() && to - from < most && together(first, sorted.get(to), report)) {
      to++;
    }
    return to;
  }

  private static boolean together(ScriptedEvent first, ScriptedEvent next, boolean report) {
    return report
        ? next.type().startsWith("audience.")
            && next.platform().equals(first.platform())
            && next.at() == first.at()
        : !next.type().startsWith("audience.") && next.arrival() - first.arrival() <= GATHERING;
  }

  /** It leaves when its last event is in it. */
  private Letter letter(int number, List<ScriptedEvent> events) {
    byte[] body = body(events);
    CRC32 sum = new CRC32();
    sum.update(body);
    // the sum is in the id, so that a changed scenario does not repeat ids with other bodies
    String id =
        String.format(Locale.ROOT, "%s-%06d-%08x", stage.session().id(), number, sum.getValue());
    return new Letter(
        events.get(events.size() - 1).arrival(), id, Buffer.buffer(body), events.size());
  }

  private byte[] body(List<ScriptedEvent> events) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(512 * events.size());
    try (JsonGenerator json = JSON.createGenerator(out)) {
      if (events.size() > 1) {
        json.writeStartArray();
      }
      for (ScriptedEvent event : events) {
        write(json, event);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private void write(JsonGenerator json, ScriptedEvent event) throws IOException {
    json.writeStartObject();
    json.writeStringField("specversion", "1.0");
    json.writeStringField("id", event.id());
    json.writeStringField("source", event.platform());
    json.writeStringField("subject", stage.session().id());
    json.writeStringField("type", "guchang." + event.type());
    json.writeStringField(
        "time", TIME.format(Instant.ofEpochMilli(stage.startMillis() + event.at()).atOffset(zone)));
    json.writeObjectFieldStart("data");
    event.data().write(json);
    json.writeEndObject();
    json.writeEndObject();
  }

  private static List<ScriptedDelivery> due(List<Letter> letters) {
    List<ScriptedDelivery> due = new ArrayList<>(letters.size());
    long cut = letters.isEmpty() ? 0 : letters.get(0).arrival();
    long last = cut;
    for (Letter letter : letters) {
      cut += Math.max(0, letter.arrival() - last - SILENCE);
      last = letter.arrival();
      due.add(
          new ScriptedDelivery(
              letter.arrival() - cut, letter.id(), letter.body(), letter.events()));
    }
    return List.copyOf(due);
  }
}
