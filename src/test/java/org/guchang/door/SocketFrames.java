package org.guchang.door;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.guchang.bench.load.RawConnection;

/** Frames of a WebSocket as bytes (RFC 6455, section 5.2), right and wrong ones. */
public final class SocketFrames {
  public static final int TEXT = 1;
  static final int CLOSE = 8;
  public static final int PING = 9;
  static final int FINAL = 0x80;

  /** RSV1: a compressed message, where compression was agreed on. */
  static final int COMPRESSED = 0x40;

  private static final int MASKED = 0x80;

  private SocketFrames() {}

  /** What opens the WebSocket of a board. */
  public static byte[] hello(String board) {
    return ("GET /ws/boards/"
            + board
            + " HTTP/1.1\r\nhost: 127.0.0.1\r\nupgrade: websocket\r\nconnection: Upgrade\r\n"
            + "sec-websocket-version: 13\r\nsec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
        .getBytes(ISO_8859_1);
  }

  /** As a screen sends it, by a mask of zeros. */
  public static byte[] masked(int first, byte[] payload) {
    ByteBuffer frame = head(first, MASKED, payload.length).putInt(0).put(payload);
    return bytes(frame);
  }

  static byte[] text(String message) {
    return masked(FINAL | TEXT, message.getBytes(UTF_8));
  }

  /** As a screen must not send it. */
  static byte[] unmasked(int first, byte[] payload) {
    return bytes(head(first, 0, payload.length).put(payload));
  }

  /** Only the head of a frame that is announced as so long. */
  public static byte[] announced(int first, long length) {
    return ByteBuffer.allocate(14)
        .put((byte) first)
        .put((byte) (MASKED | 127))
        .putLong(length)
        .putInt(0)
        .array();
  }

  private static ByteBuffer head(int first, int mask, int length) {
    ByteBuffer frame = ByteBuffer.allocate(length + 14).put((byte) first);
    return length < 126
        ? frame.put((byte) (mask | length))
        : frame.put((byte) (mask | 126)).putShort((short) length);
  }

  private static byte[] bytes(ByteBuffer frame) {
    byte[] all = new byte[frame.position()];
    frame.flip().get(all);
    return all;
  }

  /** The code that the server closes with, whatever it sends before. */
  static int closeCode(RawConnection connection) throws IOException {
    DataInputStream in = new DataInputStream(connection.in());
    while (true) {
      int opcode = in.readUnsignedByte() & 0x0f;
      long length = in.readUnsignedByte();
      if (length == 126) {
        length = in.readUnsignedShort();
      } else if (length == 127) {
        length = in.readLong();
      }
      if (opcode == CLOSE) {
        return in.readUnsignedShort();
      }
      in.skipNBytes(length);
      if (opcode == 0 && length == 0) {
        throw new EOFException("no frame of ours");
      }
    }
  }
}
