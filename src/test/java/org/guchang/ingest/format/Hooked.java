package org.guchang.ingest.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import org.guchang.config.Catalog;
import org.guchang.config.Settings;
import org.guchang.event.Event;
import org.guchang.ingest.Acme;
import org.jspecify.annotations.Nullable;

/** One partner's hook in one platform's format, without a door around it. */
final class Hooked {
  static final String SESSION = "jiaocheng-0516";
  static final PersonHash PERSONS = new PersonHash(Acme.PRIVACY_KEY);

  /** 2023-11-14, after all that the tests tell of, milliseconds. */
  static final long NOW = 1_700_000_000_000L;

  final Hook hook;
  private final Reporter reporter;

  Hooked(BiFunction<Settings.Limits, PersonHash, PushFormat> format, Map<String, String> keys) {
    this(format, List.of(), keys, List.of("*"));
  }

  Hooked(
      BiFunction<Settings.Limits, PersonHash, PushFormat> format,
      List<String> secrets,
      Map<String, String> keys,
      List<String> platforms) {
    PushFormat made = format.apply(Acme.settings().limits(), PERSONS);
    Catalog.Partner partner =
        new Catalog.Partner(
            "p", made.name(), secrets, List.of("*"), platforms, SESSION, Map.copyOf(keys));
    this.hook = made.hook(partner);
    this.reporter = new Reporter(partner, catalog(), NOW);
  }

  /** The platforms that are in it, and nothing else. */
  private static Catalog catalog() {
    Map<String, Catalog.Platform> platforms = new LinkedHashMap<>();
    for (String id : List.of("douyin", "youzan", "shopify", "kuaishou")) {
      platforms.put(id, new Catalog.Platform(id, id));
    }
    Map<String, Catalog.Campaign> campaigns =
        Map.of(
            "c", new Catalog.Campaign("c", "c", LocalDate.EPOCH, LocalDate.EPOCH.plusDays(1), 0));
    return new Catalog("d", platforms, campaigns, Map.of(), Map.of(), Map.of(), Map.of());
  }

  /**
   * @param headers name, value, name, value…
   */
  Push push(String body, @Nullable String... headers) throws NotGenuine, UnreadableDelivery {
    return push(body.getBytes(UTF_8), headers);
  }

  Push push(byte[] body, @Nullable String... headers) throws NotGenuine, UnreadableDelivery {
    Map<String, String> byName = new HashMap<>();
    for (int i = 0; i < headers.length; i += 2) {
      String value = headers[i + 1];
      if (value != null) {
        byName.put(String.valueOf(headers[i]).toLowerCase(Locale.ROOT), value);
      }
    }
    Headers found = name -> byName.get(name.toString().toLowerCase(Locale.ROOT));
    return hook.read(new Post("POST", "p", "/hooks/p", null, found, body, NOW), reporter);
  }

  ParsedDelivery delivered(String body, @Nullable String... headers) throws Exception {
    return ((Push.Delivered) push(body, headers)).delivery();
  }

  /** A message as this server would have kept it. */
  ParsedDelivery reread(byte[] message) throws UnreadableDelivery {
    return hook.reread(message, reporter);
  }

  ParsedDelivery reread(String message) throws UnreadableDelivery {
    return reread(message.getBytes(UTF_8));
  }

  /** All events of a delivery that is accepted as a whole. */
  static List<Event> events(ParsedDelivery parsed) {
    if (!parsed.refusals().isEmpty()) {
      throw new AssertionError("refused: " + parsed.refusals());
    }
    return parsed.unplaced().stream().map(unplaced -> unplaced.event().apply(SESSION)).toList();
  }

  /** The pointers of all faults. */
  static List<String> pointers(ParsedDelivery parsed) {
    return parsed.refusals().stream()
        .flatMap(refusal -> refusal.faults().stream())
        .map(Fault::pointer)
        .toList();
  }

  static String hex(byte[] seal) {
    return java.util.HexFormat.of().formatHex(seal);
  }

  static String base64(byte[] seal) {
    return java.util.Base64.getEncoder().encodeToString(seal);
  }
}
