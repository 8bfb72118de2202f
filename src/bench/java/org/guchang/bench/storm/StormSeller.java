package org.guchang.bench.storm;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.guchang.bench.load.Orders;
import org.guchang.bench.load.RawConnection;
import org.guchang.config.Catalog;

/**
 * Moves the session five times a second: a batch of orders, each again until it is answered 2xx.
 * One thread.
 */
final class StormSeller implements Runnable {
  private static final long EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

  private final Orders orders;
  private final int port;
  private final int batch;
  private volatile boolean ended;
  private final Thread thread = new Thread(this, "bench-seller");

  /**
   * @param batch orders each time
   */
  StormSeller(Catalog catalog, int port, int batch, long seed) {
    this.orders = new Orders(catalog, seed);
    this.port = port;
    this.batch = batch;
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void run() {
    long next = System.nanoTime();
    try (RawConnection connection = new RawConnection(port)) {
      while (!ended) {
        ByteBuffer request = orders.deliveries(1, batch).requests().get(0);
        byte[] bytes = new byte[request.remaining()];
        request.get(bytes);
        deliver(connection, bytes);
        next = Math.max(System.nanoTime(), next + EVERY_NANOS);
        LockSupport.parkNanos(next - System.nanoTime());
      }
    }
  }

  private static void deliver(RawConnection connection, byte[] request) {
    while (true) {
      try {
        connection.write(request);
        if (connection.answer().status() == 200) {
          return;
        }
      } catch (IOException away) {
        connection.close();
      }
      LockSupport.parkNanos(EVERY_NANOS);
    }
  }

  /** Orders that were answered 2xx, when no more come. */
  long end() throws InterruptedException {
    ended = true;
    thread.join(TimeUnit.SECONDS.toMillis(60));
    return orders.count();
  }
}
