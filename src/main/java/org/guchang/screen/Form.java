package org.guchang.screen;

import io.netty.handler.codec.http.QueryStringDecoder;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** A small form that was sent here, {@code application/x-www-form-urlencoded}. */
record Form(Map<String, List<String>> fields) {
  /** A name and a password are some hundred bytes. */
  private static final int MOST_BYTES = 4_096;

  private static final int MOST_FIELDS = 16;

  /** The first value of a field; empty when there is none. */
  String value(String name) {
    List<String> values = fields.getOrDefault(name, List.of());
    return values.isEmpty() ? "" : values.get(0);
  }

  /** Fails when it is larger than any of ours, or cannot be read. */
  static Future<Form> of(HttpServerRequest request) {
    Buffer body = Buffer.buffer();
    Promise<Form> read = Promise.promise();
    request.handler(
        part -> {
          if (body.length() + part.length() > MOST_BYTES) {
            read.tryFail(new IllegalArgumentException("too large"));
          } else {
            body.appendBuffer(part);
          }
        });
    request.exceptionHandler(read::tryFail);
    request.endHandler(
        end -> {
          try {
            String text = body.toString(StandardCharsets.UTF_8);
            read.tryComplete(
                new Form(
                    new QueryStringDecoder(text, StandardCharsets.UTF_8, false, MOST_FIELDS)
                        .parameters()));
          } catch (IllegalArgumentException malformed) {
            read.tryFail(malformed);
          }
        });
    return read.future();
  }
}
