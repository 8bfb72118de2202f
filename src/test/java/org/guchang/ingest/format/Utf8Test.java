package org.guchang.ingest.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.HexFormat;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class Utf8Test {

  @Test
  void everyCharacter_isWellFormed() {
    StringBuilder all = new StringBuilder();
    for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
      if (c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE) {
        all.appendCodePoint(c);
      }
    }

    assertThat(Utf8.firstMalformed(all.toString().getBytes(UTF_8))).isEqualTo(-1);
  }

  @ParameterizedTest
  @CsvSource({
    "c080, 0", // overlong NUL
    "61c1bf, 1", // overlong ASCII
    "e09fbf, 0", // overlong of two bytes
    "f08fbfbf, 0", // overlong of three bytes
    "eda080, 0", // surrogate
    "f4908080, 0", // beyond U+10FFFF
    "f8888080, 0",
    "ff, 0",
    "80, 0", // continuation alone
    "6161616161616161e4ba, 8", // cut off
    "e4ba61, 0",
    "f09f98, 0",
    "c3, 0"
  })
  void malformed_isFoundWhereItStarts(String hex, int at) {
    assertThat(Utf8.firstMalformed(HexFormat.of().parseHex(hex))).isEqualTo(at);
  }

  @Property(tries = 2000)
  void anyBytes_areJudgedAsTheJdkDoes(@ForAll @Size(max = 24) byte[] bytes) {
    assertThat(Utf8.firstMalformed(bytes) < 0).isEqualTo(decodes(bytes));
  }

  private static boolean decodes(byte[] bytes) {
    try {
      UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }
}
