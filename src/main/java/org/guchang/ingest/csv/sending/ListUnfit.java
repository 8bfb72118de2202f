package org.guchang.ingest.csv.sending;

/** A file that cannot be sent as it is; the message says what to change. */
public final class ListUnfit extends Exception {
  private static final long serialVersionUID = 1L;

  public ListUnfit(String message) {
    super(message);
  }
}
