package org.guchang.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;

/** Reads a line of {@code key=value} strictly, as a collector of logs does. */
public final class Logfmt {
  private final String line;
  private int at;

  private Logfmt(String line) {
    this.line = line;
  }

  /** Fails where the line is anything else than pairs, or has a key twice. */
  public static Map<String, String> read(String line) {
    Logfmt reader = new Logfmt(line);
    Map<String, String> fields = new LinkedHashMap<>();
    do {
      String key = reader.key();
      assertThat(key).as(line).matches("[a-z][a-z0-9.-]*");
      assertThat(fields.put(key, reader.value())).as(key + " is twice in " + line).isNull();
    } while (reader.goesOn());
    return fields;
  }

  private String key() {
    int end = line.indexOf('=', at);
    assertThat(end).as("no key=value at " + at + " of " + line).isGreaterThan(at);
    String key = line.substring(at, end);
    at = end + 1;
    return key;
  }

  private String value() {
    if (at < line.length() && line.charAt(at) == '"') {
      at++;
      return quoted();
    }
    int end = line.indexOf(' ', at);
    String plain = line.substring(at, end < 0 ? line.length() : end);
    assertThat(plain).as(line).doesNotContain("=", "\"", "\\").isNotEmpty();
    at += plain.length();
    return plain;
  }

  private String quoted() {
    StringBuilder value = new StringBuilder();
    while (line.charAt(at) != '"') {
      value.append(line.charAt(at) == '\\' ? escaped() : line.charAt(at));
      at++;
    }
    at++;
    return value.toString();
  }

  private char escaped() {
    at++;
    char c = line.charAt(at);
    if (c == 'u') {
      at += 4;
      return (char) Integer.parseInt(line.substring(at - 3, at + 1), 16);
    }
    return switch (c) {
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case '"', '\\' -> c;
      default -> throw new AssertionError("an escape that is none, at " + at + " of " + line);
    };
  }

  private boolean goesOn() {
    if (at == line.length()) {
      return false;
    }
    assertThat(line.charAt(at)).as("at " + at + " of " + line).isEqualTo(' ');
    at++;
    return true;
  }
}
