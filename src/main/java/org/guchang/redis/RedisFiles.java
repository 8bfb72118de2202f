package org.guchang.redis;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the embedded Redis leaves in its folder. */
final class RedisFiles {

  private static final Logger LOG = LoggerFactory.getLogger(RedisFiles.class);

  /** Its log is kept to twice this, bytes. */
  private static final long LOG_LIMIT = 10_000_000;

  /** How much of what it said since its start is looked at, bytes. */
  private static final int LOOK_BACK = 64 * 1024;

  private static final Pattern DATA =
      Pattern.compile("appendonlydir/[^/]+|appendonly\\.aof|dump\\.rdb|version");

  private RedisFiles() {}

  /** Refuses a Redis that would not see what a newer one wrote, and would start empty. */
  static void check(Path dir, RedisVersion version) throws IOException {
    Path file = dir.resolve("version");
    if (!Files.exists(file)) {
      return;
    }
    Optional<RedisVersion> writer = RedisVersion.find(Files.readString(file));
    if (writer.isPresent() && !version.reads(writer.get())) {
      throw new RedisUnsuitable(
          "The data in "
              + dir
              + " was written by Redis "
              + writer.get()
              + ", and the newest on this machine is "
              + version
              + ", which cannot read it. Install Redis "
              + writer.get().major()
              + "."
              + writer.get().minor()
              + " or newer.");
    }
  }

  /** Throws the data away; only what Redis itself names so. */
  static void clear(Path dir) throws IOException {
    List<Path> data = new ArrayList<>();
    try (Stream<Path> files = Files.walk(dir, 2)) {
      files
          .filter(file -> DATA.matcher(dir.relativize(file).toString()).matches())
          .forEach(data::add);
    }
    for (Path file : data) {
      Files.delete(file);
    }
  }

  static void rememberVersion(Path dir, RedisVersion version) throws IOException {
    PrivateFile.write(dir.resolve("version"), version + "\n");
  }

  static void rotateLog(Path log) throws IOException {
    if (size(log) > LOG_LIMIT) {
      Files.move(log, log.resolveSibling("redis.log.1"), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  static long size(Path file) throws IOException {
    return Files.exists(file) ? Files.size(file) : 0;
  }

  /** Adds what Redis itself said; a taken port becomes {@link PortTaken}. */
  static RuntimeException explained(RedisUnsuitable failure, Path log, long from)
      throws IOException {
    List<String> said = saidSince(log, from);
    RedisUnsuitable explained =
        new RedisUnsuitable(
            failure.getMessage()
                + ". It said: "
                + String.join(" / ", said.subList(Math.max(0, said.size() - 4), said.size())));
    return said.stream().anyMatch(line -> line.contains("Address already in use"))
        ? new PortTaken(explained)
        : explained;
  }

  static void reportTornTail(Path log, long from) throws IOException {
    for (String line : saidSince(log, from)) {
      if (line.contains("short read while loading")
          || line.contains("Truncating the AOF")
          || line.contains("aof-load-truncated")) {
        LOG.warn(
            "The append-only file ended in the middle of a write (the machine or Redis was"
                + " stopped hard); the unfinished write was dropped. Redis says: {}",
            line);
        return;
      }
    }
  }

  private static List<String> saidSince(Path log, long from) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
      file.seek(Math.max(from, file.length() - LOOK_BACK));
      byte[] said = new byte[(int) (file.length() - file.getFilePointer())];
      file.readFully(said);
      return Arrays.stream(new String(said, StandardCharsets.UTF_8).split("\n"))
          .filter(line -> !line.isBlank())
          .toList();
    }
  }
}
