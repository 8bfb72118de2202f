package org.guchang.board;

/** A board cannot be shown as it was then; the message says for which times it can. */
public final class NoSuchMoment extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NoSuchMoment(String message) {
    super(message, null, false, false);
  }
}
