package org.guchang.door;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.TimeUnit;
import org.guchang.config.Settings.Door;
import org.guchang.config.Settings.DoorName;
import org.junit.jupiter.api.Test;

/** A door whose own code is at fault says so without a word of Java, and serves the next one. */
class FaultyDoorIT {

  @Test
  void aFault_isAnsweredInPlainWords_andTheDoorGoesOn() throws Exception {
    Vertx vertx = Vertx.vertx();
    try {
      Entrance entrance = Entrance.plain(DoorName.SCREEN, new Door("127.0.0.1", 0));
      HttpServer open =
          entrance.open(vertx, entrance.options(), FaultyDoorIT::handle).await(9, TimeUnit.SECONDS);
      URI door = URI.create("http://127.0.0.1:" + open.actualPort());
      HttpClient client = HttpClient.newHttpClient();

      HttpResponse<String> fault =
          client.send(
              HttpRequest.newBuilder(door.resolve("/fault")).build(), BodyHandlers.ofString());
      assertThat(fault.statusCode()).isEqualTo(500);
      assertThat(fault.headers().firstValue("content-type")).contains("application/problem+json");
      assertThat(fault.body())
          .contains("\"status\":500")
          .doesNotContain("java", "secret", "Exception");

      HttpResponse<String> next =
          client.send(HttpRequest.newBuilder(door.resolve("/")).build(), BodyHandlers.ofString());
      assertThat(next.body()).isEqualTo("here");
    } finally {
      vertx.close().await(9, TimeUnit.SECONDS);
    }
  }

  private static void handle(HttpServerRequest request) {
    if (request.path().equals("/fault")) {
      throw new IllegalStateException("a secret");
    }
    request.response().end("here");
  }
}
