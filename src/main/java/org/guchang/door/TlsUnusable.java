package org.guchang.door;

/** A certificate, its key or the authorities of clients cannot be used; the message says why. */
public final class TlsUnusable extends Exception {
  private static final long serialVersionUID = 1L;

  TlsUnusable(String why) {
    super(why);
  }
}
