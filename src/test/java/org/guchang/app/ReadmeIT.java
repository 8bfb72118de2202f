package org.guchang.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.guchang.ingest.format.EventType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A partner with only the README gets a first event onto the screen. */
class ReadmeIT {
  private static final Path README = Path.of("README.md");
  private static final String SESSION = "session/jiaocheng-0516";
  private static final String COUNTED = "{\"accepted\":1,\"duplicates\":0,\"rejected\":[]}";
  private static final String KNOWN = "{\"accepted\":0,\"duplicates\":1,\"rejected\":[]}";

  private static String readme = "";

  @BeforeAll
  static void read() throws IOException {
    readme = Files.readString(README);
  }

  @Test
  void shellSample_runTwice_isCountedOnce(@TempDir Path dir) throws Exception {
    try (ServerProcess server = new ServerProcess(dir, "").awaitReady()) {
      Files.writeString(dir.resolve("sample.sh"), sample("shell", server));

      assertThat(run(dir, "bash", "-eu", "sample.sh")).isEqualTo(COUNTED);
      assertShows(server.state(SESSION), "douyin", "jc-001", 5_980);

      assertThat(run(dir, "bash", "-eu", "sample.sh")).isEqualTo(KNOWN);
      assertShows(server.state(SESSION), "douyin", "jc-001", 5_980);
    }
  }

  @Test
  void javaSample_isCounted(@TempDir Path dir) throws Exception {
    try (ServerProcess server = new ServerProcess(dir, "").awaitReady()) {
      Files.writeString(dir.resolve("Sample.java"), sample("java", server));
      String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();

      assertThat(run(dir, java, "Sample.java")).isEqualTo("200 " + COUNTED);
      assertShows(server.state(SESSION), "kuaishou", "jc-002", 3_760);
    }
  }

  @Test
  void eventTable_namesEveryTypeAndNoOther() {
    List<String> written = found("(?m)^\\| `(guchang\\.[a-z.]+)` \\|");

    assertThat(written)
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(EventType.values()).map(EventType::wireName).toList());
  }

  @Test
  void everyRelativeLink_leadsSomewhere() {
    List<String> targets = found("]\\(([^)]+)\\)");

    assertThat(targets).filteredOn(target -> !target.startsWith("https:")).isNotEmpty();
    assertThat(targets)
        .filteredOn(target -> !target.startsWith("https:"))
        .allSatisfy(target -> assertThat(Path.of(target)).exists());
  }

  private static List<String> found(String pattern) {
    return Pattern.compile(pattern).matcher(readme).results().map(ReadmeIT::firstGroup).toList();
  }

  private static String firstGroup(MatchResult match) {
    return match.group(1);
  }

  /** The code block after the sample's mark, with the address of the server under test. */
  private static String sample(String name, ServerProcess server) {
    Matcher block =
        Pattern.compile("<!-- sample: " + name + " -->\\R```\\w+\\R(.*?)\\R```", Pattern.DOTALL)
            .matcher(readme);
    assertThat(block.find()).as("the %s sample", name).isTrue();
    String address = "http://127.0.0.1:8081";
    assertThat(block.group(1)).contains(address);
    return block.group(1).replace(address, server.partnerDoor().toString()) + "\n";
  }

  private static String run(Path dir, String... command) throws Exception {
    Path output = Files.createTempFile(dir, "output", ".txt");
    Process process =
        new ProcessBuilder(command)
            .directory(dir.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    boolean ended = process.waitFor(60, TimeUnit.SECONDS);
    process.destroyForcibly();
    assertThat(ended).as("it ends within a minute").isTrue();
    String said = Files.readString(output).strip();
    assertThat(process.exitValue()).as(said).isZero();
    return said;
  }

  private static void assertShows(JsonNode state, String platform, String sku, long fen) {
    assertThat(state.at("/totals/gmvFen").asLong()).isEqualTo(fen);
    assertThat(state.at("/totals/orders").asLong()).isEqualTo(1);
    assertThat(state.path("platforms").path(platform).path("gmvFen").asLong()).isEqualTo(fen);
    assertThat(state.path("products").path(sku).path("gmvFen").asLong()).isEqualTo(fen);
    assertThat(state.path("products").path(sku).has("unattributed")).isFalse();
  }
}
