package org.guchang.ingest.csv;

import java.time.ZoneId;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.guchang.config.CsvColumn;
import org.guchang.config.CsvMapping;
import org.guchang.config.CsvStatus;
import org.jspecify.annotations.Nullable;

/**
 * How the order list of one platform is read.
 *
 * @param platform id of the platform the orders are from
 * @param columns the headings under which each column may stand, the likeliest first
 * @param statuses what the platform's words for a state come to
 * @param zone of times that are written without one
 * @param childAmounts whether, in a list with numbers of child orders (子订单编号), amounts are those of
 *     the child orders
 */
record Mapping(
    String platform,
    Map<CsvColumn, List<String>> columns,
    Map<String, CsvStatus> statuses,
    ZoneId zone,
    boolean childAmounts) {

  /** With what the catalog says in place of or beside what is built in. */
  Mapping with(CsvMapping told) {
    Map<CsvColumn, List<String>> headings = new EnumMap<>(CsvColumn.class);
    headings.putAll(columns);
    headings.putAll(told.columns());
    Map<String, CsvStatus> words = new HashMap<>(statuses);
    told.statuses().forEach((word, status) -> words.put(CellText.plain(word), status));
    ZoneId where = told.zone();
    return new Mapping(
        told.platform(),
        headings,
        words,
        where == null ? zone : where,
        childAmounts && !told.columns().containsKey(CsvColumn.AMOUNT));
  }

  /** For a list whose headings are the catalog's names for the columns. */
  Mapping byKeys() {
    Map<CsvColumn, List<String>> keys = new EnumMap<>(CsvColumn.class);
    for (CsvColumn column : CsvColumn.values()) {
      keys.put(column, List.of(column.key()));
    }
    return new Mapping(platform, keys, statuses, zone, false);
  }

  /** Null for a word that nobody has said the meaning of. */
  @Nullable CsvStatus status(String plain) {
    return statuses.get(plain);
  }

  /** Brackets, blanks and case make no difference, nor does a unit behind the heading. */
  static String heading(String raw) {
    String plain = CellText.plain(raw).replace(" ", "").toLowerCase(Locale.ROOT);
    for (String unit : List.of("(元)", "(￥)", "(¥)", "(单位:元)")) {
      if (plain.endsWith(unit)) {
        return plain.substring(0, plain.length() - unit.length());
      }
    }
    return plain;
  }
}
