package org.guchang.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A sample that partners are given, run as they would, and what it does to a board. */
final class Sample {
  static final String SESSION = "session/jiaocheng-0516";
  static final String COUNTED = "{\"accepted\":1,\"duplicates\":0,\"rejected\":[]}";
  static final String KNOWN = "{\"accepted\":0,\"duplicates\":1,\"rejected\":[]}";

  private Sample() {}

  /** What it prints, without space around it; it has to end well. */
  static String run(Path dir, Map<String, String> environment, String... command) throws Exception {
    Path output = Files.createTempFile(dir, "output", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(dir.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().putAll(environment);
    Process process = builder.start();
    boolean ended = process.waitFor(60, TimeUnit.SECONDS);
    process.destroyForcibly();
    assertThat(ended).as("it ends within a minute").isTrue();
    String said = Files.readString(output).strip();
    assertThat(process.exitValue()).as(said).isZero();
    return said;
  }

  /** One order of one platform and one known product is all there is. */
  static void assertShows(JsonNode state, String platform, String sku, long fen) {
    assertThat(state.at("/totals/gmvFen").asLong()).isEqualTo(fen);
    assertThat(state.at("/totals/orders").asLong()).isEqualTo(1);
    assertThat(state.path("platforms").path(platform).path("gmvFen").asLong()).isEqualTo(fen);
    assertThat(state.path("products").path(sku).path("gmvFen").asLong()).isEqualTo(fen);
    assertThat(state.path("products").path(sku).has("unattributed")).isFalse();
  }
}
