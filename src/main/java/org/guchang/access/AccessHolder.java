package org.guchang.access;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The list in use, replaced as a whole; read from any thread. */
public final class AccessHolder {
  private final @Nullable Path file;
  private volatile AccessList current;
  private final AtomicLong edition = new AtomicLong();

  /**
   * @param file that it is read from; null: nobody
   */
  public AccessHolder(@Nullable Path file) {
    this.file = file;
    this.current = AccessListFile.load(file);
  }

  public AccessList current() {
    return current;
  }

  /** Another number for every list there was. */
  long edition() {
    return edition.get();
  }

  /**
   * Reads the file anew; when it cannot be used the old list stays. Blocks.
   *
   * @throws AccessProblems with all that is wrong in it
   */
  public AccessList reload() {
    AccessList read = AccessListFile.load(file);
    current = read;
    edition.incrementAndGet();
    return read;
  }
}
