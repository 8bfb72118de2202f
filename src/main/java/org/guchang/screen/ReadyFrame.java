package org.guchang.screen;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;

/**
 * A WebSocket text message with its header (RFC 6455 §5.2: final, unmasked), made once and written
 * to any number of sockets. {@link #release} it when every socket has been written to; what is
 * still on its way keeps the bytes.
 */
final class ReadyFrame {
  private static final int FINAL_TEXT = 0x81;
  private static final int FINAL_CLOSE = 0x88;
  private static final int FINAL_PING = 0x8900;
  private static final int SHORT_LENGTH = 125;
  private static final int MOST_16_BIT = 0xFFFF;

  private static final ByteBuf PING =
      Unpooled.unreleasableBuffer(Unpooled.directBuffer(2, 2).writeShort(FINAL_PING));

  private final byte[] json;
  private final ByteBuf bytes;

  ReadyFrame(byte[] json) {
    this.json = json;
    this.bytes = withHeader(FINAL_TEXT, json);
  }

  int length() {
    return bytes.readableBytes();
  }

  /** The same bytes for one more socket, which releases them. */
  ByteBuf share() {
    return bytes.retainedDuplicate();
  }

  String text() {
    return new String(json, StandardCharsets.UTF_8);
  }

  void release() {
    bytes.release();
  }

  /** A ping without a payload, for any number of sockets: nobody can release it. */
  static ByteBuf ping() {
    return PING.duplicate();
  }

  static ByteBuf close(CloseCode code) {
    return withHeader(FINAL_CLOSE, FrameWriter.closePayload(code).getBytes());
  }

  /** Off the heap: the socket takes it from there without another copy. */
  private static ByteBuf withHeader(int first, byte[] payload) {
    ByteBuf frame = Unpooled.directBuffer(payload.length + 10);
    frame.writeByte(first);
    if (payload.length <= SHORT_LENGTH) {
      frame.writeByte(payload.length);
    } else if (payload.length <= MOST_16_BIT) {
      frame.writeByte(126).writeShort(payload.length);
    } else {
      frame.writeByte(127).writeLong(payload.length);
    }
    return frame.writeBytes(payload);
  }
}
