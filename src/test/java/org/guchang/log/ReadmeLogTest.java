package org.guchang.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the README says of the log is what the log does. */
final class ReadmeLogTest {

  @Test
  void readme_namesEveryFieldAsItIs() throws IOException {
    assertThat(between("<!-- log fields -->", "<!-- end of log fields -->").lines().skip(2))
        .containsExactlyElementsOf(
            Field.rows().stream()
                .map(row -> "| `%s` | %s |".formatted(row.key(), row.sentence()))
                .toList());
  }

  @Test
  void readme_showsLinesThatAreOnes() throws IOException {
    List<String> sample =
        between("<!-- log sample -->", "<!-- end of log sample -->")
            .lines()
            .filter(line -> !line.startsWith("```"))
            .toList();

    assertThat(sample).hasSizeGreaterThan(4);
    assertThat(sample)
        .allSatisfy(
            line -> assertThat(Logfmt.read(line)).containsKeys("time", "level", "logger", "msg"));
  }

  @Test
  void aFieldHasItsNameFromTheTable_everywhere() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      for (Path file : files.filter(any -> any.toString().endsWith(".java")).toList()) {
        assertThat(Files.readString(file)).as(file.toString()).doesNotContain("addKeyValue(\"");
      }
    }
  }

  private static String between(String begin, String end) throws IOException {
    String readme = Files.readString(Path.of("README.md"));
    return readme.substring(readme.indexOf(begin) + begin.length(), readme.indexOf(end)).strip();
  }
}
