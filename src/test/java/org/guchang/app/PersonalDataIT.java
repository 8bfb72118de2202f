package org.guchang.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.guchang.ingest.Acme;
import org.guchang.ingest.format.FuzzVoices;
import org.guchang.ingest.format.FuzzVoices.Spoken;
import org.guchang.quarantine.PlatformPayloads;
import org.guchang.quarantine.PlatformPayloads.Payload;
import org.guchang.redis.Eventually;
import org.guchang.redis.LoneRedis;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every push format through the built server, with everything about a person in it, understood and
 * not: afterwards nobody is in any file that Redis or the server wrote, in its log at its most
 * talkative, nor in what its doors show, in whatever writing.
 */
class PersonalDataIT {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Formats that send several messages in one push. */
  private static final List<String> BATCHED = List.of("doudian", "douyin-live", "xiaohongshu");

  /** What a push says besides persons, and Redis must have if it was kept at all. */
  private static final Map<String, String> ORDERS =
      Map.of(
          "native", "13812340000",
          "doudian", "4837328765348566675",
          "douyin-open", "800123",
          "youzan", "E20200516203107008500001",
          "shopify", "820982911946154500",
          "kuaishou", "2607602240240301",
          "weixin-shop", "3705115058471208928",
          "tiktok-shop", "576486316948490001",
          "xiaohongshu", "P700123456789012345");

  @TempDir private Path dir;

  @Test
  void nobodyIsInAnyFile_inTheLog_orAtADoor() throws Exception {
    List<Spoken> voices = FuzzVoices.all();
    Path config = Files.createDirectory(dir.resolve("catalog"));
    Path written = Files.createDirectory(dir.resolve("written"));
    Files.writeString(config.resolve("catalog.yaml"), catalog(voices));
    Files.writeString(config.resolve("products.csv"), "sku,name,county\njc-001,骏枣,交城县\n");
    String told;
    StringBuilder kept = new StringBuilder();
    try (LoneRedis redis =
            new LoneRedis(
                written.resolve("redis"),
                List.of("--appendfsync", "always", "--aof-use-rdb-preamble", "no"));
        ServerProcess server =
            new ServerProcess(
                    written,
                    "redis: {uri: '%s'}%ncatalog: {dir: %s}%nlog: {level: debug}%n"
                        .formatted(redis.uri(), config))
                .awaitReady()) {
      Map<String, List<Integer>> answers = sayEverything(server, voices);
      assertThat(answers.keySet()).containsAll(ORDERS.keySet());
      assertThat(answers.values()).allMatch(statuses -> statuses.contains(200));
      assertThat(answers.values()).allMatch(each -> each.stream().allMatch(s -> s < 500));
      told = shown(server);
      assertThat(server.terminate()).isZero();
      kept.append(files(written));
      assertThat(redis.ask("BGREWRITEAOF")).startsWith("+");
      Eventually.until(
          "the file is written anew",
          () -> redis.ask("INFO persistence").contains("aof_rewrite_in_progress:0"));
    }
    kept.append(files(written));
    assertThat(kept).contains(ORDERS.values()).contains("person:", "王**");
    assertNobody(kept.toString());
    assertNobody(told);
    assertThat(told).contains("加我 …");
  }

  /** Statuses by format. */
  private static Map<String, List<Integer>> sayEverything(ServerProcess server, List<Spoken> voices)
      throws Exception {
    Map<String, List<Integer>> answers = new TreeMap<>();
    for (Payload payload : PlatformPayloads.all()) {
      Spoken voice =
          voices.stream()
              .filter(each -> each.format().equals(payload.format()))
              .findFirst()
              .orElseThrow();
      String json =
          BATCHED.contains(payload.format()) ? "[" + payload.json() + "]" : payload.json();
      for (String form : forms(json)) {
        HttpRequest request =
            voice
                .signer()
                .sign("/hooks/" + voice.format(), form.getBytes(UTF_8), System.currentTimeMillis())
                .to(server.partnerDoor());
        answers
            .computeIfAbsent(voice.format(), format -> new ArrayList<>())
            .add(HTTP.send(request, BodyHandlers.ofString()).statusCode());
      }
    }
    return answers;
  }

