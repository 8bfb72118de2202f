package org.guchang.guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.guchang.ingest.Acme;
import org.guchang.ingest.Formats;
import org.guchang.ingest.ProblemType;
import org.guchang.ingest.format.EventType;
import org.guchang.ingest.format.PersonHash;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The guide says all of it, in both languages. */
class GuidePageTest {
  private static final List<String> SAMPLES =
      List.of("sample.sh", "Sample.java", "sample.py", "sample.mjs", "sample.php", "sample.go");
  private static final Pattern PLAYS = Pattern.compile("@Tag\\(\"plays:([a-z-]+)\"\\)");

  private static String page(Language language) throws Exception {
    return new GuidePage(language, ServedGuide.limits()).html();
  }

  /** Formats of the platforms' own pushes. */
  private static Set<String> platformFormats() {
    Formats formats = Formats.of(Acme.settings().limits(), new PersonHash(Acme.PRIVACY_KEY));
    Set<String> names = new TreeSet<>(formats.names());
    names.removeAll(Set.of("native", "csv"));
    return names;
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void page_hasEveryTypeAnswerAndSample(Language language) throws Exception {
    String page = page(language);

    assertThat(page).doesNotContain("{{", "<script", "style=");
    assertThat(page)
        .contains(
            Arrays.stream(EventType.values()).map(t -> "id=\"" + t.wireName() + "\"").toList());
    for (ProblemType type : ProblemType.values()) {
      assertThat(page)
          .contains(
              Markup.code(type.wireName()),
              Markup.text(language.of(type.when())),
              Markup.text(language.of(type.todo())));
    }
    SAMPLES.forEach(file -> assertThat(page).contains(Markup.block(Texts.read("samples/" + file))));
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void everyFormat_hasARecipe(Language language) throws Exception {
    String page = page(language);

    for (String format : platformFormats()) {
      assertThat(page)
          .contains(
              "<section id=\"" + format + "\">",
              "<a href=\"#" + format + "\">",
              Markup.block(Texts.read("recipes/" + format + ".yaml")));
      assertThat(Recipe.of(format)).containsEntry("format", format);
    }
  }

  @Test
  void everyFormat_isPlayedInATest() throws IOException {
    Set<String> played = new TreeSet<>();
    try (Stream<Path> files = Files.walk(Path.of("src", "test", "java"))) {
      for (Path file : files.filter(f -> f.toString().endsWith("IT.java")).toList()) {
        PLAYS.matcher(Files.readString(file)).results().forEach(m -> played.add(m.group(1)));
      }
    }

    assertThat(played).isEqualTo(platformFormats());
  }

  @Test
  void bothLanguages_haveTheSameParts() throws Exception {
    assertThat(ids(page(Language.EN))).isEqualTo(ids(page(Language.ZH))).isNotEmpty();
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void everyLinkIntoThePage_leadsSomewhere(Language language) throws Exception {
    String page = page(language);

    assertThat(ids(page)).containsAll(found("href=\"#([^\"]+)\"", page));
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "-, -, ZH",
        "en, zh-CN, EN",
        "zh, en, ZH",
        "fr, en, EN",
        "-, 'en-US,en;q=0.9,zh;q=0.8', EN",
        "-, 'zh-CN,zh;q=0.9,en;q=0.8', ZH",
        "-, 'fr;q=1,en;q=0.4,zh;q=0.6', ZH",
        "-, 'fr', ZH",
        "-, 'en;q=x', ZH",
        "-, ';;,=', ZH",
      })
  void language_isTheOneAskedFor(String named, String accepted, Language expected) {
    assertThat(Language.of(named, accepted)).isEqualTo(expected);
  }

  private static List<String> ids(String page) {
    return found(" id=\"([^\"]+)\"", page);
  }

  private static List<String> found(String pattern, String page) {
    return Pattern.compile(pattern).matcher(page).results().map(m -> m.group(1)).toList();
  }
}
