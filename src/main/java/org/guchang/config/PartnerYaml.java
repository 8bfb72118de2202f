package org.guchang.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.guchang.config.Catalog.Partner;
import org.guchang.config.Catalog.Rate;
import org.guchang.config.Catalog.Secret;
import org.guchang.config.FormatKeys.SecretKind;
import org.jspecify.annotations.Nullable;

/** Reads one partner of {@code catalog.yaml}. */
final class PartnerYaml {
  private static final String ANY = "*";
  private static final String FORMAT = "format";
  private static final int NAME_CHARS = 64;
  private static final int VALUE_CHARS = 2048;
  private static final int MAX_RATE = 1_000_000;

  /** A full batch of the usual size goes through at any rate. */
  private static final int LEAST_BURST = 1000;

  private final YamlFields fields;
  private final Variables variables;
  private final @Nullable Path folder;
  private final Set<String> sessions;
  private final Set<String> platforms;

  /**
   * @param sessions ids in this catalog; {@code platforms} likewise
   */
  PartnerYaml(
      YamlFields fields,
      Variables variables,
      @Nullable Path folder,
      Set<String> sessions,
      Set<String> platforms) {
    this.fields = fields;
    this.variables = variables;
    this.folder = folder;
    this.sessions = sessions;
    this.platforms = platforms;
  }

  Partner read() {
    String id = fields.id("id");
    String named = fields.optionalText(FORMAT, NAME_CHARS);
    FormatKeys format = FormatKeys.of(named == null ? FormatKeys.NATIVE : named);
    if (format == null) {
      fields.problem(
          FORMAT,
          "\""
              + named
              + "\" is none that is spoken here; did you mean "
              + Nearest.to(named == null ? "" : named, FormatKeys.names())
              + "? There are "
              + String.join(", ", FormatKeys.names()));
    }
    List<String> reported = grant("sessions", sessions);
    List<Secret> secrets = format == null ? skipKeys() : secrets(format);
    return new Partner(
        id,
        format == null ? FormatKeys.NATIVE : format.name(),
        secrets,
        reported,
        grant("platforms", platforms),
        fixedSession(reported),
        format == null ? Map.of() : keys(format, secrets),
        rate(),
        addresses(),
        api(),
        csv());
  }

  private List<String> grant(String key, Set<String> known) {
    List<String> granted = fields.texts(key, NAME_CHARS, true);
    granted.stream()
        .filter(one -> !one.equals(ANY))
        .forEach(one -> CatalogYaml.known(fields, key, one, known));
    return granted;
  }

  private @Nullable String fixedSession(List<String> reported) {
    String session = fields.optionalText("session", NAME_CHARS);
    if (session == null) {
      return null;
    }
    CatalogYaml.known(fields, "session", session, sessions);
    if (!reported.contains(ANY) && !reported.contains(session)) {
      fields.problem("session", "\"" + session + "\" is not among the partner's sessions");
    }
    return session;
  }

  /** What a format that nobody knows would need cannot be told. */
  private List<Secret> skipKeys() {
    FormatKeys.allKeys().forEach(fields::skip);
    return List.of();
  }

  private List<Secret> secrets(FormatKeys format) {
    if (format.secrets() == SecretKind.STANDARD) {
      return Secrets.read(fields, true, variables, folder);
    }
    if (format.secrets() == SecretKind.NONE) {
      return List.of();
    }
    if (!fields.has(FormatKeys.SECRET)) {
      return Secrets.read(fields, false, variables, folder);
    }
    if (fields.has("secrets")) {
      fields.problem(FormatKeys.SECRET, "and secrets are both there; one of them is expected");
      fields.skip("secrets");
    }
    String one = value(fields, FormatKeys.SECRET);
    return one == null ? List.of() : List.of(Secret.of(one));
  }

