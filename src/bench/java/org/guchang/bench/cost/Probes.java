package org.guchang.bench.cost;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLongArray;
import org.HdrHistogram.Histogram;
import org.guchang.bench.load.OrderEvents;
import org.guchang.bench.load.Orders;
import org.guchang.bench.load.ScreenLoad;
import org.guchang.bench.stage.ChildJvm;

/** Posts single orders, one after another, and watches one screen for each. */
final class Probes {
  private static final int PATIENCE_SECONDS = 10;
  private static final int WATCH_MILLIS = 20;
  private static final int ANSWER_BYTES = 4096;

  private final ChildJvm server;
  private final String name;
  private final int pause;
  private final List<byte[]> posts = new ArrayList<>();
  private final long[] sent;
  private final AtomicLongArray shown;
  private volatile int current = -1;

  Probes(ChildJvm server, Orders orders, String name, int count, int pause) {
    this.server = server;
    this.name = name;
    this.pause = pause;
    this.sent = new long[count];
    this.shown = new AtomicLongArray(count);
    for (int i = 0; i < count; i++) {
      posts.add(orders.probe(sku(i)));
    }
  }

  /** Microseconds to the answer and to the frame. */
  record Delays(Histogram answers, Histogram frames) {}

  private String sku(int probe) {
    return name + "-" + probe;
  }

  Delays call() throws Exception {
    AtomicBoolean done = new AtomicBoolean();
    ExecutorService threads = Executors.newSingleThreadExecutor();
    int port = Integer.parseInt(server.fact("screenPort"));
    Histogram answers = new Histogram(60_000_000, 3);
    try (ScreenLoad screen = new ScreenLoad(port, "session/" + OrderEvents.SESSION, 1);
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(PATIENCE_SECONDS * 1000);
      screen.listen(this::look);
      Future<?> watching =
          threads.submit(
              () -> {
                while (!done.get()) {
                  screen.watch(WATCH_MILLIS);
                }
                return null;
              });
      SplittableRandom random = new SplittableRandom(4);
      for (int i = 0; i < sent.length; i++) {
        TimeUnit.MILLISECONDS.sleep(random.nextInt(pause / 2, pause * 3 / 2 + 1));
        post(socket, i);
        answers.recordValue((System.nanoTime() - sent[i]) / 1000);
        awaitFrame(i, watching);
      }
      done.set(true);
      watching.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } finally {
      done.set(true);
      threads.shutdownNow();
    }
    Histogram frames = new Histogram(60_000_000, 3);
    for (int i = 0; i < sent.length; i++) {
      frames.recordValue((shown.get(i) - sent[i]) / 1000);
    }
    return new Delays(answers, frames);
  }

  private void look(String frame) {
    long now = System.nanoTime();
    int probe = current;
    if (probe >= 0 && shown.get(probe) == 0 && frame.contains('"' + sku(probe) + '"')) {
      shown.set(probe, now);
    }
  }

  private void post(Socket socket, int probe) throws IOException {
    current = probe;
    sent[probe] = System.nanoTime();
    socket.getOutputStream().write(posts.get(probe));
    byte[] answer = new byte[ANSWER_BYTES];
    InputStream in = socket.getInputStream();
    int length = in.read(answer);
    // HTTP/1.1 200; a receipt is one packet
    if (length < 12 || answer[9] != '2') {
      throw new IOException(new String(answer, 0, Math.max(0, length), StandardCharsets.UTF_8));
    }
  }

  private void awaitFrame(int probe, Future<?> watching) throws Exception {
    long deadline = System.nanoTime() + PATIENCE_SECONDS * 1_000_000_000L;
    while (shown.get(probe) == 0) {
      if (watching.isDone()) {
        watching.get();
      }
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("no frame showed " + sku(probe));
      }
      TimeUnit.MILLISECONDS.sleep(1);
    }
  }
}
