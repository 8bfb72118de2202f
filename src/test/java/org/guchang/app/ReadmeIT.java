package org.guchang.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A partner with only the README gets a first event onto the screen. */
class ReadmeIT {
  private static final Path README = Path.of("README.md");

  private static String readme = "";

  @BeforeAll
  static void read() throws IOException {
    readme = Files.readString(README);
  }

  @Test
  void shellSample_runTwice_isCountedOnce(@TempDir Path dir) throws Exception {
    try (ServerProcess server = new ServerProcess(dir, "").awaitReady()) {
      Files.writeString(dir.resolve("sample.sh"), sample("shell", server));

      assertThat(Sample.run(dir, Map.of(), "bash", "-eu", "sample.sh")).isEqualTo(Sample.COUNTED);
      Sample.assertShows(server.state(Sample.SESSION), "douyin", "jc-001", 5_980);

      assertThat(Sample.run(dir, Map.of(), "bash", "-eu", "sample.sh")).isEqualTo(Sample.KNOWN);
      Sample.assertShows(server.state(Sample.SESSION), "douyin", "jc-001", 5_980);
    }
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
}
