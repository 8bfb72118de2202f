package org.guchang.config;

import java.util.List;
import java.util.Locale;

/**
 * Reads the cells of one line by column name; what cannot be read is reported and replaced by a
 * harmless value.
 */
final class CsvRow {
  private final CsvColumns columns;
  private final List<String> cells;
  private final int line;
  private final Problems problems;

  CsvRow(CsvColumns columns, List<String> cells, int line, Problems problems) {
    this.columns = columns;
    this.cells = cells;
    this.line = line;
    this.problems = problems;
  }

  void problem(String column, String what) {
    problems.add(ProductsCsv.FILE, line, column + " " + what);
  }

  /** Empty only after a problem. */
  String required(String column, int maxChars) {
    String text = text(column, maxChars);
    // without the column the header has been reported already, once
    if (text.isEmpty() && columns.positions.containsKey(column)) {
      problem(column, "is empty");
    }
    return text;
  }

  /** Empty when the cell or the column is. */
  String text(String column, int maxChars) {
    Integer position = columns.positions.get(column);
    String text = position == null || position >= cells.size() ? "" : cells.get(position);
    if (text.codePointCount(0, text.length()) > maxChars) {
      problem(column, "is longer than " + maxChars + " characters");
    }
    if (text.codePoints().anyMatch(CsvRow::isUnprintable)) {
      problem(column, "has a character in it that cannot be shown");
    }
    return text;
  }

  private static boolean isUnprintable(int codePoint) {
    int type = Character.getType(codePoint);
    return Character.isISOControl(codePoint)
        || type == Character.FORMAT
        || type == Character.SURROGATE
        || codePoint == 0xFFFD;
  }

  /** From 0; 0 when the cell is empty. */
  long number(String column, long max) {
    String text = text(column, 32);
    if (text.isEmpty()) {
      return 0;
    }
    try {
      long value = Long.parseLong(text);
      if (value >= 0 && value <= max) {
        return value;
      }
    } catch (NumberFormatException e) {
      // reported below, like a number out of range
    }
    problem(column, "is \"" + text + "\"; a whole number from 0 to " + max + " is expected");
    return 0;
  }

  boolean flag(String column) {
    String text = text(column, 16).toLowerCase(Locale.ROOT);
    switch (text) {
      case "true", "是", "1", "yes", "√" -> {
        return true;
      }
      case "", "false", "否", "0", "no", "×" -> {
        return false;
      }
      default -> {
        problem(column, "is \"" + text + "\"; true or false is expected");
        return false;
      }
    }
  }

  /** Reports cells beyond the header. */
  void done() {
    if (cells.size() > columns.count
        && cells.subList(columns.count, cells.size()).stream().anyMatch(c -> !c.isBlank())) {
      problems.add(
          ProductsCsv.FILE, line, "has " + cells.size() + " cells, the header " + columns.count);
    }
  }
}
