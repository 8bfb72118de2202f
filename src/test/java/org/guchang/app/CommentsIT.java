package org.guchang.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.guchang.redis.Eventually;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What viewers say, what of it is shown, and what an operator takes back. */
class CommentsIT {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path dir;

  @Test
  void words_areMaskedAndHeld_oneIsHiddenByAnOperator_andStaysSoAfterARestart() throws Exception {
    Path catalog = catalog();
    try (ServerProcess server =
        new ServerProcess(dir, "catalog: {dir: %s}".formatted(catalog)).awaitReady()) {
      NativePartner acme = new NativePartner(server.partnerDoor(), "acme");
      String[] said = {"好枣 <b>真甜</b>", "加 微信 领枣", "骗子！", "不要脸"};
      for (int i = 0; i < said.length; i++) {
        assertThat(acme.send(ServerProcess.DEMO_SECRET, "m" + i, comment(i, said[i])))
            .isEqualTo(200);
      }
      await(server, "不要脸", "＊＊！", "好枣 <b>真甜</b>");
      assertThat(server.state("session/jc").at("/totals/comments").asInt()).isEqualTo(4);
      JsonNode listed = list(server);
      assertThat(listed.findValuesAsText("state"))
          .containsExactly("shown", "masked", "held", "shown");
      String id = listed.get(0).path("id").asText();
      assertThat(listed.get(0).path("text").asText()).isEqualTo("不要脸");

      URI ops = server.opsDoor().resolve("/sessions/jc/comments/" + id + "/");
      assertThat(NativePartner.post(ops.resolve("hide"))).startsWith("200").contains("true");
      await(server, "＊＊！", "好枣 <b>真甜</b>");
      assertThat(NativePartner.post(ops.resolve("hide"))).contains("\"changed\":false");
      assertThat(list(server).get(0).path("state").asText()).isEqualTo("hidden");
      assertThat(ServerProcess.exitCode(server.verify())).as(server.log()).isZero();

      server.killAndStartAgain();
      server.awaitReady();
      await(server, "＊＊！", "好枣 <b>真甜</b>");

      // an official takes a word out again: what was held is shown
      Files.writeString(catalog.resolve("words.csv"), "word,action\n骗子,mask\n");
      assertThat(NativePartner.post(server.opsDoor().resolve("/catalog/reload"))).startsWith("200");
      assertThat(NativePartner.post(ops.resolve("show"))).contains("\"changed\":true");
      await(server, "不要脸", "＊＊！", "加 微信 领枣", "好枣 <b>真甜</b>");

      assertThat(NativePartner.post(server.opsDoor().resolve("/sessions/jc/comments/12/hide")))
          .startsWith("404")
          .contains("Comment 12 is not among the newest of session jc");
      assertThat(NativePartner.post(server.opsDoor().resolve("/sessions/june/comments/12/hide")))
          .startsWith("404")
          .contains("there are jc");
    }
  }

  private static void await(ServerProcess server, String... shown) {
    Eventually.until("shown is " + List.of(shown), () -> texts(server).equals(List.of(shown)));
  }

  private static List<String> texts(ServerProcess server) {
    try {
      return server.state("session/jc").path("comments").findValuesAsText("text");
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static JsonNode list(ServerProcess server) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(server.opsDoor().resolve("/sessions/jc/comments")).build();
    return JSON.readTree(HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body())
        .path("comments");
  }

  private static String comment(int n, String text) {
    return """
        {"specversion":"1.0","id":"c%1$d","source":"douyin","type":"guchang.comment.posted",
         "subject":"jc","time":"2020-05-16T20:31:0%1$d+08:00",
         "data":{"nickname":"山里人家","text":"%2$s"}}
        """
        .formatted(n, text);
  }

  private Path catalog() throws IOException {
    Path catalog = Files.createDirectory(dir.resolve("catalog"));
    Files.writeString(catalog.resolve("products.csv"), "sku,name,county\n");
    Files.writeString(catalog.resolve("words.csv"), "词,处理\n加微信,拦下\n骗子,遮盖\n");
    Files.writeString(
        catalog.resolve("catalog.yaml"),
        """
        platforms: [{id: douyin, name: 抖音}]
        campaigns: [{id: may, title: 嗨购, startsOn: 2020-05-15, endsOn: 2020-05-19}]
        sessions:
          - {id: jc, campaign: may, county: 交城县, title: t, platforms: [douyin],
             startsAt: "2020-05-16T19:30:00+08:00", endsAt: "2020-05-16T22:00:00+08:00",
             panels: [trend, danmaku]}
        partners:
          - {id: acme, sessions: ["*"], platforms: ["*"], secrets: [%s]}
        """
            .formatted(ServerProcess.DEMO_SECRET));
    return catalog;
  }
}
