package org.guchang.ingest.format;

/** Amounts that platforms write in yuan, as decimal text; exact, no floating point. */
public final class Yuan {
  /** What {@link #toFen} answers to a text that is no amount. */
  public static final long NO_AMOUNT = -1;

  /** Of the yuan; more would pass 2^53 fen. */
  private static final int MAX_DIGITS = 13;

  private Yuan() {}

  /**
   * Fen of {@code 12}, {@code 12.3} or {@code 12.34}; trailing zeros beyond the fen are allowed.
   * {@link #NO_AMOUNT} for anything else: a sign, an exponent, a separator, a fraction of a fen.
   */
  public static long toFen(CharSequence text) {
    int point = 0;
    while (point < text.length() && isDigit(text.charAt(point))) {
      point++;
    }
    if (point == 0 || point > MAX_DIGITS) {
      return NO_AMOUNT;
    }
    long fen = Long.parseLong(text, 0, point, 10) * 100;
    if (point == text.length()) {
      return fen;
    }
    if (text.charAt(point) != '.' || point + 1 == text.length()) {
      return NO_AMOUNT;
    }
    long worth = 10;
    for (int i = point + 1; i < text.length(); i++, worth /= 10) {
      char digit = text.charAt(i);
      if (!isDigit(digit) || (worth == 0 && digit != '0')) {
        return NO_AMOUNT;
      }
      fen += worth * (digit - '0');
    }
    return fen;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
