package org.guchang.log;

/**
 * {@code key=value}, as logfmt has it: a value that could be taken for more than one stands in
 * double quotes, with {@code \" \\ \n \r \t} and <code>\</code>{@code uXXXX} for what may not stand
 * there. Whatever a value holds, it is read back as that one value.
 */
final class KeyValue {
  private KeyValue() {}

  static void append(StringBuilder line, String key, String value) {
    if (!line.isEmpty()) {
      line.append(' ');
    }
    line.append(key).append('=');
    if (isPlain(value)) {
      line.append(value);
    } else {
      quote(line, value);
    }
  }

  private static boolean isPlain(String value) {
    return !value.isEmpty()
        && value
            .chars()
            .noneMatch(
                c ->
                    Character.isWhitespace(c)
                        || Character.isSpaceChar(c)
                        || c == '='
                        || c == '"'
                        || c == '\\'
                        || Escapes.isNeeded(c));
  }

  private static void quote(StringBuilder line, String value) {
    line.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '"', '\\' -> line.append('\\').append(c);
        case '\n' -> line.append("\\n");
        case '\r' -> line.append("\\r");
        case '\t' -> line.append("\\t");
        default -> line.append(Escapes.isNeeded(c) ? Escapes.escaped(c) : String.valueOf(c));
      }
    }
    line.append('"');
  }
}
