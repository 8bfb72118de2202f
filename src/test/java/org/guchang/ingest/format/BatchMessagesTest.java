package org.guchang.ingest.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class BatchMessagesTest {

  @Test
  void eachElement_isGivenAsItIsWritten() {
    String body = " [ {\"a\":[1,{\"b\":\"]\"}]} ,\"te,xt\\\"\",12.50 , null,[ ],{\"名\":\"谷\"}\n] ";

    assertThat(messages(body, 6))
        .containsExactly(
            "{\"a\":[1,{\"b\":\"]\"}]}", "\"te,xt\\\"\"", "12.50", "null", "[ ]", "{\"名\":\"谷\"}");
  }

  @Test
  void manyElements_areFoundInAnyOrder() {
    String body = IntStream.range(0, 1000).mapToObj(i -> "{\"i\":" + i + "}").toList().toString();
    BatchMessages messages = new BatchMessages(new JsonFactory(), body.getBytes(UTF_8));

    assertThat(new String(messages.apply(999), UTF_8)).isEqualTo("{\"i\":999}");
    assertThat(new String(messages.apply(0), UTF_8)).isEqualTo("{\"i\":0}");
    assertThat(new String(messages.apply(500), UTF_8)).isEqualTo("{\"i\":500}");
  }

  private static String[] messages(String body, int count) {
    BatchMessages messages = new BatchMessages(new JsonFactory(), body.getBytes(UTF_8));
    return IntStream.range(0, count)
        .mapToObj(i -> new String(messages.apply(i), UTF_8))
        .toArray(String[]::new);
  }
}
