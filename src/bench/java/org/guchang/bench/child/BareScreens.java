package org.guchang.bench.child;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.internal.http.WebSocketInternal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The limit of the screen door: bare WebSockets, to all of which a loop writes one ready-made frame
 * behind Vert.x's encoder. Nothing is asked, nothing is kept.
 */
final class BareScreens implements Specimen {
  private static final String ENCODER = "wsencoder";

  private @Nullable Vertx vertx;

  // owned by the one event loop
  private final Set<ChannelHandlerContext> screens = new HashSet<>();

  @Override
  public Map<String, String> start(Map<String, String> options) throws Exception {
    Vertx made = Transports.vertx(options.getOrDefault("transport", "epoll"), 1);
    vertx = made;
    int bytes = Integer.parseInt(options.getOrDefault("bytes", "1024"));
    HttpServer server =
        made.createHttpServer(
                new HttpServerOptions()
                    .setPerFrameWebSocketCompressionSupported(false)
                    .setPerMessageWebSocketCompressionSupported(false)
                    .setTcpNoDelay(true))
            .webSocketHandler(
                socket -> {
                  ChannelHandlerContext below =
                      ((WebSocketInternal) socket)
                          .channelHandlerContext()
                          .pipeline()
                          .context(ENCODER);
                  screens.add(below);
                  socket.closeHandler(gone -> screens.remove(below));
                });
    made.runOnContext(
        go ->
            server
                .listen(0, "127.0.0.1")
                .onSuccess(
                    listening ->
                        made.setPeriodic(
                            RealScreenDoor.FRAME_MILLIS, id -> writeAll(frame(bytes)))));
    while (server.actualPort() <= 0) {
      TimeUnit.MILLISECONDS.sleep(5);
    }
    return Map.of("port", Integer.toString(server.actualPort()));
  }

  @SuppressWarnings("FutureReturnValueIgnored") // the void promise: nobody asks
  private void writeAll(ByteBuf frame) {
    for (ChannelHandlerContext screen : screens) {
      ChannelFuture unused = screen.writeAndFlush(frame.retainedDuplicate(), screen.voidPromise());
    }
    frame.release();
  }

  /** RFC 6455 §5.2: final, text, unmasked, 16 bits of length. */
  private static ByteBuf frame(int bytes) {
    StringBuilder json = new StringBuilder("{\"kind\":\"patch\",\"at\":\"").append(Instant.now());
    json.append("\",\"patch\":{\"x\":\"");
    json.append("x".repeat(Math.max(0, bytes - json.length() - 3))).append("\"}}");
    byte[] payload = json.toString().getBytes(StandardCharsets.US_ASCII);
    ByteBuf frame = Unpooled.directBuffer(payload.length + 4);
    return frame.writeByte(0x81).writeByte(126).writeShort(payload.length).writeBytes(payload);
  }

  @Override
  public String answer(String question) {
    throw new IllegalArgumentException(question);
  }

  @Override
  public void stop() throws Exception {
    if (vertx != null) {
      vertx.close().await(20, TimeUnit.SECONDS);
    }
  }
}
