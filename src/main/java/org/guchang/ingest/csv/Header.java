package org.guchang.ingest.csv;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.guchang.config.CsvColumn;
import org.jspecify.annotations.Nullable;

/** Which cell of a row is what, by the header line. Other cells are never read. */
final class Header {
  /** Rows that may stand before the header, such as a title. */
  private static final int BEFORE = 5;

  private static final int TOLD_HEADINGS = 12;

  private final Map<CsvColumn, Integer> positions;
  private final Map<CsvColumn, String> headings;
  private final int width;

  private Header(Map<CsvColumn, Integer> positions, Map<CsvColumn, String> headings, int width) {
    this.positions = positions;
    this.headings = headings;
    this.width = width;
  }

  /**
   * Reads up to the header line and finds the columns.
   *
   * @throws BrokenSheet when there is none, or one without the columns that are needed
   */
  static Header find(Rows rows, Mapping mapping) throws IOException, BrokenSheet {
    List<String> first = new ArrayList<>();
    for (int i = 0; i <= BEFORE && rows.next(); i++) {
      Header header = of(rows, mapping);
      if (header.has(CsvColumn.ORDER_ID)) {
        header.check(rows.line(), mapping);
        return header;
      }
      for (int cell = 0; first.size() < TOLD_HEADINGS && cell < rows.size(); cell++) {
        first.add(CellText.plain(rows.cell(cell)));
      }
    }
    throw new BrokenSheet(
        1,
        first.isEmpty()
            ? "there is nothing in it; the platform's order list with its header line is expected"
            : "no header line with an order number was found; one of "
                + mapping.columns().get(CsvColumn.ORDER_ID)
                + " is expected");
  }

  private static Header of(Rows rows, Mapping mapping) {
    Map<String, Integer> found = new HashMap<>();
    for (int i = 0; i < rows.size(); i++) {
      found.putIfAbsent(Mapping.heading(rows.cell(i)), i);
    }
    Map<CsvColumn, Integer> positions = new EnumMap<>(CsvColumn.class);
    Map<CsvColumn, String> headings = new EnumMap<>(CsvColumn.class);
    mapping
        .columns()
        .forEach(
            (column, names) -> {
              for (String name : names) {
                Integer position = found.get(Mapping.heading(name));
                if (position != null) {
                  positions.put(column, position);
                  headings.put(column, CellText.plain(rows.cell(position)));
                  return;
                }
              }
            });
    Header header = new Header(positions, headings, rows.size());
    if (mapping.childAmounts() && header.has(CsvColumn.CHILD_ID)) {
      header.move(CsvColumn.AMOUNT, CsvColumn.LINE_AMOUNT);
      header.move(CsvColumn.REFUND, CsvColumn.LINE_REFUND);
    }
    return header;
  }

  /** Where every row is a child order its amounts are its own. */
  private void move(CsvColumn from, CsvColumn to) {
    Integer position = positions.remove(from);
    String heading = headings.remove(from);
    if (position != null && heading != null) {
      positions.putIfAbsent(to, position);
      headings.putIfAbsent(to, heading);
    }
  }

  private void check(int line, Mapping mapping) throws BrokenSheet {
    require(line, mapping, CsvColumn.CREATED_AT, CsvColumn.PAID_AT);
    require(line, mapping, CsvColumn.STATUS, CsvColumn.PAID_AT);
    require(line, mapping, CsvColumn.AMOUNT, CsvColumn.LINE_AMOUNT);
  }

  private void require(int line, Mapping mapping, CsvColumn one, CsvColumn other)
      throws BrokenSheet {
    if (!has(one) && !has(other)) {
      throw new BrokenSheet(
          line,
          "the header has no column for "
              + one.title()
              + ": one of "
              + mapping.columns().getOrDefault(one, List.of())
              + " is expected; other headings can be named in the catalog, csv.columns."
              + one.key());
    }
  }

  boolean has(CsvColumn column) {
    return positions.containsKey(column);
  }

  /**
   * Whether a row goes on beyond the header: then its cells are not under their headings, and what
   * looks like a state may be somebody's street.
   */
  boolean isOverrunBy(Rows rows) {
    for (int i = width; i < rows.size(); i++) {
      if (!CellText.isBlank(CellText.plain(rows.cell(i)))) {
        return true;
      }
    }
    return false;
  }

  /** Whether the list says anything of what was bought. */
  boolean tellsProducts() {
    return has(CsvColumn.SKU) || has(CsvColumn.PRODUCT_ID) || has(CsvColumn.PRODUCT);
  }

  /** Whether the list says anything of what was given back. */
  boolean tellsRefunds() {
    return has(CsvColumn.REFUND) || has(CsvColumn.LINE_REFUND) || has(CsvColumn.REFUND_STATUS);
  }

  /** As the file has it; the usual name where it has none. */
  String heading(CsvColumn column) {
    return headings.getOrDefault(column, column.title());
  }

  /** The cell, put straight; empty when there is none. */
  String plain(Rows rows, CsvColumn column) {
    Integer position = positions.get(column);
    return position == null ? "" : CellText.plain(rows.cell(position));
  }

  /** Whether each cell of a row can stand under its heading. */
  boolean isFilledBy(Rows rows) {
    return rows.size() >= width && !isOverrunBy(rows);
  }

  /**
   * The columns that are read, with the cells of a row as they are written; none of a row whose
   * cells may have slipped.
   */
  Map<CsvColumn, String> cells(Rows rows) {
    Map<CsvColumn, String> cells = new EnumMap<>(CsvColumn.class);
    if (isFilledBy(rows)) {
      positions.forEach((column, position) -> cells.put(column, rows.cell(position)));
    }
    return cells;
  }

  /** Null when the list has no such column. */
  @Nullable Integer position(CsvColumn column) {
    return positions.get(column);
  }
}
