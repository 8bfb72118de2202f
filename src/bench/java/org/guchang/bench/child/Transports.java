package org.guchang.bench.child;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.transport.Transport;

/** A Vert.x on the transport that a benchmark names. */
final class Transports {
  private Transports() {}

  /**
   * @param name {@code nio}, {@code epoll}, {@code io_uring}
   * @param loops event loops
   */
  static Vertx vertx(String name, int loops) {
    Transport transport =
        switch (name) {
          case "nio" -> Transport.NIO;
          case "epoll" -> Transport.EPOLL;
          case "io_uring" -> Transport.IO_URING;
          default -> throw new IllegalArgumentException("no such transport: " + name);
        };
    if (transport == null || !transport.available()) {
      throw new IllegalStateException(name + " is not available on this machine");
    }
    return Vertx.builder()
        .with(new VertxOptions().setEventLoopPoolSize(loops))
        .withTransport(transport)
        .build();
  }
}
