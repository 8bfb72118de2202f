package org.guchang.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.Encoder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** The same lines as objects, with the same names. */
final class JsonLinesTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final LoggerContext context = new LoggerContext();
  private final Encoder<ILoggingEvent> encoder = JsonLines.encoder(context);
  private final List<String> lines = new ArrayList<>();

  @Test
  void aLine_isAnObjectWithFieldsInTheirOrder() throws Exception {
    JsonNode line = written("交城 is open", "acme");

    List<String> names = new ArrayList<>();
    line.fieldNames().forEachRemaining(names::add);
    assertThat(names).containsExactly("time", "level", "logger", "msg", "partner", "status");
    assertThat(line.path("time").asText())
        .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}(Z|[+-]\\d\\d:\\d\\d)");
    assertThat(line.path("level").asText()).isEqualTo("WARN");
    assertThat(line.path("logger").asText()).isEqualTo("JsonLinesTest");
    assertThat(line.path("status").isNumber()).isTrue();
    assertThat(lines.get(0)).contains("交城 is open");
  }

  @Property(tries = 500)
  void anyTwoTexts_areReadBackAsTheyWere_fromOneLineForAnyReader(
      @ForAll String message, @ForAll String value) throws Exception {
    JsonNode line = written(message, value);

    assertThat(line.path("msg").asText()).isEqualTo(message);
    assertThat(line.path("partner").asText()).isEqualTo(value);
    assertThat(lines.get(lines.size() - 1).stripTrailing().chars())
        .noneMatch(c -> Escapes.isNeeded(c));
  }

  @Test
  void aFailure_isAField() throws Exception {
    JsonNode line = written("Failed", "acme", new IllegalStateException("why"));

    assertThat(line.path("error").asText())
        .startsWith("java.lang.IllegalStateException: why\n")
        .contains("aFailure_isAField");
  }

  private JsonNode written(String message, String value) throws Exception {
    return written(message, value, null);
  }

  private JsonNode written(String message, String value, Throwable failure) throws Exception {
    try (Heard heard = new Heard(JsonLinesTest.class)) {
      LoggerFactory.getLogger(JsonLinesTest.class)
          .atWarn()
          .addKeyValue(Field.PARTNER.key, value)
          .addKeyValue(Field.STATUS.key, 401)
          .setCause(failure)
          .log(message);
      String line = new String(encoder.encode(heard.events().get(0)), StandardCharsets.UTF_8);
      lines.add(line);
      assertThat(line.lines()).hasSize(1);
      return JSON.readTree(line);
    }
  }
}
