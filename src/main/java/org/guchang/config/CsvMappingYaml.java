package org.guchang.config;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads one item of a partner's {@code csv}. */
final class CsvMappingYaml {
  private static final int HEADING_CHARS = 64;

  private CsvMappingYaml() {}

  /**
   * What it says.
   *
   * @param platforms of the catalog
   */
  static CsvMapping read(YamlFields fields, Set<String> platforms) {
    String platform =
        CatalogYaml.known(fields, "platform", fields.text("platform", HEADING_CHARS), platforms);
    return new CsvMapping(
        platform,
        fields.optionalText("like", HEADING_CHARS),
        columns(fields.below("columns")),
        statuses(fields.below("statuses")),
        zone(fields));
  }

  private static Map<CsvColumn, List<String>> columns(YamlFields below) {
    Map<CsvColumn, List<String>> columns = new EnumMap<>(CsvColumn.class);
    for (String key : below.names()) {
      CsvColumn column = CsvColumn.named(key);
      List<String> headings = below.oneOrMore(key, HEADING_CHARS, true);
      if (column == null) {
        below.problem(
            key,
            "is no column that is read; did you mean " + Nearest.to(key, CsvColumn.keys()) + "?");
      } else {
        columns.put(column, headings);
      }
    }
    return Collections.unmodifiableMap(columns);
  }

  private static Map<String, CsvStatus> statuses(YamlFields below) {
    Map<String, CsvStatus> statuses = new LinkedHashMap<>();
    for (String word : below.names()) {
      CsvStatus status = CsvStatus.named(below.text(word, HEADING_CHARS));
      if (status == null) {
        below.problem(word, "is none of " + String.join(", ", CsvStatus.keys()));
      } else {
        statuses.put(word, status);
      }
    }
    return Collections.unmodifiableMap(statuses);
  }

  private static @Nullable ZoneId zone(YamlFields fields) {
    String zone = fields.optionalText("zone", HEADING_CHARS);
    if (zone == null || zone.isEmpty()) {
      return null;
    }
    try {
      return ZoneId.of(zone);
    } catch (DateTimeException e) {
      fields.problem("zone", "is \"" + zone + "\"; a zone like Asia/Shanghai is expected");
      return null;
    }
  }
}
