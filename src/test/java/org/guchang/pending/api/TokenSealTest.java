package org.guchang.pending.api;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class TokenSealTest {

  @Property
  void whatWasSealedIsOpenedAgain(@ForAll String token) {
    TokenSeal seal = new TokenSeal("secret", "acme");
    // a lone surrogate is no text and cannot be a token
    if (token.equals(
        new String(
            token.getBytes(java.nio.charset.StandardCharsets.UTF_8),
            java.nio.charset.StandardCharsets.UTF_8))) {
      assertThat(seal.open(seal.seal(token))).isEqualTo(token);
    }
  }

  @Test
  void anotherSecretOrPartnerDoesNotOpenIt() {
    String sealed = new TokenSeal("secret", "acme").seal("token");
    assertThat(new TokenSeal("other", "acme").open(sealed)).isNull();
    assertThat(new TokenSeal("secret", "other").open(sealed)).isNull();
  }

  @Test
  void whatWasNeverSealedIsNotOpened() {
    TokenSeal seal = new TokenSeal("secret", "acme");
    assertThat(seal.open("")).isNull();
    assertThat(seal.open("token")).isNull();
    assertThat(seal.open("AAAA")).isNull();
    assertThat(seal.open("not base64 at all!")).isNull();
  }

  @Test
  void theSameTokenIsSealedOtherwiseEachTime() {
    TokenSeal seal = new TokenSeal("secret", "acme");
    assertThat(seal.seal("token")).isNotEqualTo(seal.seal("token"));
  }
}
