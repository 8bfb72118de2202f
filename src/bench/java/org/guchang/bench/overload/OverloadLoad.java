package org.guchang.bench.overload;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.guchang.bench.load.AnswerBytes;

/**
 * Sends partners' orders when they are due, whatever becomes of those before, on one thread. A
 * connection has one order under way; what is due while none is free is held back, and counted.
 */
final class OverloadLoad {
  private static final int ANSWER_BYTES = 64 << 10;
  private static final byte[] NOTHING = {};

  /** After the end, for answers that are still to come. */
  private static final long PATIENCE_NANOS = 30_000_000_000L;

  private static final double NANOS = 1e9;

  private final List<Line> lines = new ArrayList<>();
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(ANSWER_BYTES);
  private final AnswerBytes came = new AnswerBytes(2 * ANSWER_BYTES);
  private int underWay;

  /**
   * Who sends how much.
   *
   * @param perSecond infinite: whenever a connection is free
   * @param fromDue whether a wait begins when the order was due, else when its first byte went
   */
  record Pace(OverloadPartner partner, int connections, double perSecond, boolean fromDue) {}

  private static final class Line {
    final Pace pace;
    final ArrayDeque<SelectionKey> free = new ArrayDeque<>();
    long due;

    Line(Pace pace) {
      this.pace = pace;
    }
  }

  private static final class Connection {
    final SocketChannel channel;
    final Line line;
    OverloadPartner.Order order = new OverloadPartner.Order(ByteBuffer.allocate(0), 0);
    long began;
    byte[] kept = NOTHING;

    Connection(SocketChannel channel, Line line) {
      this.channel = channel;
      this.line = line;
    }
  }

  private OverloadLoad(List<Pace> paces) {
    paces.forEach(pace -> lines.add(new Line(pace)));
  }

  /**
   * Returns when every order has its answer.
   *
   * @param port of the partner door
   * @param nanos how long to send
   */
  static void run(int port, List<Pace> paces, long nanos) throws IOException {
    new OverloadLoad(paces).go(port, nanos);
  }

  private void go(int port, long nanos) throws IOException {
    try (Selector selector = Selector.open()) {
      try {
        connect(selector, port);
        long began = System.nanoTime();
        for (long at = 0; at < nanos; at = System.nanoTime() - began) {
          for (Line line : lines) {
            sendDue(line, began, at);
          }
          selector.select(this::ready, 1);
        }
        while (underWay > 0) {
          if (System.nanoTime() - began > nanos + PATIENCE_NANOS) {
            throw new IOException(underWay + " orders were never answered");
          }
          selector.select(this::ready, 100);
        }
      } finally {
        for (SelectionKey key : selector.keys()) {
          key.channel().close();
        }
      }
    }
  }

  private void connect(Selector selector, int port) throws IOException {
    for (Line line : lines) {
      for (int i = 0; i < line.pace.connections(); i++) {
        SocketChannel channel =
            SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true).configureBlocking(false);
        line.free.add(
            channel.register(selector, SelectionKey.OP_READ, new Connection(channel, line)));
      }
    }
  }

  private void sendDue(Line line, long began, long at) throws IOException {
    double rate = line.pace.perSecond();
    if (Double.isInfinite(rate)) {
      while (!line.free.isEmpty()) {
        send(line.free.remove(), System.nanoTime());
      }
      return;
    }
    long most = (long) (at / NANOS * rate);
    while (line.due < most && !line.free.isEmpty()) {
      long due = began + (long) (++line.due / rate * NANOS);
      send(line.free.remove(), line.pace.fromDue() ? due : System.nanoTime());
    }
    if (!line.pace.fromDue()) {
      line.pace.partner().heldBack(most - line.due);
      line.due = most;
    }
  }

  private void send(SelectionKey key, long began) throws IOException {
    Connection connection = (Connection) key.attachment();
    connection.order = connection.line.pace.partner().next();
    connection.began = began;
    connection.line.pace.partner().sent();
    underWay++;
    flush(key, connection);
  }

  private void ready(SelectionKey key) {
    Connection connection = (Connection) key.attachment();
    try {
      if (key.isReadable()) {
        read(key, connection);
      }
      if (key.isValid() && key.isWritable()) {
        flush(key, connection);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(connection.line.pace.partner().name, e);
    }
  }

  private static void flush(SelectionKey key, Connection connection) throws IOException {
    ByteBuffer request = connection.order.request();
    connection.channel.write(request);
    int ops = SelectionKey.OP_READ | (request.hasRemaining() ? SelectionKey.OP_WRITE : 0);
    if (key.interestOps() != ops) {
      key.interestOps(ops);
    }
  }

  private void read(SelectionKey key, Connection connection) throws IOException {
    int length = connection.kept.length;
    System.arraycopy(connection.kept, 0, came.bytes, 0, length);
    buffer.clear();
    int read = connection.channel.read(buffer);
    if (read < 0) {
      throw new IOException("the server closed a connection");
    }
    buffer.flip().get(came.bytes, length, read);
    length += read;
    if (came.isWhole(length)) {
      connection.kept = NOTHING;
      underWay--;
      Line line = connection.line;
      line.pace
          .partner()
          .answered(connection.order, came, length, System.nanoTime() - connection.began);
      line.free.add(key);
    } else {
      connection.kept = Arrays.copyOf(came.bytes, length);
    }
  }
}
