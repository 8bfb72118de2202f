package org.guchang.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The README's table of threats names tests that there are, and leaves no door out. */
final class ReadmeThreatsTest {
  private static final Pattern TEST = Pattern.compile("`(\\w+)`");
  private static final Pattern RUNS = Pattern.compile("@(Test|ParameterizedTest|Property)\\b");

  private static List<List<String>> rows;
  private static Map<String, Path> tests;

  @BeforeAll
  static void read() throws IOException {
    String readme = Files.readString(Path.of("README.md"));
    String table =
        readme.substring(
            readme.indexOf("<!-- threats -->"), readme.indexOf("<!-- end of threats -->"));
    rows =
        table
            .lines()
            .filter(line -> line.startsWith("| ") && !line.startsWith("| who "))
            .map(line -> List.of(line.substring(2, line.length() - 2).split(" \\| ", -1)))
            .toList();
    try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
      tests =
          files
              .filter(file -> file.toString().endsWith(".java"))
              .collect(
                  Collectors.toMap(
                      file -> file.getFileName().toString().replace(".java", ""),
                      file -> file,
                      (one, other) -> one));
    }
  }

  private static List<String> tests(List<String> row) {
    return TEST.matcher(row.get(4))
        .results()
        .map(MatchResult.class::cast)
        .map(found -> found.group(1))
        .toList();
  }

  @Test
  void everyThreat_hasATestThatThereIs_andThatRuns() throws IOException {
    assertThat(rows).hasSizeGreaterThan(20);
    for (List<String> row : rows) {
      assertThat(row).as("%s", row).hasSize(5).noneMatch(String::isBlank);
      assertThat(tests(row)).as("%s", row).isNotEmpty();
      for (String test : tests(row)) {
        assertThat(tests).as("%s", row).containsKey(test);
        assertThat(test).as("a name that the build runs").matches(".*(Test|IT)");
        assertThat(Files.readString(tests.get(test))).as(test).containsPattern(RUNS);
      }
    }
  }

  @Test
  void everyDoor_isInIt() {
    assertThat(rows.stream().map(row -> row.get(2)).collect(Collectors.toSet()))
        .contains("screen", "partner", "ops", "Redis", "files");
  }
}
