package org.guchang.ingest.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.guchang.config.Catalog;
import org.guchang.event.Event;
import org.guchang.ingest.Acme;
import org.guchang.ingest.format.Voice.Sent;

/** One partner's hook, and what it makes of what a platform says at {@link #NOW}. */
final class Hearing {
  static final long NOW = Acme.NOW;
  static final String PATH = "/hooks/shop";

  private static final String PARTNER = "shop";

  final PersonHash persons = new PersonHash(Acme.PRIVACY_KEY);
  final Hook hook;
  private final Voice voice;
  private final Reporter reporter;

  Hearing(Voice voice, PushFormat format) {
    this(voice, format, voice.keys());
  }

  Hearing(Voice voice, PushFormat format, Map<String, String> keys) {
    this.voice = voice;
    Catalog.Partner partner =
        new Catalog.Partner(
            PARTNER, voice.format(), List.of(), List.of("*"), List.of("*"), Acme.SESSION, keys);
    this.hook = format.hook(partner);
    this.reporter = new Reporter(partner, catalog(voice.platform()), NOW);
  }

  /** Acme's catalog with one platform more. */
  private static Catalog catalog(String platform) {
    Catalog acme = Acme.catalog();
    Map<String, Catalog.Platform> platforms = new HashMap<>(acme.platforms());
    platforms.put(platform, new Catalog.Platform(platform, platform));
    return new Catalog(
        acme.digest(),
        platforms,
        acme.campaigns(),
        acme.sessions(),
        acme.partners(),
        acme.counties(),
        acme.products());
  }

  static PersonHash persons() {
    return new PersonHash(Acme.PRIVACY_KEY);
  }

  Push push(Sent sent) throws NotGenuine, UnreadableDelivery {
    return hook.read(sent.arrive(PARTNER, NOW), reporter);
  }

  Sent said(String message) {
    return voice.say(PATH, message.getBytes(UTF_8), NOW);
  }

  /** What it makes of a message that the platform says as it should. */
  ParsedDelivery hear(String message) throws NotGenuine, UnreadableDelivery {
    return ((Push.Delivered) push(said(message))).delivery();
  }

  ParsedDelivery reread(String message) throws UnreadableDelivery {
    return hook.reread(message.getBytes(UTF_8), reporter);
  }

  /** The one event, placed in a session. */
  static Event only(ParsedDelivery parsed) {
    if (parsed.unplaced().size() != 1 || !parsed.refusals().isEmpty()) {
      throw new AssertionError(parsed.unplaced().size() + " events, refused: " + parsed.refusals());
    }
    return parsed.unplaced().get(0).event().apply(Acme.SESSION);
  }

  /** Pointers and reasons of the one refusal. */
  static List<Fault> faults(ParsedDelivery parsed) {
    if (parsed.refusals().size() != 1 || !parsed.unplaced().isEmpty()) {
      throw new AssertionError(parsed.unplaced().size() + " events, refused: " + parsed.refusals());
    }
    return parsed.refusals().get(0).faults();
  }
}
