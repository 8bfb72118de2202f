package org.guchang.config;

import static org.guchang.config.CatalogLoader.MAX_NUMBER;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.guchang.config.Catalog.Campaign;
import org.guchang.config.Catalog.County;
import org.guchang.config.Catalog.Partner;
import org.guchang.config.Catalog.Platform;
import org.guchang.config.Catalog.Session;
import org.guchang.config.Catalog.Tile;
import org.jspecify.annotations.Nullable;

/** Reads {@code catalog.yaml}: everything but the products. */
final class CatalogYaml {
  static final String FILE = "catalog.yaml";
  private static final int NAME_CHARS = 64;
  private static final int TITLE_CHARS = 100;

  /** Beyond this a tile map cannot be read on any wall. */
  private static final int MAX_TILE = 50;

  final Map<String, Platform> platforms = new LinkedHashMap<>();
  final Map<String, Campaign> campaigns = new LinkedHashMap<>();
  final Map<String, Session> sessions = new LinkedHashMap<>();
  final Map<String, Partner> partners = new LinkedHashMap<>();
  final Map<String, County> counties = new LinkedHashMap<>();
  private final Map<String, Integer> sessionLines = new HashMap<>();
  private final Map<String, Integer> partnerLines = new HashMap<>();
  private final Problems problems;
  private final Variables variables;
  private final @Nullable Path folder;
  private final Set<Tile> tiles = new HashSet<>();

  /**
   * @param folder that files it names are in; null for the bundled one
   */
  CatalogYaml(Problems problems, Map<String, String> env, @Nullable Path folder) {
    this.problems = problems;
    this.variables = new Variables(env);
    this.folder = folder;
  }

  /** What is named is read before what names it, wherever it stands in the file. */
  void read(String content) {
    YamlFields document = new YamlFields(FILE, "", Yaml.parse(FILE, content, problems), problems);
    document.forEach("platforms", (i, fields) -> platform(fields));
    document.forEach("campaigns", (i, fields) -> campaign(fields));
    document.forEach("counties", (i, fields) -> county(fields));
    document.forEach("sessions", (i, fields) -> session(fields));
    document.forEach("partners", (i, fields) -> partner(fields));
    document.done();
    new Overlaps(problems, sessions, sessionLines).check(partners.values(), partnerLines);
    for (String list : List.of("platforms", "campaigns", "sessions")) {
      if (document.items(list).isEmpty()) {
        document.problem(list, "is empty; at least one is needed");
      }
    }
  }

  private void platform(YamlFields fields) {
    Platform platform = new Platform(fields.id("id"), fields.text("name", NAME_CHARS));
    unique(fields, "id", platforms.put(platform.id(), platform), platform.id());
  }

  private void campaign(YamlFields fields) {
    String id = fields.id("id");
    LocalDate startsOn = fields.date("startsOn", LocalDate.MIN);
    LocalDate endsOn = fields.date("endsOn", LocalDate.MAX);
    if (endsOn.isBefore(startsOn)) {
      fields.problem("endsOn", "is before startsOn");
    }
    Campaign campaign =
        new Campaign(
            id,
            fields.text("title", TITLE_CHARS),
            startsOn,
            endsOn,
            target(fields),
            Panels.read(fields));
    unique(fields, "id", campaigns.put(id, campaign), id);
  }

  private long target(YamlFields fields) {
    YamlFields target = fields.below("target");
    long fen = target.number("gmvFen", 0, MAX_NUMBER, 0);
    target.done();
    return fen;
  }

  private void county(YamlFields fields) {
    String name = fields.text("name", NAME_CHARS);
    unique(fields, "name", counties.put(name, new County(name, tile(fields))), name);
  }

  private @Nullable Tile tile(YamlFields fields) {
    List<String> numbers = new ArrayList<>();
    fields
        .items("tile")
        .forEach(
            item ->
                numbers.add(item instanceof Yaml.Scalar s && s.text() != null ? s.text() : "?"));
    if (numbers.isEmpty()) {
      return null;
    }
    if (numbers.size() != 2 || !numbers.stream().allMatch(CatalogYaml::isTileNumber)) {
      fields.problem(
          "tile",
          "is " + numbers + "; [column, row], each from 1 to " + MAX_TILE + ", is expected");
      return null;
    }
    Tile tile = new Tile(Integer.parseInt(numbers.get(0)), Integer.parseInt(numbers.get(1)));
    if (!tiles.add(tile)) {
      fields.problem("tile", numbers + " is another county's too");
    }
    return tile;
  }

  private static boolean isTileNumber(String text) {
    return text.matches("[1-9][0-9]?") && Integer.parseInt(text) <= MAX_TILE;
  }

  private void session(YamlFields fields) {
    String id = fields.id("id");
    OffsetDateTime startsAt = fields.time("startsAt", OffsetDateTime.MIN);
    OffsetDateTime endsAt = fields.time("endsAt", OffsetDateTime.MAX);
    if (!endsAt.isAfter(startsAt)) {
      fields.problem("endsAt", "is not after startsAt");
    }
    Session session =
        new Session(
            id,
            known(fields, "campaign", fields.text("campaign", NAME_CHARS), campaigns.keySet()),
            countyOf(fields),
            fields.text("title", TITLE_CHARS),
            fields.optionalText("host", NAME_CHARS),
            startsAt,
            endsAt,
            fields.texts("platforms", NAME_CHARS, true),
            target(fields),
            fields.flag("rehearsal"),
            rooms(fields),
            Panels.read(fields));
    session
        .platforms()
        .forEach(platform -> known(fields, "platforms", platform, platforms.keySet()));
    unique(fields, "id", sessions.put(id, session), id);
    sessionLines.put(id, fields.line("startsAt"));
  }

  private Map<String, List<String>> rooms(YamlFields fields) {
    YamlFields below = fields.below("rooms");
    Map<String, List<String>> rooms = new LinkedHashMap<>();
    for (String platform : below.names()) {
      known(below, platform, platform, platforms.keySet());
      rooms.put(platform, below.oneOrMore(platform, NAME_CHARS, true));
    }
    return Collections.unmodifiableMap(rooms);
  }

  private void partner(YamlFields fields) {
    PartnerYaml reader =
        new PartnerYaml(fields, variables, folder, sessions.keySet(), platforms.keySet());
    Partner partner = reader.read();
    unique(fields, "id", partners.put(partner.id(), partner), partner.id());
    partnerLines.put(partner.id(), fields.line("sessions"));
  }

  private String countyOf(YamlFields fields) {
    String county = fields.text("county", NAME_CHARS);
    return counties.isEmpty() ? county : known(fields, "county", county, counties.keySet());
  }

  static String known(YamlFields fields, String key, String name, Set<String> known) {
    if (!name.isEmpty() && !known.contains(name)) {
      String hint = known.isEmpty() ? "" : "; did you mean " + Nearest.to(name, known) + "?";
      fields.problem(key, "names \"" + name + "\", which is not in this catalog" + hint);
    }
    return name;
  }

  static void unique(YamlFields fields, String key, @Nullable Object previous, String name) {
    if (previous != null && !name.isEmpty()) {
      fields.problem(key, "\"" + name + "\" is there twice");
    }
  }
}
