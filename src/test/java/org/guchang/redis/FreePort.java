package org.guchang.redis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** For a process that has to be told its port. */
public final class FreePort {
  private static final int FIRST = 10_000;

  /** From here up the system gives ports to whoever asks for any: one of them may go meanwhile. */
  private static final int BEYOND = 32_000;

  private static final int TRIES = 100;

  private FreePort() {}

  /** One that nobody listens on, on loopback, a moment ago. */
  public static int any() {
    for (int i = 0; i < TRIES; i++) {
      int port = ThreadLocalRandom.current().nextInt(FIRST, BEYOND);
      try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (BindException taken) {
        // another one
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    throw new IllegalStateException("no port is free");
  }
}
