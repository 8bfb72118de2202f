package org.guchang.bench.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;

/**
 * Many screens on one thread: each says the WebSocket handshake and then reads. Counts frames and
 * how long after their {@code at} their last byte came.
 */
public final class ScreenLoad implements AutoCloseable {
  private static final int READ_BYTES = 256 << 10;

  /** {@code at} stands in the head of a frame. */
  private static final int HEAD_BYTES = 200;

  private static final byte[] AT = ascii("\"at\":\"");
  private static final byte[] NOTHING = {};
  private static final int PATIENCE_SECONDS = 60;
  private static final long LOOK_MILLIS = 20;

  private final Selector selector = Selector.open();
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(READ_BYTES);
  private byte[] bytes = new byte[2 * READ_BYTES];
  private byte[] lastAt = NOTHING;
  private long lastMillis;
  private int shaken;
  private int showing;
  private long frames;
  private long frameBytes;
  private final Histogram delays = new Histogram(60_000, 3);
  private Consumer<String> onFrame = json -> {};
  private boolean listening;

  private static final class Screen {
    // what came of a frame that is not whole yet
    byte[] kept = NOTHING;
    boolean shaken;
    boolean shows;
  }

  /**
   * What was seen for a while.
   *
   * @param bytes of an average frame
   * @param delays milliseconds
   */
  public record Seen(long frames, double bytes, Histogram delays) {}

  public ScreenLoad(int port, String board, int screens) throws IOException {
    byte[] hello = hello(board);
    long deadline = System.nanoTime() + PATIENCE_SECONDS * 1_000_000_000L;
    for (int i = 0; i < screens; i++) {
      SocketChannel channel =
          SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      channel.write(ByteBuffer.wrap(hello));
      channel.configureBlocking(false);
      channel.register(selector, SelectionKey.OP_READ, new Screen());
      selector.selectNow(this::read);
    }
    while (shaken < screens) {
      selector.select(this::read, 1000);
      if (System.nanoTime() > deadline) {
        throw new IOException(shaken + " of " + screens + " screens were let in");
      }
    }
  }

  /** A whole handshake. */
  public static byte[] hello(String board) {
    return ascii(
        "GET /ws/boards/"
            + board
            + " HTTP/1.1\r\nhost: 127.0.0.1\r\nupgrade: websocket\r\nconnection: Upgrade\r\n"
            + "sec-websocket-version: 13\r\nsec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
  }

  /** How many have had a frame by now. */
  public int showing() {
    return showing;
  }

  /** Forgets what was seen before and watches for as long as it takes. */
  public Seen watch(BooleanSupplier until) throws IOException {
    forget();
    while (!until.getAsBoolean()) {
      selector.select(this::read, LOOK_MILLIS);
    }
    return seen();
  }

  private void forget() {
    frames = 0;
    frameBytes = 0;
    delays.reset();
  }

  private Seen seen() {
    return new Seen(frames, frames == 0 ? 0 : (double) frameBytes / frames, delays.copy());
  }

  /** Forgets what was seen before and watches for a while. */
  public Seen watch(long millis) throws IOException {
    forget();
    long deadline = System.nanoTime() + millis * 1_000_000;
    for (long left = millis; left > 0; left = (deadline - System.nanoTime()) / 1_000_000) {
      selector.select(this::read, left);
    }
    return seen();
  }

  /** Every frame's text is given to {@code listener} from now on; for few screens. */
  public void listen(Consumer<String> listener) {
    onFrame = listener;
    listening = true;
  }

  private void read(SelectionKey key) {
    Screen screen = (Screen) key.attachment();
    try {
      buffer.clear();
      int came = ((SocketChannel) key.channel()).read(buffer);
      if (came < 0) {
        throw new IOException("the server closed a screen");
      }
      int length = screen.kept.length + came;
      if (length > bytes.length) {
        bytes = new byte[2 * length];
      }
      System.arraycopy(screen.kept, 0, bytes, 0, screen.kept.length);
      buffer.flip().get(bytes, screen.kept.length, came);
      int at = screen.shaken ? 0 : shake(screen, length);
      if (screen.shaken) {
        long before = frames;
        at = frames(at, length);
        if (frames > before && !screen.shows) {
          screen.shows = true;
          showing++;
        }
      }
      screen.kept = at == length ? NOTHING : Arrays.copyOfRange(bytes, at, length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where the frames begin. */
  private int shake(Screen screen, int length) throws IOException {
    for (int i = 3; i < length; i++) {
      if (bytes[i] == '\n' && bytes[i - 2] == '\n') {
        // HTTP/1.1 101
        if (bytes[9] != '1') {
          throw new IOException(new String(bytes, 0, length, StandardCharsets.UTF_8));
        }
        screen.shaken = true;
        shaken++;
        return i + 1;
      }
    }
    return 0;
  }

  /** Takes whole frames and returns where the rest begins. RFC 6455 §5.2, unmasked. */
  private int frames(int from, int to) {
    int at = from;
    while (to - at >= 2) {
      int size = bytes[at + 1] & 0x7f;
      int head = size == 126 ? 4 : size == 127 ? 10 : 2;
      if (to - at < head) {
        break;
      }
      long payload = size;
      if (head > 2) {
        payload = 0;
        for (int i = 2; i < head; i++) {
          payload = (payload << 8) | (bytes[at + i] & 0xff);
        }
      }
      if (to - at < head + payload) {
        break;
      }
      if ((bytes[at] & 0x0f) == 1) {
        count(at + head, (int) payload);
      }
      at += head + (int) payload;
    }
    return at;
  }

  private void count(int at, int length) {
    frames++;
    frameBytes += length;
    long now = System.currentTimeMillis();
    delays.recordValue(Math.max(0, Math.min(60_000, now - at(at, Math.min(length, HEAD_BYTES)))));
    if (listening) {
      onFrame.accept(new String(bytes, at, length, StandardCharsets.UTF_8));
    }
  }

  /** The frame's time, parsed once for all screens. */
  private long at(int from, int length) {
    for (int i = from; i < from + length - AT.length; i++) {
      if (Arrays.equals(bytes, i, i + AT.length, AT, 0, AT.length)) {
        int start = i + AT.length;
        if (lastAt.length > 0
            && bytes[start + lastAt.length] == '"'
            && Arrays.equals(bytes, start, start + lastAt.length, lastAt, 0, lastAt.length)) {
          return lastMillis;
        }
        int end = start;
        while (bytes[end] != '"') {
          end++;
        }
        lastAt = Arrays.copyOfRange(bytes, start, end);
        lastMillis =
            OffsetDateTime.parse(new String(lastAt, StandardCharsets.US_ASCII))
                .toInstant()
                .toEpochMilli();
        return lastMillis;
      }
    }
    throw new IllegalStateException("a frame without its time");
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  public void close() throws IOException {
    for (SelectionKey key : selector.keys()) {
      key.channel().close();
    }
    selector.close();
  }
}
