package org.guchang.ingest.format;

import org.jspecify.annotations.Nullable;

/** Which texts of a platform's push are fit to be kept and shown. */
final class PushText {

  private PushText() {}

  /**
   * What is wrong with a text, null when nothing is.
   *
   * @param limit most code points
   * @param multiline whether line breaks and tabs are allowed
   */
  static @Nullable String fault(String text, int limit, boolean multiline) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isISOControl(c) && !(multiline && isLayout(c))) {
        return String.format("must not contain control characters (U+%04X)", (int) c);
      }
      if (Character.isSurrogate(c)) {
        if (!isPair(text, i)) {
          return "contains half of a surrogate pair, which is no character";
        }
        i++;
      }
    }
    return text.codePointCount(0, text.length()) > limit
        ? "must be at most " + limit + " characters"
        : null;
  }

  /** Made fit for showing on one line: what is too long is cut, what is no character is a space. */
  static String cut(String text, int limit) {
    StringBuilder fit = new StringBuilder(Math.min(text.length(), 2 * limit));
    int points = 0;
    for (int i = 0; i < text.length() && points < limit; i++, points++) {
      char c = text.charAt(i);
      if (Character.isSurrogate(c) && isPair(text, i)) {
        fit.append(c).append(text.charAt(++i));
      } else {
        fit.append(Character.isISOControl(c) || Character.isSurrogate(c) ? ' ' : c);
      }
    }
    return fit.toString().strip();
  }

  private static boolean isPair(String text, int i) {
    return Character.isHighSurrogate(text.charAt(i))
        && i + 1 < text.length()
        && Character.isLowSurrogate(text.charAt(i + 1));
  }

  private static boolean isLayout(char c) {
    return c == '\n' || c == '\r' || c == '\t';
  }
}
