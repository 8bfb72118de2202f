package org.guchang.bench.overload;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.guchang.bench.load.RawConnection;
import org.guchang.bench.overload.OverloadPartner.Heard;
import picocli.CommandLine.Option;

/** What must hold under too much, and what of it did not. */
final class OverloadPromises {
  @Option(names = "--p99", description = "In which the accepted are answered, milliseconds.")
  long p99Millis = 500;

  @Option(names = "--recovery", description = "In which all is well again, milliseconds.")
  long recoveryMillis = 2_000;

  @Option(
      names = "--mostly",
      description = "Share of what should be sent, below which nothing is proved.")
  double mostly = 0.9;

  private static final long MEGA = 1 << 20;

  /** Caches are filled, code is loaded. */
  private static final long MOST_HEAP_GROWTH = 48 * MEGA;

  /** The heap of 256 MB, and what the machine and its buffers take beside it. */
  private static final long MOST_RESIDENT = 640 * MEGA;

  /** An order takes some 300 bytes. */
  private static final long MOST_OF_AN_ORDER = 1_024;

  private static final long MOST_REDIS_BUFFERS = 96 * MEGA;

  private static final long GIVE_UP_MILLIS = 30_000;
  private static final int PAUSE_MILLIS = 20;

  private final List<String> broken = new ArrayList<>();
  private String where = "";

  List<String> broken() {
    return broken;
  }

  void begin(String about) {
    where = about.toLowerCase(Locale.ROOT) + ": ";
  }

  void check(boolean holds, String otherwise, Object... figures) {
    if (!holds) {
      broken.add(where + String.format(Locale.ROOT, otherwise, figures));
    }
  }

  void greedy(Heard heard) {
    common(OverloadCatalog.GREEDY, heard);
    check(heard.good > 0, "nothing of the greedy partner was accepted");
  }

  void modest(String name, Heard heard) {
    common(name, heard);
    check(heard.refused == 0, "%s was refused %d times", name, heard.refused);
    check(heard.good > 0, "%s sent nothing", name);
  }

  private void common(String name, Heard heard) {
    double millis = heard.waits.getValueAtPercentile(99) / 1e3;
    check(millis < p99Millis, "%s waited %.0f ms (p99)", name, millis);
    check(
        heard.withoutRetryAfter == 0,
        "%s: %d answers of 503 without Retry-After",
        name,
        heard.withoutRetryAfter);
    check(heard.others == 0, "%s: %d other answers: %s", name, heard.others, heard.firstOther);
  }

  void offered(double was, double times) {
    check(was > mostly * times, "only %.1f of %.1f times too much could be sent", was, times);
  }

  void memory(long heapGrowth, long resident, long redisGrowth, long orders) {
    check(heapGrowth < MOST_HEAP_GROWTH, "the heap grew by %d MB", heapGrowth / MEGA);
    check(resident < MOST_RESIDENT, "the server took %d MB", resident / MEGA);
    check(
        redisGrowth < MOST_REDIS_BUFFERS + orders * MOST_OF_AN_ORDER,
        "Redis grew by %d MB",
        redisGrowth / MEGA);
  }

  /** Milliseconds until an order is answered 2xx in good time. */
  long recovered(String name, int port, OverloadPartner partner) throws IOException {
    long began = System.nanoTime();
    try (RawConnection connection = new RawConnection(port)) {
      while (millisSince(began) < GIVE_UP_MILLIS) {
        OverloadPartner.Order order = partner.next();
        long sent = System.nanoTime();
        connection.write(order.request().array());
        RawConnection.Answered answered = connection.answer();
        if (answered.status() == 200) {
          partner.kept(order);
          if (millisSince(sent) < p99Millis) {
            break;
          }
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(PAUSE_MILLIS));
      }
    }
    long millis = millisSince(began);
    check(millis < recoveryMillis, "%s was in good time again after %d ms only", name, millis);
    return millis;
  }

  private static long millisSince(long began) {
    return (System.nanoTime() - began) / 1_000_000;
  }
}
