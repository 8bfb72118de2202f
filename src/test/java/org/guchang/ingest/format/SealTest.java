package org.guchang.ingest.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Vectors of RFC 1321, RFC 3174 and RFC 4231. */
final class SealTest {

  @Test
  void seals_areThoseOfTheirStandards() {
    assertThat(Hooked.hex(Seal.md5().over(utf8("message "), utf8("digest"))))
        .isEqualTo("f96b697d7cb7938d525a2f31aaf161d0");
    assertThat(Hooked.hex(Seal.sha1().over(utf8("abc"))))
        .isEqualTo("a9993e364706816aba3e25717850c26c9cd0d89d");
    assertThat(
            Hooked.hex(
                Seal.hmacSha256("Jefe").over(utf8("what do ya want "), utf8("for nothing?"))))
        .isEqualTo("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  }

  @Test
  void seal_isReadyForTheNext() {
    Seal md5 = Seal.md5();

    assertThat(md5.over(utf8("a"))).isEqualTo(md5.over(utf8("a")));
  }

  @Test
  void comparison_takesEitherCase_andNothingElse() {
    byte[] seal = {0x1f, (byte) 0xa0};

    assertThat(Seal.isHex("1fa0", seal)).isTrue();
    assertThat(Seal.isHex("1FA0", seal)).isTrue();
    assertThat(Seal.isBase64("H6A=", seal)).isTrue();
    for (String other : new String[] {null, "", "1fa", "1fa1", "1fa00", "zzzz", "1fa0 "}) {
      assertThat(Seal.isHex(other, seal)).isFalse();
      assertThat(Seal.isBase64(other, seal)).isFalse();
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
