package org.guchang.screen;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocketFrame;
import io.vertx.core.internal.http.WebSocketInternal;
import org.jspecify.annotations.Nullable;

/**
 * Writes ready-made frames to one WebSocket, below Vert.x's encoder.
 *
 * <p>Vert.x would make a frame object, a promise and a header for each socket, and hand them
 * through its own outbound queue. A {@link ReadyFrame} has its header already, so its bytes go
 * straight to the handler that stands before the encoder in the channel's pipeline (TLS, where
 * there is TLS, then the socket). This relies on two things of Vert.x 5.0: {@link
 * WebSocketInternal} tells the channel, and Netty names the encoder {@value #ENCODER}. Where either
 * is missing the frame is written the ordinary way.
 *
 * <p>Order is kept as long as nothing is written the ordinary way while the channel is not
 * writable: only closes are, and after a close nothing is written here. Must be used on the
 * channel's event loop.
 */
final class FrameWriter {
  private static final String ENCODER = "wsencoder";

  /** Waiting bytes that a screen may have beyond the snapshot it is still reading. */
  static final int MOST_WAITING_BYTES = 64 * 1024;

  private final ServerWebSocket socket;
  private final @Nullable ChannelHandlerContext below;

  FrameWriter(ServerWebSocket socket) {
    this.socket = socket;
    this.below =
        socket instanceof WebSocketInternal internal
            ? internal.channelHandlerContext().pipeline().context(ENCODER)
            : null;
  }

  /** Whether frames go past the encoder; false when Vert.x is not what it was. */
  boolean isBelowEncoder() {
    return below != null;
  }

  /** Whether one more frame may be written behind a snapshot of {@code allowance} bytes. */
  boolean accepts(int allowance) {
    ChannelHandlerContext context = below;
    if (context == null) {
      return !socket.writeQueueFull();
    }
    if (context.channel().isWritable()) {
      return true;
    }
    // what must drain until it is writable again, that is down to the low mark, half of the bound
    long waiting = context.channel().bytesBeforeWritable() + MOST_WAITING_BYTES / 2;
    return waiting <= MOST_WAITING_BYTES + (long) allowance;
  }

  /** Whether nothing to speak of is waiting. */
  boolean isDrained() {
    ChannelHandlerContext context = below;
    return context == null ? !socket.writeQueueFull() : context.channel().isWritable();
  }

  @SuppressWarnings("FutureReturnValueIgnored") // a failed write closes the channel, which is told
  void write(ReadyFrame frame) {
    ChannelHandlerContext context = below;
    if (context == null) {
      socket.writeFrame(WebSocketFrame.textFrame(frame.text(), true)).onFailure(FrameWriter::gone);
      return;
    }
    ByteBuf bytes = frame.share();
    context.writeAndFlush(bytes, context.voidPromise());
  }

  /** Asks the peer for a sign of life. */
  @SuppressWarnings("FutureReturnValueIgnored") // a failed write closes the channel, which is told
  void ping() {
    ChannelHandlerContext context = below;
    if (context == null) {
      socket.writePing(Buffer.buffer()).onFailure(FrameWriter::gone);
    } else {
      context.writeAndFlush(ReadyFrame.ping(), context.voidPromise());
    }
  }

  /** For a peer that breaks the protocol: Vert.x cuts such a connection without a word. */
  @SuppressWarnings("FutureReturnValueIgnored") // a failed write closes the channel, which is told
  void writeClose(CloseCode code) {
    ChannelHandlerContext context = below;
    if (context != null && context.channel().isActive()) {
      context.writeAndFlush(ReadyFrame.close(code), context.voidPromise());
    }
  }

  /** Ends the connection without waiting for the peer. */
  @SuppressWarnings("FutureReturnValueIgnored") // a failed write closes the channel, which is told
  void cut() {
    ChannelHandlerContext context = below;
    if (context == null) {
      socket.close().onFailure(FrameWriter::gone);
    } else {
      ChannelHandlerContext first = context.pipeline().firstContext();
      (first == null ? context : first).close();
    }
  }

  /** The closing of the socket is reported by its close handler; there is nothing else to do. */
  static void gone(Throwable cause) {}

  static Buffer closePayload(CloseCode code) {
    return Buffer.buffer().appendShort(code.code()).appendString(code.reason());
  }
}
