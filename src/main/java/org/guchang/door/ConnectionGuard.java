package org.guchang.door;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Stands between the HTTP codec and the server of one connection and ends the connection when its
 * peer takes too long, sends too much or does not read; with an answer wherever there is a request
 * that can be answered. It is gone once the connection has become a WebSocket.
 *
 * <p>Confined to the channel's event loop. Time is counted in ticks in which the server was ready
 * to read: a sender is not blamed for a server that holds it back. A head that is only coming is
 * seen by reads that bring no message.
 */
final class ConnectionGuard extends ChannelDuplexHandler {
  /** In a patience. */
  private static final int TICKS = 8;

  /** Patiences after which a connection is closed on which nothing happens. */
  private static final int IDLE_PATIENCES = 6;

  private static final long MILLIS = 1_000;

  private enum Stage {
    /** Between two requests. */
    IDLE,
    /** In the middle of a head. */
    HEAD,
    /** In the middle of a body. */
    BODY,
    /** Nothing is read any more; closed when the answers are read, or soon. */
    LEAVING
  }

  /** What the door that it stands at gave it. */
  private final Entrance.Guarding door;

  private Stage stage = Stage.IDLE;
  private @Nullable Future<?> ticking;
  private @Nullable Refusal leavingFor;
  private boolean heard;
  private int ticks;
  private int unanswered;
  private long bodyBytes;
  private long unread;

  ConnectionGuard(Entrance.Guarding door) {
    this.door = door;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    long every = door.bounds().patienceSeconds() * MILLIS / TICKS;
    ticking =
        ctx.executor().scheduleWithFixedDelay(() -> tick(ctx), every, every, TimeUnit.MILLISECONDS);
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {
    if (ticking != null) {
      ticking.cancel(false);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    if (stage == Stage.BODY) {
      door.refused(Refusal.HALF_BODY);
    }
    ctx.fireChannelInactive();
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    heard = true;
    Refusal why = stage == Stage.LEAVING ? leavingFor : faultOf(ctx.channel(), message);
    if (why != null) {
      ReferenceCountUtil.release(message);
      if (stage != Stage.LEAVING) {
        refuse(ctx, why);
      }
      return;
    }
    if (message instanceof HttpRequest) {
      unanswered++;
      bodyBytes = 0;
      enter(Stage.BODY);
    }
    if (message instanceof LastHttpContent) {
      enter(Stage.IDLE);
    }
    ctx.fireChannelRead(message);
  }

  private @Nullable Refusal faultOf(Channel channel, Object message) {
    if (message instanceof HttpObject part && part.decoderResult().isFailure()) {
      return Refusal.unreadable(part.decoderResult().cause());
    }
    if (message instanceof HttpRequest request) {
      if (!isSpoken(request.protocolVersion())) {
        return Refusal.NOT_HTTP;
      }
      if (!Refusal.isEncoded(request.uri())) {
        return Refusal.MALFORMED_URL;
      }
      if (unanswered < Refusal.MOST_PIPELINED) {
        return null;
      }
      return channel.isWritable() ? Refusal.PIPELINED : Refusal.UNREAD;
    }
    if (message instanceof HttpContent content) {
      bodyBytes += content.content().readableBytes();
      return bodyBytes > door.bounds().bodyBytes() ? Refusal.ENDLESS_BODY : null;
    }
    return null;
  }

  /** One that only looks like it, such as {@code http/1.1}, Vert.x answers with 501. */
  @SuppressWarnings("ReferenceEquality") // as Vert.x tells them apart
  private static boolean isSpoken(HttpVersion version) {
    return version == HttpVersion.HTTP_1_1 || version == HttpVersion.HTTP_1_0;
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    if (!heard && stage == Stage.IDLE) {
      enter(Stage.HEAD);
    }
    heard = false;
    ctx.fireChannelReadComplete();
  }

  @Override
  @SuppressWarnings("FutureReturnValueIgnored") // the promise is whose the message is
  public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
    boolean told = stage == Stage.LEAVING && unanswered == 0;
    if (told) {
      ReferenceCountUtil.release(message);
      promise.tryFailure(new ClosedChannelException());
      return;
    }
    ctx.write(message, promise);
    if (message instanceof HttpResponse head
        && head.status().codeClass() == HttpStatusClass.INFORMATIONAL) {
      if (head.status().equals(HttpResponseStatus.SWITCHING_PROTOCOLS)) {
        ctx.pipeline().remove(this);
      }
    } else if (message instanceof LastHttpContent) {
      unanswered = Math.max(0, unanswered - 1);
      ticks = 0;
      if (stage == Stage.LEAVING && unanswered == 0) {
        say(ctx);
      }
    }
  }

  private void enter(Stage next) {
    stage = next;
    ticks = 0;
  }

  private void tick(ChannelHandlerContext ctx) {
    Channel channel = ctx.channel();
    long left = unread(channel);
    if (stage == Stage.IDLE && ((unanswered > 0 && left == 0) || left != unread)) {
      ticks = 0;
    }
    unread = left;
    if (stage == Stage.LEAVING || channel.config().isAutoRead() || left > 0) {
      ticks++;
      if (ticks >= allowed()) {
        over(ctx);
      }
    }
  }

  private long allowed() {
    return switch (stage) {
      case HEAD, LEAVING -> TICKS;
      case BODY -> TICKS + bodyBytes / bytesOfTick();
      case IDLE -> (long) TICKS * IDLE_PATIENCES;
    };
  }

  private void over(ChannelHandlerContext ctx) {
    if (stage == Stage.HEAD) {
      refuse(ctx, Refusal.SLOW_HEAD);
    } else if (stage == Stage.BODY) {
      refuse(ctx, Refusal.SLOW_BODY);
    } else if (stage == Stage.IDLE && unread > 0) {
      refuse(ctx, Refusal.UNREAD);
    } else {
      close(ctx);
    }
  }

  private long bytesOfTick() {
    return (long) Refusal.LEAST_BYTES_A_SECOND * door.bounds().patienceSeconds() / TICKS;
  }

  /** Bytes written that the peer has not taken. */
  private static long unread(Channel channel) {
    return channel.isWritable() ? 0 : channel.bytesBeforeWritable();
  }

  /** Answers after all that came before, and closes. */
  private void refuse(ChannelHandlerContext ctx, Refusal why) {
    door.refused(why);
    boolean under = stage == Stage.BODY;
    boolean answerable = why.status() != 0 && (!under || unanswered > 0);
    leavingFor = why;
    enter(Stage.LEAVING);
    if (!answerable) {
      unanswered = 0;
      close(ctx);
      return;
    }
    unanswered -= under ? 1 : 0;
    if (unanswered == 0) {
      say(ctx);
    }
  }

  @SuppressWarnings("FutureReturnValueIgnored") // a failed write closes the channel
  private void say(ChannelHandlerContext ctx) {
    Refusal why = leavingFor;
    if (why == null) {
      return;
    }
    byte[] body = door.problem(why);
    DefaultFullHttpResponse answer =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1,
            HttpResponseStatus.valueOf(why.status()),
            Unpooled.wrappedBuffer(body));
    door.heads().forEach((name, value) -> answer.headers().set(name, value));
    answer
        .headers()
        .set(HttpHeaderNames.CONTENT_TYPE, "application/problem+json")
        .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE)
        .set(HttpHeaderNames.CONTENT_LENGTH, body.length);
    ctx.writeAndFlush(answer, ctx.voidPromise());
  }

  @SuppressWarnings("FutureReturnValueIgnored") // it is told when it is closed
  private static void close(ChannelHandlerContext ctx) {
    ctx.close();
  }
}
