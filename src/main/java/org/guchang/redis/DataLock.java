package org.guchang.redis;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Says that a data directory belongs to this process. The operating system lets go of it when the
 * process ends, however it ends.
 */
public final class DataLock implements AutoCloseable {
  /*
   * POSIX drops a process's lock on a file as soon as the process closes any descriptor of that file. So a directory
   * that this process holds is never opened a second time: HELD is asked first, and the owner's pid is in a file of
   * its own.
   */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path dir;
  private final FileChannel channel;

  private DataLock(Path dir, FileChannel channel) {
    this.dir = dir;
    this.channel = channel;
  }

  /**
   * Takes the directory, making it where it is missing.
   *
   * @throws RedisUnsuitable when another server has it, or it cannot be written
   */
  public static DataLock take(Path dataDir) {
    try {
      PrivateFile.folder(dataDir);
      Path dir = dataDir.toRealPath();
      if (!HELD.add(dir)) {
        throw taken(dir, String.valueOf(ProcessHandle.current().pid()));
      }
      return open(dir);
    } catch (IOException failure) {
      throw new RedisUnsuitable(
          "The data directory " + dataDir.toAbsolutePath() + " cannot be used: " + failure);
    }
  }

  private static DataLock open(Path dir) throws IOException {
    FileChannel channel = null;
    boolean held = false;
    try {
      channel =
          FileChannel.open(
              dir.resolve("guchang.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = channel.tryLock();
      if (lock == null) {
        throw taken(dir, ownerOf(dir));
      }
      PrivateFile.write(dir.resolve("guchang.pid"), ProcessHandle.current().pid() + "\n");
      held = true;
      return new DataLock(dir, channel);
    } catch (OverlappingFileLockException sameProcess) {
      throw taken(dir, String.valueOf(ProcessHandle.current().pid()));
    } finally {
      if (!held) {
        HELD.remove(dir);
        if (channel != null) {
          channel.close();
        }
      }
    }
  }

  private static @Nullable String ownerOf(Path dir) {
    try {
      return Files.readString(dir.resolve("guchang.pid")).strip();
    } catch (IOException unknown) {
      return null;
    }
  }

  private static RedisUnsuitable taken(Path dir, @Nullable String pid) {
    String owner =
        pid == null || pid.isEmpty() ? "Another server" : "Another server (process " + pid + ")";
    return new RedisUnsuitable(
        owner
            + " is using the data directory "
            + dir
            + ". Stop it first, or give this one a directory of its own (setting data.dir).");
  }

  /** The directory, absolute. */
  public Path dir() {
    return dir;
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(dir.resolve("guchang.pid"));
    channel.close();
    HELD.remove(dir);
  }
}
