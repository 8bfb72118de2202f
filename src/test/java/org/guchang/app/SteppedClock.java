package org.guchang.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A clock for one process and its children that can be set while they run: faketime's library,
 * which is asked in place of the system's.
 */
final class SteppedClock {
  private static final List<Path> LIBRARIES =
      List.of(Path.of("/usr/lib"), Path.of("/usr/local/lib"));
  private static final String LIBRARY = "libfaketimeMT.so.1";

  private final Path offset;

  /** One that is right. */
  SteppedClock(Path dir) throws IOException {
    offset = dir.resolve("clock-offset");
    step(0);
  }

  /** From now on it is so many seconds ahead, or behind where less than 0; seen within a second. */
  void step(long seconds) throws IOException {
    Path next = offset.resolveSibling("clock-offset.next");
    Files.writeString(next, "%+d".formatted(seconds));
    Files.move(next, offset, StandardCopyOption.REPLACE_EXISTING);
  }

  /** What a process is to have in its environment; how long something takes it sees as it is. */
  Map<String, String> environment() throws IOException {
    Map<String, String> environment = new HashMap<>();
    environment.put("LD_PRELOAD", library().toString());
    environment.put("FAKETIME_TIMESTAMP_FILE", offset.toString());
    environment.put("FAKETIME_CACHE_DURATION", "1");
    environment.put("FAKETIME_DONT_FAKE_MONOTONIC", "1");
    // with it threads do not wait at all
    environment.put("FAKETIME_FORCE_MONOTONIC_FIX", "0");
    environment.put("FAKETIME_DISABLE_SHM", "1");
    return environment;
  }

  private static Path library() throws IOException {
    for (Path root : LIBRARIES) {
      try (Stream<Path> files = Files.find(root, 4, (file, is) -> file.endsWith(LIBRARY))) {
        var found = files.findFirst();
        if (found.isPresent()) {
          return found.get();
        }
      }
    }
    throw new AssertionError("prepare.sh installs faketime, yet there is no " + LIBRARY);
  }
}
