package org.guchang.quarantine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.guchang.config.Catalog;
import org.guchang.event.Event;
import org.guchang.ingest.Acme;
import org.guchang.ingest.Formats;
import org.guchang.ingest.format.Clue;
import org.guchang.ingest.format.Hook;
import org.guchang.ingest.format.ParsedDelivery;
import org.guchang.ingest.format.PersonHash;
import org.guchang.ingest.format.Reporter;
import org.guchang.quarantine.PlatformPayloads.Payload;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is kept of a platform's message counts as the message itself, and names nobody. */
final class RedactionOfFormatsTest {
  private final PersonHash persons = new PersonHash(Acme.PRIVACY_KEY);
  private final Redactor redactor = new Redactor(persons);

  static List<Payload> payloads() {
    return PlatformPayloads.all();
  }

  @ParameterizedTest
  @MethodSource("payloads")
  void nothingPersonalIsKept(Payload payload) {
    String kept = kept(payload);

    assertThat(kept).doesNotContain(PlatformPayloads.PERSONAL);
    assertThat(URLDecoder.decode(kept.replaceAll("%(?![0-9A-F]{2})", ""), UTF_8))
        .doesNotContain(PlatformPayloads.PERSONAL);
  }

  @ParameterizedTest
  @MethodSource("payloads")
  void whatIsKeptCountsAsTheMessageItself(Payload payload) throws Exception {
    ParsedDelivery original = reread(payload, payload.json());
    ParsedDelivery again = reread(payload, kept(payload));

    assertThat(original.refusals()).isEmpty();
    assertThat(again.refusals()).isEmpty();
    assertThat(clues(again)).isEqualTo(clues(original));
    assertThat(again.lookups()).isEqualTo(original.lookups());
    assertThat(again.ignored()).isEqualTo(original.ignored());
    assertThat(nobody(events(again))).isEqualTo(nobody(events(original)));
    assertThat(original.ignored()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("payloads")
  void aPersonIsTheSameAsOnEntry(Payload payload) throws Exception {
    String events = events(reread(payload, kept(payload))).toString();

    if (payload.person().isEmpty()) {
      assertThat(events).doesNotContainPattern("(buyer|viewer)=-?[1-9]");
    } else if (events.contains("buyer=") || events.contains("viewer=")) {
      assertThat(events).contains("=" + persons.of(payload.platform(), payload.person()));
    }
  }

  private String kept(Payload payload) {
    String kept =
        redactor.redact(payload.json().getBytes(UTF_8), payload.format(), payload.platform());
    assertThat(kept).isNotNull();
    return String.valueOf(kept);
  }

  private ParsedDelivery reread(Payload payload, String message) throws Exception {
    Catalog.Partner partner =
        new Catalog.Partner(
            "p",
            payload.format(),
            List.of(),
            List.of("*"),
            List.of("*"),
            Acme.SESSION,
            payload.keys());
    Hook hook =
        java.util.Objects.requireNonNull(
                Formats.of(Acme.settings().limits(), persons).named(payload.format()))
            .hook(partner);
    long now = Acme.NOW + 100_000_000_000L;
    return hook.reread(message.getBytes(UTF_8), new Reporter(partner, catalog(payload), now));
  }

  private static Catalog catalog(Payload payload) {
    Catalog acme = Acme.catalog();
    Map<String, Catalog.Platform> platforms = new HashMap<>(acme.platforms());
    platforms.put(payload.platform(), new Catalog.Platform(payload.platform(), "平台"));
    return new Catalog(
        acme.digest(),
        platforms,
        acme.campaigns(),
        acme.sessions(),
        acme.partners(),
        acme.counties(),
        acme.products());
  }

  private static List<Event> events(ParsedDelivery parsed) {
    List<Event> events = new ArrayList<>(parsed.events());
    parsed.unplaced().forEach(unplaced -> events.add(unplaced.event().apply(Acme.SESSION)));
    return events;
  }

  private static List<Clue> clues(ParsedDelivery parsed) {
    return parsed.unplaced().stream().map(unplaced -> unplaced.clue()).toList();
  }

  /** A message that is no token names nobody when it is read as kept; comments are masked. */
  private static String nobody(List<Event> events) {
    return events
        .toString()
        .replaceAll("(buyer|viewer)=-?\\d+", "$1")
        .replaceAll("text=[^\\]]*", "text");
  }
}
