package org.guchang.log;

import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import org.jspecify.annotations.Nullable;

/**
 * Which characters a line never holds as they are: those that end a line for anybody who reads it
 * (also U+0085 and U+2028), that a terminal obeys, or that turn the order of what is shown around.
 * JSON itself allows most of them.
 */
final class Escapes extends CharacterEscapes {
  private static final long serialVersionUID = 1L;

  private static final int[] ASCII = ascii();

  static boolean isNeeded(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }

  /** Four hexadecimal digits, as JSON writes it. */
  static String escaped(int c) {
    return String.format("\\u%04x", c);
  }

  private static int[] ascii() {
    int[] escapes = standardAsciiEscapesForJSON();
    escapes[0x7f] = ESCAPE_STANDARD;
    return escapes;
  }

  @Override
  public int[] getEscapeCodesForAscii() {
    return ASCII.clone();
  }

  @Override
  public @Nullable SerializableString getEscapeSequence(int c) {
    return isNeeded(c) ? new SerializedString(escaped(c)) : null;
  }
}
