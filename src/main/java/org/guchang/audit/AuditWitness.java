package org.guchang.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.guchang.redis.PrivateFile;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The newest line that this server has seen, in {@code <data>/audit.seen}: {@code NUMBER DIGEST}.
 * It is not in Redis, so that a trail which was cut at its end or made anew as a whole is noticed.
 * Confined to one event loop; writes a line of text a change.
 */
final class AuditWitness {
  private static final Logger LOG = LoggerFactory.getLogger(AuditWitness.class);
  private static final Pattern SEEN = Pattern.compile("(\\d{1,18}) ([0-9a-f]{64})\\s*");

  private final Path file;
  private @Nullable Seen newest;

  AuditWitness(Path dataDir) {
    file = dataDir.resolve("audit.seen");
    newest = read();
  }

  /** A line that was there. */
  record Seen(long number, String digest) {}

  /** Null when none was. */
  @Nullable Seen seen() {
    return newest;
  }

  /** Remembers a line that is newer than all it remembers; others it forgets. */
  void saw(long number, String digest) {
    if (number == 0 || (newest != null && newest.number() >= number)) {
      return;
    }
    newest = new Seen(number, digest);
    try {
      PrivateFile.write(file, number + " " + digest + "\n");
    } catch (IOException failure) {
      LOG.warn(
          "Cannot write {}, so that after the next start nobody will notice if the end of the audit"
              + " trail is gone: {}",
          file,
          failure.toString());
    }
  }

  private @Nullable Seen read() {
    try {
      Matcher matcher = SEEN.matcher(Files.readString(file));
      if (matcher.matches()) {
        return new Seen(Long.parseLong(matcher.group(1)), matcher.group(2));
      }
      LOG.warn("{} is not as this server writes it, and is taken for absent", file);
    } catch (NoSuchFileException none) {
      LOG.debug("No line of the audit trail was seen yet", none);
    } catch (IOException failure) {
      LOG.warn("Cannot read {}: {}", file, failure.toString());
    }
    return null;
  }
}
