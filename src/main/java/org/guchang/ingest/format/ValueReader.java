package org.guchang.ingest.format;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Reads one value at the parser's current token, or says what is wrong with it in {@link
 * #problem()}; either way the parser stands at the value's last token afterwards. Confined to one
 * event loop.
 */
final class ValueReader {
  /**
   * Largest whole number that every JSON implementation, Redis' Lua and a browser hold exactly:
   * 2^53 − 1.
   */
  static final long MAX_NUMBER = (1L << 53) - 1;

  /** Returned for a number that could not be read. */
  static final long NO_NUMBER = -1;

  /** Characters of {@link #MAX_NUMBER}. */
  private static final int MAX_DIGITS = 16;

  private String problem = "";

  /** What was wrong with the value last read as null or {@link #NO_NUMBER}. */
  String problem() {
    return problem;
  }

  /**
   * @param limit most code points
   * @param multiline whether line breaks and tabs are allowed
   * @param likely returned itself when it is the text, which saves making it again
   */
  @Nullable String text(JsonParser in, int limit, boolean multiline, @Nullable String likely)
      throws IOException {
    if (in.currentToken() != JsonToken.VALUE_STRING) {
      return refuse("must be text in double quotes, not " + kindAndSkip(in));
    }
    char[] chars = in.getTextCharacters();
    int length = in.getTextLength();
    int from = in.getTextOffset();
    if (likely != null && likely.length() == length && same(likely, chars, from)) {
      return likely;
    }
    if (length > 2 * limit) {
      return tooLong(limit);
    }
    return isFit(chars, from, from + length, limit, multiline)
        ? new String(chars, from, length)
        : null;
  }

  /** A whole number from 0 to {@link #MAX_NUMBER}, or {@link #NO_NUMBER}. */
  long count(JsonParser in) throws IOException {
    if (in.currentToken() != JsonToken.VALUE_NUMBER_INT) {
      return notWhole(in);
    }
    if (in.getTextCharacters()[in.getTextOffset()] == '-') {
      problem = "must not be negative";
      return NO_NUMBER;
    }
    long value = in.getTextLength() > MAX_DIGITS ? Long.MAX_VALUE : in.getLongValue();
    if (value > MAX_NUMBER) {
      problem = "must be at most " + MAX_NUMBER + " (2^53 - 1)";
      return NO_NUMBER;
    }
    return value;
  }

  private long notWhole(JsonParser in) throws IOException {
    problem =
        switch (in.currentToken()) {
          case VALUE_NUMBER_FLOAT ->
              "must be a whole number, written without fraction and exponent (money is in fen, the hundredth of a yuan)";
          case VALUE_STRING -> "must be a number, not text: leave out the quotes";
          default -> "must be a whole number, not " + kindAndSkip(in);
        };
    return NO_NUMBER;
  }

  /** What kind of value the parser stands at, in words; its members are skipped. */
  static String kindAndSkip(JsonParser in) throws IOException {
    String kind =
        switch (in.currentToken()) {
          case START_OBJECT -> "an object";
          case START_ARRAY -> "an array";
          case VALUE_STRING -> "text";
          case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
          case VALUE_NULL -> "null";
          default -> "true or false";
        };
    in.skipChildren();
    return kind;
  }

  private boolean isFit(char[] chars, int from, int to, int limit, boolean multiline) {
    int points = 0;
    for (int i = from; i < to; i++, points++) {
      char c = chars[i];
      if (Character.isISOControl(c) && !(multiline && isLayout(c))) {
        refuse(String.format("must not contain control characters (U+%04X)", (int) c));
        return false;
      }
      if (Character.isSurrogate(c)) {
        if (Character.isLowSurrogate(c) || i + 1 == to || !Character.isLowSurrogate(chars[i + 1])) {
          refuse(
              "contains half of a surrogate pair, which is no character: check how the text is escaped");
          return false;
        }
        i++;
      }
    }
    if (points > limit) {
      tooLong(limit);
      return false;
    }
    return true;
  }

  private static boolean isLayout(char c) {
    return c == '\n' || c == '\r' || c == '\t';
  }

  private @Nullable String tooLong(int limit) {
    return refuse("must be at most " + limit + " characters");
  }

  private @Nullable String refuse(String reason) {
    problem = reason;
    return null;
  }

  private static boolean same(String text, char[] chars, int from) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) != chars[from + i]) {
        return false;
      }
    }
    return true;
  }
}
