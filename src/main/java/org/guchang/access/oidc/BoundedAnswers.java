package org.guchang.access.oidc;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.internal.VertxWrapper;
import io.vertx.core.net.impl.ConnectionBase;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The Vert.x that is given to who asks the provider, and reads whatever comes: what its clients are
 * answered is cut at a bound, and the question fails. Each question has a connection of its own, so
 * that none waits behind one that nobody waits for any more.
 */
final class BoundedAnswers extends VertxWrapper {
  private static final Logger LOG = LoggerFactory.getLogger(BoundedAnswers.class);

  private final int mostBytes;

  /**
   * @param mostBytes of the body of one answer
   */
  BoundedAnswers(Vertx vertx, int mostBytes) {
    super((VertxInternal) vertx);
    this.mostBytes = mostBytes;
  }

  /** One went on and on. */
  static final class TooLarge extends IOException {
    private static final long serialVersionUID = 1L;

    TooLarge(int mostBytes) {
      super("an answer of more than " + mostBytes + " bytes");
    }
  }

  @Override
  public HttpClientAgent createHttpClient(HttpClientOptions options, PoolOptions pool) {
    return httpClientBuilder()
        .with(options)
        .with(new PoolOptions(pool).setHttp1MaxSize(IdentityProvider.MOST_AT_ONCE))
        .withConnectHandler(connection -> bound(connection, mostBytes))
        .build();
  }

  /** Vert.x 5.0 gives no other way into the pipeline of a connection. */
  private static void bound(HttpConnection connection, int mostBytes) {
    connection.exceptionHandler(failure -> LOG.debug("A provider's answer broke off", failure));
    ChannelPipeline pipeline =
        ((ConnectionBase) connection).channelHandlerContext().channel().pipeline();
    String codec = pipeline.context(HttpClientCodec.class).name();
    pipeline.addAfter(codec, "guchang-bound", new Bound(mostBytes));
  }

  /** Of one connection, whose answers come one after another. Confined to its event loop. */
  private static final class Bound extends ChannelInboundHandlerAdapter {
    private final int mostBytes;
    private long bytes;
    private boolean over;

    Bound(int mostBytes) {
      this.mostBytes = mostBytes;
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // who asks is told of the exception
    public void channelRead(ChannelHandlerContext ctx, Object message) {
      if (message instanceof HttpResponse) {
        bytes = 0;
      }
      if (message instanceof HttpContent content) {
        bytes += content.content().readableBytes();
      }
      if (bytes <= mostBytes && !over) {
        ctx.fireChannelRead(message);
        return;
      }
      ReferenceCountUtil.release(message);
      if (!over) {
        over = true;
        ctx.fireExceptionCaught(new TooLarge(mostBytes));
        ctx.close();
      }
    }
  }
}
