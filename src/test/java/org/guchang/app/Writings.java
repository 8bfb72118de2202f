package org.guchang.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A text in the ways in which it could stand in a file and still be read by whoever looks. */
final class Writings {
  /** Shorter ones stand somewhere by chance. */
  private static final int MIN_CHARS = 8;

  private Writings() {}

  /** Plain, in hexadecimal, Base64 wherever it begins, percent signs, and escaped as in JSON. */
  static List<String> of(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    List<String> writings = new ArrayList<>();
    writings.add(text);
    for (byte[] each : List.of(bytes, text.getBytes(Charset.forName("GBK")))) {
      String hex = HexFormat.of().formatHex(each);
      writings.add(hex);
      writings.add(hex.toUpperCase(Locale.ROOT));
    }
    for (int before = 0; before < 3; before++) {
      writings.add(base64(bytes, before, Base64.getEncoder()));
      writings.add(base64(bytes, before, Base64.getUrlEncoder()));
    }
    if (!text.chars().allMatch(c -> c < 128)) {
      writings.add(URLEncoder.encode(text, UTF_8));
      writings.add(
          text.chars().mapToObj(c -> String.format("\\u%04x", c)).collect(Collectors.joining()));
      writings.add(
          text.codePoints()
              .mapToObj(c -> new String(Character.toChars(c)).getBytes(UTF_8))
              .flatMap(each -> HexFormat.of().formatHex(each).transform(Writings::bytes))
              .collect(Collectors.joining()));
    }
    return writings.stream()
        .filter(each -> each.equals(text) || each.length() >= MIN_CHARS)
        .distinct()
        .toList();
  }

  /** As {@code redis-cli} and Redis's log write bytes. */
  private static java.util.stream.Stream<String> bytes(String hex) {
    return java.util.stream.IntStream.range(0, hex.length() / 2)
        .mapToObj(i -> "\\x" + hex.substring(2 * i, 2 * i + 2));
  }

  /** Without the signs at both ends that depend on what stands around it. */
  private static String base64(byte[] bytes, int before, Base64.Encoder encoder) {
    byte[] placed = new byte[before + bytes.length];
    System.arraycopy(bytes, 0, placed, before, bytes.length);
    int whole = placed.length / 3 * 4;
    String text = encoder.withoutPadding().encodeToString(placed);
    return text.substring(before == 0 ? 0 : 4, Math.max(4, whole));
  }
}
