package org.guchang.bench.stage;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Lies between the server and Redis, and can be slow, or stop forwarding without closing anything,
 * as a firewall does that forgot a connection.
 */
public final class FaultProxy implements AutoCloseable {
  private static final int BLOCK = 64 << 10;
  private static final long LOOK_NANOS = 2_000_000;

  private final ServerSocket door;
  private final int target;
  private volatile long delayNanos;
  private final AtomicInteger cut = new AtomicInteger();

  /**
   * @param target port on this host
   */
  public FaultProxy(int target) throws IOException {
    this.target = target;
    this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    daemon(this::accept);
  }

  public String uri() {
    return "redis://127.0.0.1:" + door.getLocalPort();
  }

  /** Each block is held back for so long, in each direction half of it. */
  public void slow(long millis) {
    delayNanos = millis * 500_000;
  }

  /** What is connected now hears and says nothing more; what connects later does. */
  public void cutHalfOpen() {
    cut.incrementAndGet();
  }

  private void accept() {
    try {
      while (true) {
        Socket from = door.accept();
        from.setTcpNoDelay(true);
        try {
          Socket to = new Socket(InetAddress.getLoopbackAddress(), target);
          to.setTcpNoDelay(true);
          int made = cut.get();
          daemon(() -> forward(from, to, made));
          daemon(() -> forward(to, from, made));
        } catch (IOException away) {
          from.close();
        }
      }
    } catch (IOException closed) {
      // the end
    }
  }

  private void forward(Socket from, Socket to, int made) {
    byte[] block = new byte[BLOCK];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int read = in.read(block); read >= 0; read = in.read(block)) {
        if (delayNanos > 0) {
          LockSupport.parkNanos(delayNanos);
        }
        while (made != cut.get()) {
          // neither end is told
          if (from.isClosed()) {
            return;
          }
          LockSupport.parkNanos(LOOK_NANOS);
        }
        out.write(block, 0, read);
      }
    } catch (IOException gone) {
      // both ends are closed, as they would be without a proxy
    }
  }

  private static void daemon(Runnable work) {
    Thread thread = new Thread(work, "bench-proxy");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() {
    try {
      door.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
