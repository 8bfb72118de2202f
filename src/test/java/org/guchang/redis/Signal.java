package org.guchang.redis;

import java.io.IOException;

/** What Java cannot send: signals other than TERM and KILL. */
public final class Signal {

  private Signal() {}

  /** Sends the signal, e.g. {@code STOP}, to one process. */
  public static void send(String name, long pid) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, String.valueOf(pid)).inheritIO().start().waitFor();
  }
}