  /**
   * As it is, of every length so that it is said under every topic, with numbers that are none,
   * with fields that nobody expects, of a session there is not, and cut off.
   */
  private static List<String> forms(String json) {
    String persons =
        PlatformPayloads.PERSONAL.stream()
            .map(each -> "\"" + each + "\":\"" + each + "\"")
            .collect(Collectors.joining(","));
    List<String> forms = new ArrayList<>();
    for (int blanks = 0; blanks < 5; blanks++) {
      forms.add(json + " ".repeat(blanks));
    }
    forms.add(
        json.replaceAll(
            "(?i)((?:pay_?amount|amountFen|time|total_price)\\\\*\"):",
            "$1:\"王小明13812345678\",\"x\":"));
    forms.add(json.replaceFirst("\\{", "{" + persons.replace("$", "") + ","));
    forms.add(json.replace(Acme.SESSION, "no-such-session"));
    forms.add(json.substring(0, json.length() - 2));
    return forms;
  }

  /** What whoever asks is told. */
  private static String shown(ServerProcess server) throws Exception {
    Eventually.until(
        "the sessions were looked at",
        () -> answer(server.opsDoor(), "/sessions").statusCode() == 200);
    StringBuilder told = new StringBuilder();
    JsonNode items = JSON.readTree(get(server.opsDoor(), "/quarantine?count=500")).path("items");
    assertThat(items.size()).isGreaterThan(ORDERS.size());
    for (JsonNode item : items) {
      told.append(item).append(get(server.opsDoor(), "/quarantine/" + item.path("id").asText()));
    }
    for (String path :
        List.of(
            "/partners",
            "/sessions",
            "/pending",
            "/metrics",
            "/audit",
            "/sessions/" + Acme.SESSION + "/comments")) {
      told.append(get(server.opsDoor(), path));
    }
    for (String board : List.of(Acme.SESSION, Acme.OTHERS_SESSION)) {
      told.append(get(server.screenDoor(), "/api/boards/session/" + board));
    }
    return told.toString();
  }

  private static String get(URI door, String path) {
    HttpResponse<String> answer = answer(door, path);
    assertThat(answer.statusCode()).as(path).isEqualTo(200);
    return answer.body();
  }

  private static HttpResponse<String> answer(URI door, String path) {
    try {
      return HTTP.send(HttpRequest.newBuilder(door.resolve(path)).build(), BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Byte for byte, so that no writing of a text is lost. */
  private static String files(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> !file.endsWith("guchang.yaml"))
          .map(PersonalDataIT::bytes)
          .map(bytes -> new String(bytes, UTF_8))
          .collect(Collectors.joining("\n"));
    }
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void assertNobody(String text) {
    TreeSet<String> found = new TreeSet<>();
    for (String person : PlatformPayloads.PERSONAL) {
      for (String writing : Writings.of(person)) {
        int at = text.indexOf(writing);
        if (at >= 0) {
          found.add(
              writing
                  + " in: "
                  + text.substring(Math.max(0, at - 200), Math.min(text.length(), at + 80)));
        }
      }
    }
    assertThat(found).isEmpty();
  }

  private static String catalog(List<Spoken> voices) {
    String platforms = "douyin, kuaishou, taobao, weixin, tiktok, xiaohongshu, youzan, shopify";
    StringBuilder yaml = new StringBuilder("platforms:\n");
    for (String id : platforms.split(", ", -1)) {
      yaml.append("  - {id: %1$s, name: %1$s}%n".formatted(id));
    }
    yaml.append(
        """
        campaigns: [{id: c, title: t, startsOn: 2020-05-15, endsOn: 2099-05-19}]
        sessions:
          - {id: %1$s, campaign: c, county: 交城县, title: t, startsAt: "2020-05-15T19:30:00+08:00",
             endsAt: "2099-05-16T22:00:00+08:00", platforms: [%2$s], rooms: {douyin: ["268"]}}
          - {id: %3$s, campaign: c, county: 文水县, title: t, startsAt: "2020-05-14T19:30:00+08:00",
             endsAt: "2020-05-14T22:00:00+08:00", platforms: [%2$s]}
        partners:
        """
            .formatted(Acme.SESSION, platforms, Acme.OTHERS_SESSION));
    for (Spoken voice : voices) {
      String keys =
          voice.keys().isEmpty()
              ? "secrets: [\"" + voice.secrets().get(0) + "\"]"
              : voice.keys().entrySet().stream()
                  .map(key -> key.getKey() + ": \"" + key.getValue() + "\"")
                  .collect(Collectors.joining(", "));
      yaml.append(
          "  - {id: %1$s, format: %1$s, sessions: [\"*\"], platforms: [\"*\"], %2$s}%n"
              .formatted(voice.format(), keys));
    }
    return yaml.toString();
  }
}
