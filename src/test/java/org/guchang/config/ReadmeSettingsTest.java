package org.guchang.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.guchang.config.SettingsTable.Row;
import org.junit.jupiter.api.Test;

/** The README's table of settings is what the settings are. */
class ReadmeSettingsTest {
  private static final String BEGIN = "<!-- settings -->";
  private static final String END = "<!-- end of settings -->";

  @Test
  void readme_listsEverySettingAsItIs() throws IOException {
    String readme = Files.readString(Path.of("README.md"));
    String table = readme.substring(readme.indexOf(BEGIN) + BEGIN.length(), readme.indexOf(END));
    List<String> written = table.strip().lines().skip(2).toList();

    assertThat(written)
        .containsExactlyElementsOf(
            SettingsTable.rows().stream().map(ReadmeSettingsTest::line).toList());
  }

  private static String line(Row row) {
    String unit = row.unit().isEmpty() ? "" : " " + row.unit();
    String fallback = row.fallback().isEmpty() ? "" : "`" + row.fallback() + "`" + unit;
    return "| `%s` | `%s` | %s | %s |".formatted(row.key(), row.env(), fallback, row.sentence());
  }
}
