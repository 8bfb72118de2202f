package org.guchang.ingest.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

final class PersonHashTest {
  private final PersonHash persons = new PersonHash("key");

  @Test
  void hash_isTheStartOfTheHmac() throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec("key".getBytes(UTF_8), "HmacSHA256"));
    byte[] whole = mac.doFinal("douyin\0买家甲".getBytes(UTF_8));

    assertThat(persons.of("douyin", "买家甲")).isEqualTo(ByteBuffer.wrap(whole).getLong());
  }

  @Test
  void samePersonOnTheSamePlatform_isTheSame() {
    assertThat(persons.of("douyin", "b1")).isEqualTo(persons.of("douyin", "b1")).isNotZero();
    assertThat(new PersonHash("key").of("douyin", "b1")).isEqualTo(persons.of("douyin", "b1"));
  }

  @Test
  void otherPersonPlatformOrKey_isAnother() {
    assertThat(persons.of("douyin", "b2")).isNotEqualTo(persons.of("douyin", "b1"));
    assertThat(persons.of("taobao", "b1")).isNotEqualTo(persons.of("douyin", "b1"));
    assertThat(persons.of("douyi", "nb1")).isNotEqualTo(persons.of("douyin", "b1"));
    assertThat(new PersonHash("other").of("douyin", "b1")).isNotEqualTo(persons.of("douyin", "b1"));
  }

  @Test
  void nickname_keepsItsFirstCharacter() {
    assertThat(Nickname.mask("张三丰")).isEqualTo("张**");
    assertThat(Nickname.mask("x")).isEqualTo("x**");
    assertThat(Nickname.mask("🍎果")).isEqualTo("🍎**");
  }
}
