package org.guchang.ingest.csv;

/** Text that cannot be taken apart into rows and cells. The message is for whoever sent it. */
public class BrokenSheet extends Exception {
  private static final long serialVersionUID = 1L;

  private final int line;

  BrokenSheet(int line, String message) {
    super(message, null, false, false);
    this.line = line;
  }

  /** Where it breaks, from 1. */
  public int line() {
    return line;
  }
}
