package org.guchang.screen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the pages of the screen door say can all be said in English, and nothing more is kept. */
final class WallWordsTest {
  private static final Path ROOT = Path.of("webroot");
  private static final Pattern SAID = Pattern.compile("say\\('([^']+)'");
  private static final Pattern HAN_LITERAL = Pattern.compile("['`][^'`]*\\p{IsHan}[^'`]*['`]");
  private static final Pattern KEY =
      Pattern.compile(
          "(?:(?<=[,{] )|(?<=^ {2}))(?:'([^']+)'|([\\p{IsHan}]+)): '", Pattern.MULTILINE);
  private static final Pattern STANDING =
      Pattern.compile("(?:>|aria-label=\")([^<>\"]*\\p{IsHan}[^<>\"]*)[<\"]");

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new IllegalStateException(file + " is of the screen", e);
    }
  }

  private static List<Path> modules() throws IOException {
    try (Stream<Path> all = Files.walk(ROOT.resolve("js"))) {
      return all.filter(file -> file.toString().endsWith(".js")).toList();
    }
  }

  private static Set<String> all(Pattern pattern, String text) {
    Set<String> found = new TreeSet<>();
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      found.add(matcher.group(1) == null ? matcher.group(2) : matcher.group(1));
    }
    return found;
  }

  private static Set<String> english() {
    String module = read(ROOT.resolve("js/english.js"));
    int from = module.indexOf("ENGLISH = {");
    return all(KEY, module.substring(from, module.indexOf("};", from)));
  }

  @Test
  void what_is_said_has_its_english_and_no_english_is_left_over() throws IOException {
    Set<String> said = new TreeSet<>();
    for (Path module : modules()) {
      said.addAll(all(SAID, read(module)));
    }
    for (String page : List.of("wall.html", "index.html", "report.html", "review.html")) {
      said.addAll(all(STANDING, read(ROOT.resolve(page))));
    }
    assertThat(english()).hasSizeGreaterThan(100).containsExactlyInAnyOrderElementsOf(said);
  }

  @Test
  void nothing_chinese_is_shown_that_does_not_go_through_the_words() throws IOException {
    Set<String> excepted =
        Set.of("english.js", "definitions.js", "format.js", "zone.js", "paragraph.js");
    for (Path module : modules()) {
      if (excepted.contains(module.getFileName().toString())) {
        continue;
      }
      List<String> unsaid =
          read(module)
              .lines()
              .map(String::strip)
              .filter(
                  line -> !line.startsWith("//") && !line.startsWith("*") && !line.startsWith("/*"))
              .map(line -> line.replaceAll("//.*", "").replaceAll("say\\('[^']+'", ""))
              .filter(line -> HAN_LITERAL.matcher(line).find())
              .filter(line -> !line.contains("UNKNOWN_ORIGIN ="))
              .toList();
      assertThat(unsaid).as(module.toString()).isEmpty();
    }
  }

  @Test
  void every_definition_is_there_in_both_languages() {
    Pattern keys = Pattern.compile("(?m)^ {2}([a-zA-Z]+): \\[");
    String english = read(ROOT.resolve("js/english.js"));
    assertThat(all(keys, english.substring(english.indexOf("ENGLISH_DEFINITIONS"))))
        .isEqualTo(all(keys, read(ROOT.resolve("js/definitions.js"))))
        .hasSizeGreaterThan(30);
  }
}
