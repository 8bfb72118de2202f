package org.guchang.ingest.csv;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.guchang.ingest.format.Yuan;

/** What people and spreadsheets make of numbers and ids, put straight. Exact; no floating point. */
public final class CellText {
  /** Answered for a cell that says nothing. */
  static final long NONE = -2;

  /** Answered for a cell that is no such number. */
  static final long WRONG = Yuan.NO_AMOUNT;

  /** Of an order or a product, characters. */
  static final int MAX_ID = 64;

  /** A count that is no slip of the keyboard has at most this many digits. */
  private static final int MAX_COUNT_DIGITS = 9;

  private static final Pattern SCIENTIFIC = Pattern.compile("[0-9](\\.[0-9]+)?[eE]\\+?[0-9]+");
  private static final Pattern GROUPED = Pattern.compile("[0-9]{1,3}(?:,[0-9]{3})++(\\.[0-9]*)?");
  private static final Pattern COUNT =
      Pattern.compile("[xX×*]?([0-9]+)(\\.0+)?\\s*[\\p{IsHan}]{0,2}");
  private static final String DASHES = "-—–/";

  private CellText() {}

  /**
   * The cell without what a spreadsheet put around it: full-width letters, digits and punctuation
   * become plain, blanks of any kind are cut off at both ends, and so are the apostrophe and the
   * {@code ="…"} that keep a number from being changed.
   */
  public static String plain(String raw) {
    String text = isPlain(raw) ? raw : narrow(raw);
    int from = 0;
    int to = text.length();
    if (to > 2 && text.charAt(0) == '=' && text.charAt(1) == '"' && text.charAt(to - 1) == '"') {
      from = 2;
      to--;
    } else if (to > 1 && text.charAt(0) == '=') {
      from = 1;
    }
    while (from < to && isApostrophe(text.charAt(from))) {
      from++;
    }
    return from == 0 ? text : text.substring(from, to).strip();
  }

  private static boolean isPlain(String raw) {
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c <= ' ' || c > '~') {
        return false;
      }
    }
    return true;
  }

  private static String narrow(String raw) {
    StringBuilder text = new StringBuilder(raw.length());
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c >= '\uFF01' && c <= '\uFF5E') {
        text.append((char) (c - '\uFF01' + '!'));
      } else if (c == '\u3000' || c == '\u00A0') {
        text.append(' ');
      } else if (c == '\uFFE5') {
        text.append('¥');
      } else if (c != '\uFEFF' && (c < '\u200B' || c > '\u200F')) {
        text.append(c);
      }
    }
    return text.toString().strip();
  }

  private static boolean isApostrophe(char c) {
    return c == '\'' || c == '‘' || c == '’' || c == '`';
  }

  /** Whether a plain cell says nothing: it is empty or a dash. */
  static boolean isBlank(String plain) {
    return plain.isEmpty()
        || (plain.length() == 1 && DASHES.contains(plain))
        || isDoubleDash(plain);
  }

  private static boolean isDoubleDash(String plain) {
    return plain.equals("--") || plain.equals("——") || plain.equals("无");
  }

  /** What a spreadsheet makes of a long number that is not text: {@code 4.83734E+18}. */
  static boolean isScientific(String plain) {
    return plain.indexOf('+') >= 0 && SCIENTIFIC.matcher(plain).matches();
  }

  public static boolean isId(String plain) {
    if (plain.isEmpty() || plain.length() > MAX_ID) {
      return false;
    }
    for (int i = 0; i < plain.length(); i++) {
      char c = plain.charAt(i);
      boolean fits =
          (c >= '0' && c <= '9')
              || (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || c == '-'
              || c == '_';
      if (!fits) {
        return false;
      }
    }
    return true;
  }

  /**
   * Fen of {@code ￥1,234.50}, {@code 1234.5元}, {@code １２．３４}; {@link #NONE} or {@link #WRONG}.
   *
   * @param plain see {@link #plain}
   */
  static long fen(String plain) {
    if (isBlank(plain)) {
      return NONE;
    }
    int from = 0;
    int to = plain.length();
    if (plain.startsWith("CNY") || plain.startsWith("RMB")) {
      from = 3;
    } else if (plain.charAt(0) == '¥') {
      from = 1;
    }
    if (plain.charAt(to - 1) == '元') {
      to--;
    }
    String number = from >= to ? "" : plain.substring(from, to).strip();
    if (number.indexOf(',') >= 0) {
      if (!GROUPED.matcher(number).matches()) {
        return WRONG;
      }
      number = number.replace(",", "");
    }
    if (number.startsWith(".")) {
      number = "0" + number;
    }
    return Yuan.toFen(number);
  }

  /** As {@link #fen}, of an amount that some write with a minus: what was given back. */
  static long fenGivenBack(String plain) {
    String unsigned = plain;
    if (plain.length() > 1 && (plain.charAt(0) == '-' || plain.startsWith("¥-"))) {
      unsigned = plain.charAt(0) == '-' ? plain.substring(1) : plain.substring(2);
    }
    return fen(unsigned.strip());
  }

  /** How many, of {@code 2}, {@code 2.00} or {@code 2件}; {@link #NONE} or {@link #WRONG}. */
  static long count(String plain) {
    if (isBlank(plain)) {
      return NONE;
    }
    Matcher number = COUNT.matcher(plain);
    if (!number.matches() || number.group(1).length() > MAX_COUNT_DIGITS) {
      return WRONG;
    }
    return Long.parseLong(number.group(1));
  }
}
