package org.guchang.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each script says at its head what it takes, returns and costs, and its body takes just that. */
class ScriptHeadTest {
  private static final Path SCRIPTS = Path.of("src/main/resources/redis");
  private static final Pattern NUMBERED_KEY = Pattern.compile("KEYS\\[(\\d+)]");

  static List<Path> scripts() throws IOException {
    try (Stream<Path> files = Files.list(SCRIPTS)) {
      return files.sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void theHeadSaysWhatIsNeeded(Path script) throws IOException {
    assertThat(head(script))
        .contains("Never observable", "KEYS  1 ", "ARGV  ", "Returns {", "Cost: ");
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void everyKeyOfTheBodyIsInTheHead(Path script) throws IOException {
    String head = head(script);
    String keys = head.substring(head.indexOf("KEYS"), head.indexOf("ARGV"));
    Matcher used = NUMBERED_KEY.matcher(Files.readString(script).substring(head.length()));
    while (used.find()) {
      assertThat(keys).containsPattern("(?<!\\d)" + used.group(1) + "(?!\\d)");
    }
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void everyListOfTheBodyIsInTheHead_inTheSameOrder(Path script) throws IOException {
    String head = head(script);
    Matcher list = Pattern.compile("local (\\w+) = nextList\\(").matcher(Files.readString(script));
    int before = head.indexOf("ARGV");
    while (list.find()) {
      int at = head.indexOf(list.group(1), before);
      assertThat(at).as("%s after character %d of the head", list.group(1), before).isPositive();
      before = at;
    }
  }

  private static String head(Path script) throws IOException {
    String text = Files.readString(script);
    return text.substring(0, text.indexOf("\n\n"));
  }
}
