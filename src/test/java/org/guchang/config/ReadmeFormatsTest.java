package org.guchang.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.guchang.config.FormatKeys.SecretKind;
import org.junit.jupiter.api.Test;

/** The README's table of formats is what the catalog asks for. */
class ReadmeFormatsTest {
  private static final String BEGIN = "<!-- formats -->";
  private static final String END = "<!-- end of formats -->";

  @Test
  void readme_listsWhatEachFormatNeeds() throws IOException {
    String readme = Files.readString(Path.of("README.md"));
    String table = readme.substring(readme.indexOf(BEGIN) + BEGIN.length(), readme.indexOf(END));
    List<String> written = table.strip().lines().skip(2).toList();

    assertThat(written)
        .containsExactlyInAnyOrderElementsOf(
            FormatKeys.names().stream().map(name -> line(FormatKeys.of(name))).toList());
  }

  private static String line(FormatKeys format) {
    String needs =
        format.secrets() == SecretKind.STANDARD
            ? "`secrets`"
            : format.secrets() == SecretKind.ANY
                ? "`secret` or `secrets`"
                : quoted(format.required());
    return "| `%s` | %s | %s |".formatted(format.name(), needs, quoted(format.optional()));
  }

  private static String quoted(List<String> keys) {
    return keys.stream().map(key -> "`" + key + "`").collect(Collectors.joining(", "));
  }
}
