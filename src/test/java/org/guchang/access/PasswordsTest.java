package org.guchang.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PasswordsTest {

  @Test
  void aPassword_fitsItsHashAlone() {
    String hash = Passwords.hash("correct horse 谷场");

    assertThat(Passwords.isHash(hash)).isTrue();
    assertThat(Passwords.fits("correct horse 谷场", hash)).isTrue();
    assertThat(Passwords.fits("correct horse 谷厂", hash)).isFalse();
    assertThat(Passwords.fits("", hash)).isFalse();
    assertThat(Passwords.hash("correct horse 谷场")).isNotEqualTo(hash);
  }

  /** Made by the reference implementation's command, argon2 1.0: the same form, the same words. */
  @Test
  void aHashOfTheReferenceImplementation_isUnderstood() {
    String hash =
        "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";
    assertThat(Passwords.isHash(hash)).isTrue();
    assertThat(Passwords.fits("password", hash)).isTrue();
    assertThat(Passwords.fits("passwort", hash)).isFalse();
  }

  @Test
  void whatIsWeakerOrWouldTakeTooLong_isNoHash() {
    String hash = Passwords.hash("any password");
    assertThat(Passwords.isHash(hash.replace("m=19456", "m=1024"))).isFalse();
    assertThat(Passwords.isHash(hash.replace("m=19456", "m=999999"))).isFalse();
    assertThat(Passwords.isHash(hash.replace("t=2", "t=99"))).isFalse();
    assertThat(Passwords.isHash(hash.replace("argon2id", "argon2i"))).isFalse();
    assertThat(Passwords.isHash("any password")).isFalse();
  }

  @Test
  void nobodysHash_isComparedLikeAnyOther_andFitsNothing() {
    assertThat(Passwords.isHash(Passwords.NOBODY)).isTrue();
    assertThat(Passwords.fits("", Passwords.NOBODY)).isFalse();
    assertThat(Passwords.fits("nobody", Passwords.NOBODY)).isFalse();
  }
}
