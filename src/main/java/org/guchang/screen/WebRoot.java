package org.guchang.screen;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

  private static final int VERSION_BYTES = 8;

  private final @Nullable Path folder;
  private final Map<String, WebFile> kept = new HashMap<>();
  private @Nullable String version;

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
    byte[] content = content(path);
    if (content == null) {
      return null;
    }
    String links = path.endsWith(".html") ? ModuleLinks.of(content, this::content) : "";
    WebFile file = WebFile.of(content, type, links);
    if (folder == null) {
      kept.put(path, file);
    }
    return file;
  }

  /**
   * One text for all files there are: another text, another page. Short hexadecimal digest of their
   * names and contents.
   */
  String version() throws IOException {
    String known = version;
    if (known != null) {
      return known;
    }
    String found = digest();
    version = folder == null ? found : null;
    return found;
  }

  private String digest() throws IOException {
    MessageDigest digest = sha256();
    for (String path : paths()) {
      byte[] content = content(path);
      if (content != null) {
        digest.update((path + "\n" + content.length + "\n").getBytes(StandardCharsets.UTF_8));
        digest.update(content);
      }
    }
    return HexFormat.of().formatHex(digest.digest(), 0, VERSION_BYTES);
  }

  private SortedSet<String> paths() throws IOException {
    URL index = WebRoot.class.getClassLoader().getResource(ON_CLASS_PATH + "index.html");
    if (folder == null && index != null && index.openConnection() instanceof JarURLConnection jar) {
      jar.setUseCaches(false);
      try (JarFile file = jar.getJarFile()) {
        return file.stream()
            .map(JarEntry::getName)
            .filter(name -> name.startsWith(ON_CLASS_PATH) && !name.endsWith("/"))
            .map(name -> name.substring(ON_CLASS_PATH.length()))
            .collect(Collectors.toCollection(TreeSet::new));
      }
    }
    Path root = folder;
    if (root == null && index != null) {
      root = Path.of(URI.create(index.toString())).getParent();
    }
    return root == null ? new TreeSet<>() : inFolder(root);
  }

  private static SortedSet<String> inFolder(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> root.relativize(file).toString())
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private byte @Nullable [] content(String path) throws IOException {
    Path root = folder;
    return root == null ? onClassPath(path) : inFolder(root, path);
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
