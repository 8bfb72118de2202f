package org.guchang.screen;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.guchang.access.BoardPatterns;
import org.jspecify.annotations.Nullable;

/** Where to go on this door: never to another host, whatever somebody put into a link. */
final class LocalPath {
  /** Begins with one slash; no backslash, which browsers take for one; no control characters. */
  private static final Pattern LOCAL = Pattern.compile("/(?![/\\\\])[^\\\\\\p{Cntrl}\\s]{0,1000}");

  private LocalPath() {}

  /** The path as it is, when it is one of this door; else the list of boards. */
  static String of(@Nullable String asked) {
    boolean local = asked != null && LOCAL.matcher(asked).matches();
    return asked == null || !local || asked.startsWith("/login") ? "/" : asked;
  }

  /** For a parameter. */
  static String encoded(String path) {
    return URLEncoder.encode(of(path), StandardCharsets.UTF_8);
  }

  /** The board, where one is named; else the list of them. */
  static String ofBoards(BoardPatterns boards) {
    String first = boards.written().isEmpty() ? "*" : boards.written().get(0);
    if (boards.written().size() != 1 || first.contains("*")) {
      return "/";
    }
    String encoded = URLEncoder.encode(first, StandardCharsets.UTF_8).replace("+", "%20");
    return "/boards/" + encoded.replace("%2F", "/");
  }
}
