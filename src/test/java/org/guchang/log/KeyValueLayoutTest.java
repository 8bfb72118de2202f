package org.guchang.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whatever a value holds, a line stays one line, and says of each field what was said of it. */
final class KeyValueLayoutTest {
  private static final Logger LOG = LoggerFactory.getLogger(KeyValueLayoutTest.class);

  @Test
  void aLine_readsAsKeysAndValues() {
    assertThat(written("交城 is open", "acme"))
        .matches(
            "time=\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}(Z|[+-]\\d\\d:\\d\\d) level=WARN"
                + " logger=KeyValueLayoutTest msg=\"交城 is open\" partner=acme\\R");
  }

  @Test
  void whatCouldBreakOrForgeALine_isEscaped() {
    for (String evil :
        List.of(
            "a\nlevel=ERROR msg=forged",
            "a\r\nb",
            "\" level=ERROR x=\"",
            "a\\",
            "\\\" level=ERROR",
            "\u001b[2J\u001b[31mred",
            "\u009b31m",
            "a\u0085b\u2028c\u2029d",
            "\u202egnp.exe",
            "a=b",
            "a\tb\u0000",
            "",
            " ")) {
      String line = written(evil, evil);

      assertThat(line.strip().codePoints())
          .as(line)
          .noneMatch(c -> Escapes.isNeeded(c) || c == 0x7f);
      Map<String, String> read = Logfmt.read(line.strip());
      assertThat(read).containsEntry("msg", evil).containsEntry("partner", evil);
      assertThat(read).containsOnlyKeys("time", "level", "logger", "msg", "partner");
    }
  }

  @Property(tries = 500)
  void anyTwoTexts_areReadBackAsTheyWere(@ForAll String message, @ForAll String value) {
    Map<String, String> read = Logfmt.read(written(message, value).stripTrailing());

    assertThat(read).containsEntry("msg", message).containsEntry("partner", value);
    assertThat(read).hasSize(5);
  }

  @Test
  void aFailure_isToldInTheSameLine() {
    try (Heard heard = new Heard(KeyValueLayoutTest.class)) {
      LOG.error("Failed", new IllegalStateException("first\nlevel=INFO", new Exception("cause")));

      assertThat(heard.written().lines()).hasSize(1);
      assertThat(Logfmt.read(heard.written().strip()).get("error"))
          .startsWith("java.lang.IllegalStateException: first\nlevel=INFO | ")
          .contains("aFailure_isToldInTheSameLine", "Caused by: java.lang.Exception: cause");
    }
  }

  private static String written(String message, String value) {
    try (Heard heard = new Heard(KeyValueLayoutTest.class)) {
      LOG.atWarn().addKeyValue(Field.PARTNER.key, value).log(message);
      return heard.written();
    }
  }
}
