package org.guchang.app.command;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows in columns as wide as their widest cell; the last column is as wide as it is. Chinese
 * characters are as wide as two others, as terminals show them.
 */
final class TextTable {
  private static final String BETWEEN = "  ";

  private final List<List<String>> rows = new ArrayList<>();

  TextTable(String... heads) {
    rows.add(List.of(heads));
  }

  void add(String... cells) {
    rows.add(List.of(cells));
  }

  void print(PrintWriter out) {
    int columns = rows.get(0).size();
    int[] widths = new int[columns];
    for (List<String> row : rows) {
      for (int i = 0; i < columns; i++) {
        widths[i] = Math.max(widths[i], width(row.get(i)));
      }
    }
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < columns - 1; i++) {
        String cell = row.get(i);
        line.append(cell).append(" ".repeat(widths[i] - width(cell))).append(BETWEEN);
      }
      out.println(line.append(row.get(columns - 1)));
    }
  }

  /** In columns of a terminal. */
  static int width(String text) {
    return text.codePoints().map(point -> isWide(point) ? 2 : 1).sum();
  }

  private static boolean isWide(int point) {
    return Character.isIdeographic(point)
        || (point >= 0x3000 && point <= 0x30ff) // punctuation and kana
        || (point >= 0xac00 && point <= 0xd7a3) // Hangul
        || (point >= 0xff01 && point <= 0xff60) // full-width letters
        || (point >= 0xffe0 && point <= 0xffe6) // and signs, ￥ among them
        || (point >= 0x1f300 && point <= 0x1faff); // what comments are full of
  }
}
