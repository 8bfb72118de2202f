package org.guchang.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.File;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/**
 * A partner with only the guide: reads it at the door, takes each sample from the page as it
 * stands, runs it, and sees the order on the board. Bash with curl and openssl, Java, Python, Node
 * and PHP are run always; Go, which is half a gigabyte, where it is installed, and the report says
 * where it was not.
 */
class GuideSamplesIT {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private record Language(String name, String file, List<String> command) {}

  private static final List<Language> ALWAYS =
      List.of(
          new Language("curl", "sample.sh", List.of("bash")),
          new Language("java", "Sample.java", List.of(java())),
          new Language("python", "sample.py", List.of("python3")),
          new Language("node", "sample.mjs", List.of("node")),
          new Language("php", "sample.php", List.of("php")));
  private static final Language GO = new Language("go", "sample.go", List.of("go", "run"));

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  @Test
  void samplesOfThePage_areCountedOnceEach(@TempDir Path dir, TestReporter report)
      throws Exception {
    try (ServerProcess server = new ServerProcess(dir, "").awaitReady()) {
      String page = get(server, "/?lang=en");
      int orders = 0;
      for (Language language : ALWAYS) {
        runTwice(language, page, dir, server, ++orders);
      }
      if (isInstalled("go")) {
        runTwice(GO, page, dir, server, ++orders);
      } else {
        report.publishEntry("not run", "the guide's Go sample: go is not on the PATH");
      }
      assertThat(get(server, "/openapi.yaml")).startsWith("openapi:");
    }
  }

  @Test
  void page_isForReading_andNothingElse(@TempDir Path dir) throws Exception {
    try (ServerProcess server = new ServerProcess(dir, "").awaitReady()) {
      HttpResponse<String> page = ask(server, "/", "GET", "Accept-Language", "en-GB,zh;q=0.5");
      assertThat(page.statusCode()).isEqualTo(200);
      assertThat(page.body()).contains("<html lang=\"en\">");
      assertThat(page.headers().firstValue("content-security-policy").orElse(""))
          .startsWith("default-src 'none'; style-src 'self';");
      String etag = page.headers().firstValue("etag").orElseThrow();
      assertThat(ask(server, "/guide", "GET", "If-None-Match", etag).statusCode()).isEqualTo(200);
      assertThat(ask(server, "/guide?lang=en", "GET", "If-None-Match", etag).statusCode())
          .isEqualTo(304);
      assertThat(ask(server, "/?lang=zh", "HEAD", "Accept", "*/*").body()).isEmpty();
      assertThat(get(server, "/?lang=zh")).contains("<html lang=\"zh-CN\">");
      assertThat(ask(server, "/", "POST", "Accept", "*/*").statusCode()).isEqualTo(404);
      assertThat(ask(server, "/nothing", "GET", "Accept", "*/*").body()).contains("not-found");
    }
  }

  private static void runTwice(
      Language language, String page, Path dir, ServerProcess server, int orders) throws Exception {
    Path folder = Files.createDirectory(dir.resolve(language.name()));
    Files.writeString(folder.resolve(language.file()), sample(language, page));
    String[] command =
        Stream.concat(language.command().stream(), Stream.of(language.file()))
            .toArray(String[]::new);
    Map<String, String> environment =
        Map.of(
            "GUCHANG_HOOK",
            server.partnerDoor() + "/hooks/demo",
            "GUCHANG_SECRET",
            ServerProcess.DEMO_SECRET);

    assertThat(Sample.run(folder, environment, command)).isEqualTo(Sample.COUNTED + "\n200");
    assertShows(server, orders);
    assertThat(Sample.run(folder, environment, command)).isEqualTo(Sample.KNOWN + "\n200");
  }

  private static void assertShows(ServerProcess server, int orders) throws Exception {
    JsonNode totals = server.state(Sample.SESSION).path("totals");
    assertThat(totals.path("orders").asInt()).isEqualTo(orders);
    assertThat(totals.path("gmvFen").asLong()).isEqualTo(5_980L * orders);
  }

  /** What stands on the page below the language's heading, as a reader would copy it. */
  private static String sample(Language language, String page) {
    Matcher block =
        Pattern.compile(
                "<h3 id=\"sample-" + language.name() + "\">.*?<pre[^>]*><code>(.*?)</code></pre>",
                Pattern.DOTALL)
            .matcher(page);
    assertThat(block.find()).as("the sample in %s", language.name()).isTrue();
    return block
            .group(1)
            .replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&quot;", "\"")
            .replace("&amp;", "&")
        + "\n";
  }

  private static boolean isInstalled(String program) {
    String path = System.getenv().getOrDefault("PATH", "");
    return Stream.of(path.split(File.pathSeparator))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  private static String get(ServerProcess server, String path) throws Exception {
    HttpResponse<String> answer = ask(server, path, "GET", "Accept", "*/*");
    assertThat(answer.statusCode()).isEqualTo(200);
    return answer.body();
  }

  private static HttpResponse<String> ask(
      ServerProcess server, String path, String method, String header, String value)
      throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(server.partnerDoor() + path))
            .method(method, HttpRequest.BodyPublishers.noBody())
            .header(header, value)
            .build();
    return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
  }
}
