package org.guchang.access;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Names boards: ids such as {@code county/lvliang-2020/交城县}, in which {@code *} stands for any
 * text, slashes too. {@code session/*} is every session's board, {@code *} every board.
 *
 * @param written as they stand in the file
 */
public record BoardPatterns(List<String> written) {
  /** Longest of them, characters: a county's name and two ids. */
  public static final int MOST_CHARS = 200;

  /** No board. */
  public static final BoardPatterns NONE = new BoardPatterns(List.of());

  /** Every board. */
  public static final BoardPatterns ALL = new BoardPatterns(List.of("*"));

  private static final Pattern BOARD =
      Pattern.compile("\\*|(?:session|county|campaign)/(?=\\S)[^\\p{Cntrl}]+");

  public BoardPatterns {
    written = List.copyOf(written);
  }

  /** Whether it can name a board at all. */
  public static boolean isOne(String pattern) {
    return pattern.length() <= MOST_CHARS && BOARD.matcher(pattern).matches();
  }

  /** Whether one of them is this board. */
  public boolean include(String board) {
    for (String pattern : written) {
      if (pattern.equals("*") || pattern.equals(board) || fits(pattern, board)) {
        return true;
      }
    }
    return false;
  }

  /** What either of them names. */
  public BoardPatterns and(BoardPatterns others) {
    return new BoardPatterns(
        Stream.concat(written.stream(), others.written.stream()).distinct().toList());
  }

  /** Without going back: each part is looked for behind the one before. */
  private static boolean fits(String pattern, String board) {
    if (pattern.indexOf('*') < 0) {
      return false;
    }
    String[] parts = pattern.split("\\*", -1);
    String last = parts[parts.length - 1];
    if (!board.startsWith(parts[0])) {
      return false;
    }
    int at = parts[0].length();
    for (int i = 1; i < parts.length - 1; i++) {
      int found = board.indexOf(parts[i], at);
      if (found < 0) {
        return false;
      }
      at = found + parts[i].length();
    }
    return board.length() - last.length() >= at && board.endsWith(last);
  }

  @Override
  public String toString() {
    return written.stream().collect(Collectors.joining(", "));
  }
}
