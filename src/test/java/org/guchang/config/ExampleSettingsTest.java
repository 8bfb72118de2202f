package org.guchang.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.guchang.config.SettingsTable.Row;
import org.junit.jupiter.api.Test;

/** The example configuration has every setting with its default and its sentence. */
class ExampleSettingsTest {
  private static final Path EXAMPLE = Path.of("src/main/dist/guchang.yaml");

  @Test
  void example_isMadeOfTheTableOfSettings() throws IOException {
    StringBuilder made =
        new StringBuilder(
            """
            # Every setting with its default; what has none is commented out. All may be left out.
            # An environment variable overrides a key: screen.port is GUCHANG_SCREEN_PORT.
            """);
    String open = "";
    for (Row row : SettingsTable.rows()) {
      int dot = row.key().indexOf('.');
      String section = dot < 0 ? "" : row.key().substring(0, dot);
      if (!section.equals(open)) {
        made.append('\n').append(section.isEmpty() ? "" : section + ":\n");
        open = section;
      }
      String indent = section.isEmpty() ? "" : "  ";
      String name = row.key().substring(dot + 1);
      made.append(indent).append("# ").append(row.sentence()).append('\n').append(indent);
      made.append(row.fallback().isEmpty() ? "# " + name + ":" : name + ": " + value(row));
      made.append(row.unit().isEmpty() ? "" : " # " + row.unit()).append('\n');
    }

    assertThat(Files.readString(EXAMPLE))
        .as(EXAMPLE + " is made of the table of settings; what is expected here belongs there")
        .isEqualTo(made.toString());
  }

  @Test
  void example_setsWhatIsSetWithoutIt() throws SettingsProblems {
    assertThat(SettingsLoader.load(EXAMPLE, Map.of()))
        .isEqualTo(SettingsLoader.load(null, Map.of()));
  }

  private static String value(Row row) {
    return row.fallback().contains(":") ? '"' + row.fallback() + '"' : row.fallback();
  }
}