  private Map<String, String> keys(FormatKeys format, List<Secret> secrets) {
    Map<String, String> keys = new LinkedHashMap<>();
    for (String key : format.required()) {
      if (fields.has(key)) {
        put(keys, key);
      } else {
        fields.problem(
            key,
            "is missing; format "
                + format.name()
                + " expects "
                + String.join(", ", format.required())
                + " as the platform's console shows them");
      }
    }
    for (String key : format.optional()) {
      if (fields.has(key)) {
        put(keys, key);
      }
    }
    if (format.secrets() == SecretKind.ANY && !secrets.isEmpty()) {
      keys.put(FormatKeys.SECRET, secrets.get(0).value());
    }
    refuseOthers(format);
    return Collections.unmodifiableMap(keys);
  }

  private void put(Map<String, String> keys, String key) {
    String value = value(fields, key);
    if (value == null) {
      return;
    }
    String fault = FormatKeys.fault(key, value);
    if (fault != null) {
      fields.problem(key, "does not fit; " + fault);
    }
    keys.put(key, value);
  }

  private void refuseOthers(FormatKeys format) {
    for (String key : FormatKeys.allKeys()) {
      if (fields.has(key) && !format.keys().contains(key)) {
        fields.skip(key);
        fields.problem(
            key,
            "is nothing that format "
                + format.name()
                + " reads; it reads "
                + String.join(", ", format.keys()));
      }
    }
    format.optional().forEach(fields::skip); // known, though not there
  }

  /** A text that may stand in the environment; null after a problem. */
  private @Nullable String value(YamlFields from, String key) {
    String written = from.optionalText(key, VALUE_CHARS);
    if (written == null) {
      from.problem(key, "is empty");
      return null;
    }
    return variables.resolve(from, key, "", written);
  }

  private @Nullable Rate rate() {
    if (!fields.has("rate")) {
      return null;
    }
    YamlFields below = fields.below("rate");
    int perSecond = (int) below.number("eventsPerSecond", 1, MAX_RATE, 0);
    if (!below.has("eventsPerSecond")) {
      below.problem("eventsPerSecond", "is missing");
    }
    int burst = (int) below.number("burst", 1, MAX_RATE, Math.max(perSecond, LEAST_BURST));
    below.done();
    return new Rate(perSecond, burst);
  }

  private List<AddressRange> addresses() {
    List<AddressRange> ranges = new ArrayList<>();
    for (String written : fields.texts("addresses", NAME_CHARS, false)) {
      try {
        ranges.add(AddressRange.parse(written));
      } catch (IllegalArgumentException e) {
        fields.problem("addresses", "\"" + written + "\" does not fit; " + e.getMessage());
      }
    }
    return List.copyOf(ranges);
  }

  private Map<String, String> api() {
    if (!fields.has("api")) {
      return Map.of();
    }
    YamlFields below = fields.below("api");
    Map<String, String> api = new LinkedHashMap<>();
    for (String key : below.names()) {
      String value = value(below, key);
      if (value != null) {
        api.put(key, value);
      }
    }
    if (!isUrl(api.get("baseUrl"))) {
      below.problem(
          "baseUrl",
          (api.containsKey("baseUrl") ? "does not fit" : "is missing")
              + "; the address of the platform's API like https://api.example.com is expected");
    }
    return Collections.unmodifiableMap(api);
  }

  private static boolean isUrl(@Nullable String text) {
    try {
      URI uri = new URI(text == null ? "" : text);
      return uri.getHost() != null
          && ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()));
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private List<CsvMapping> csv() {
    List<CsvMapping> mappings = new ArrayList<>();
    fields.forEach(
        "csv",
        (i, below) -> {
          CsvMapping mapping = CsvMappingYaml.read(below, platforms);
          if (mappings.stream().anyMatch(other -> other.platform().equals(mapping.platform()))) {
            below.problem("platform", "\"" + mapping.platform() + "\" is there twice");
          }
          mappings.add(mapping);
        });
    return List.copyOf(mappings);
  }
}
