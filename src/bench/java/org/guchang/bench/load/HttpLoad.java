package org.guchang.bench.load;

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
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sends ready-made requests over keep-alive connections, one at a time on each, and counts the
 * answers. One thread, no objects per request: on a shared machine every cycle it takes is one the
 * server does not get.
 */
public final class HttpLoad {
  private static final int ANSWER_BYTES = 64 << 10;
  private static final byte[] ACCEPTED = AnswerBytes.ascii("\"accepted\":");

  /** After which an answer is missing. */
  private static final long PATIENCE_MILLIS = 30_000;

  private final List<ByteBuffer> requests;
  private final double perSecond;
  private final ArrayDeque<SelectionKey> free = new ArrayDeque<>();
  private final ByteBuffer answer = ByteBuffer.allocateDirect(ANSWER_BYTES);
  private final AnswerBytes came = new AnswerBytes(ANSWER_BYTES);
  private int next;
  private int answered;
  private int good;
  private long accepted;
  private @Nullable String firstBad;

  private HttpLoad(List<ByteBuffer> requests, double perSecond) {
    this.requests = requests;
    this.perSecond = perSecond;
  }

  /**
   * What came of a run.
   *
   * @param good answers of the 2xx kind
   * @param accepted events, as the receipts say
   * @param firstBad the first answer of another kind, null if there was none
   */
  public record Result(
      double seconds, int answered, int good, long accepted, @Nullable String firstBad) {}

  private static final class Connection {
    final SocketChannel channel;
    @Nullable ByteBuffer sending;
    // an answer that did not come as a whole
    byte[] kept = new byte[0];

    Connection(SocketChannel channel) {
      this.channel = channel;
    }
  }

  /** Sends all of them as fast as they are answered, and waits for all answers. */
  public static Result run(int port, int connections, List<ByteBuffer> requests)
      throws IOException {
    return paced(port, connections, requests, Double.POSITIVE_INFINITY);
  }

  /** Sends all of them, at most so many a second, and waits for all answers. */
  static Result paced(int port, int connections, List<ByteBuffer> requests, double perSecond)
      throws IOException {
    return new HttpLoad(requests, perSecond).go(port, connections);
  }

  private Result go(int port, int connections) throws IOException {
    try (Selector selector = Selector.open()) {
      try {
        for (int i = 0; i < connections; i++) {
          SocketChannel channel =
              SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
          channel.setOption(StandardSocketOptions.TCP_NODELAY, true).configureBlocking(false);
          channel.register(selector, SelectionKey.OP_READ, new Connection(channel));
        }
        free.addAll(selector.keys());
        long began = System.nanoTime();
        long heard = began;
        while (answered < requests.size()) {
          sendDue((System.nanoTime() - began) / 1e9);
          // milliseconds are the finest a selector waits; a pace is kept on average
          boolean mustWait = free.isEmpty() || next == requests.size();
          if (selector.select(this::ready, mustWait ? PATIENCE_MILLIS : 1) > 0) {
            heard = System.nanoTime();
          } else if (System.nanoTime() - heard > PATIENCE_MILLIS * 1_000_000) {
            throw new IOException(answered + " of " + requests.size() + " answers came");
          }
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        return new Result(seconds, answered, good, accepted, firstBad);
      } finally {
        for (SelectionKey key : selector.keys()) {
          key.channel().close();
        }
      }
    }
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
      throw new UncheckedIOException(e);
    }
  }

  private void sendDue(double seconds) throws IOException {
    while (next < requests.size() && !free.isEmpty() && isDue(seconds)) {
      SelectionKey key = free.remove();
      Connection connection = (Connection) key.attachment();
      connection.sending = requests.get(next++).duplicate();
      flush(key, connection);
    }
  }

  private boolean isDue(double seconds) {
    return next <= seconds * perSecond || Double.isInfinite(perSecond);
  }

  private static void flush(SelectionKey key, Connection connection) throws IOException {
    ByteBuffer sending = connection.sending;
    if (sending != null) {
      connection.channel.write(sending);
      if (sending.hasRemaining()) {
        key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
        return;
      }
      connection.sending = null;
    }
    if (key.interestOps() != SelectionKey.OP_READ) {
      key.interestOps(SelectionKey.OP_READ);
    }
  }

  private void read(SelectionKey key, Connection connection) throws IOException {
    int length = connection.kept.length;
    System.arraycopy(connection.kept, 0, came.bytes, 0, length);
    answer.clear();
    int read = connection.channel.read(answer);
    if (read < 0) {
      throw new IOException("the server closed a connection after " + answered + " answers");
    }
    answer.flip().get(came.bytes, length, read);
    length += read;
    if (came.isWhole(length)) {
      connection.kept = new byte[0];
      count(length);
      free.add(key);
    } else {
      connection.kept = Arrays.copyOf(came.bytes, length);
    }
  }

  private void count(int length) {
    answered++;
    if (came.status() / 100 == 2) {
      good++;
      int at = came.indexOf(ACCEPTED, 12, length);
      accepted += at < 0 ? 0 : came.number(at + ACCEPTED.length);
    } else if (firstBad == null) {
      firstBad = came.text(length);
    }
  }
}
