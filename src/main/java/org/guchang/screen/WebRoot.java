package org.guchang.screen;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where the screen's files are: on the class path, read once each and kept, or in a folder, read
 * each time so that an edit shows at once. Owned by one event loop; what it reads is small.
 */
final class WebRoot {
  private static final String ON_CLASS_PATH = "webroot/";

  /** Plain names only: no dot files, nothing that leads out of the root. */
  private static final Pattern PLAIN =
      Pattern.compile("(?:[A-Za-z0-9_-][A-Za-z0-9._-]*/){0,8}[A-Za-z0-9_-][A-Za-z0-9._-]*");

  private final @Nullable Path folder;
  private final Map<String, WebFile> kept = new HashMap<>();

  WebRoot(@Nullable Path folder) {
    this.folder = folder;
  }

  /**
   * @param path below the root, e.g. {@code js/wall.js}; null when there is no such file
   */
  @Nullable WebFile file(String path) throws IOException {
    String type = WebFile.typeOf(path);
    if (type == null || !PLAIN.matcher(path).matches()) {
      return null;
    }
    WebFile known = kept.get(path);
    if (known != null) {
      return known;
    }
    byte[] content = folder == null ? onClassPath(path) : inFolder(folder, path);
    if (content == null) {
      return null;
    }
    WebFile file = WebFile.of(content, type);
    if (folder == null) {
      kept.put(path, file);
    }
    return file;
  }

  private static byte @Nullable [] onClassPath(String path) throws IOException {
    try (InputStream in =
        WebRoot.class.getClassLoader().getResourceAsStream(ON_CLASS_PATH + path)) {
      return in == null ? null : in.readAllBytes();
    }
  }

  private static byte @Nullable [] inFolder(Path folder, String path) throws IOException {
    Path file = folder.resolve(path);
    return Files.isRegularFile(file) ? Files.readAllBytes(file) : null;
  }
}
