package org.guchang.screen;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a page's modules import, and what those import: told with the page in a {@code Link} header
 * of the relation <a
 * href="https://html.spec.whatwg.org/multipage/links.html#link-type-modulepreload">modulepreload</a>,
 * so that a browser asks for all of them at once and not level by level.
 */
final class ModuleLinks {
  private static final Pattern ENTRY =
      Pattern.compile("<script type=\"module\" src=\"/([^\"]+)\"></script>");

  /** Static imports and re-exports; {@code import('…')} is asked for when it is needed. */
  private static final Pattern IMPORT =
      Pattern.compile("(?m)^(?:import|export)\\b[^;'\"]*?['\"](\\.{1,2}/[^'\"]+)['\"]");

  /** The files of the screen. */
  interface Files {
    /** Null when there is no such file. */
    byte @Nullable [] content(String path) throws IOException;
  }

  private ModuleLinks() {}

  /** The value of the header; empty for a page without modules. */
  static String of(byte[] page, Files files) throws IOException {
    Set<String> found = new LinkedHashSet<>();
    Deque<String> open = new ArrayDeque<>();
    Matcher entry = ENTRY.matcher(new String(page, StandardCharsets.UTF_8));
    while (entry.find()) {
      open.add(entry.group(1));
    }
    while (!open.isEmpty()) {
      String path = open.remove();
      byte[] module = found.add(path) ? files.content(path) : null;
      if (module != null) {
        Matcher imported = IMPORT.matcher(new String(module, StandardCharsets.UTF_8));
        while (imported.find()) {
          open.add(Path.of(path).resolveSibling(imported.group(1)).normalize().toString());
        }
      }
    }
    return found.stream()
        .map(path -> "</" + path + ">; rel=modulepreload")
        .collect(Collectors.joining(", "));
  }
}
