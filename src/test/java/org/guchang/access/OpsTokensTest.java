package org.guchang.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpsTokensTest {

  @Test
  void aToken_isKnownByItsDigest_untilItsEnd() {
    String token = OpsTokens.make(new SecureRandom());
    OpsTokens tokens =
        new OpsTokens(
            List.of(
                new AccessList.Token("li", OpsTokens.digest(token), Role.OPERATOR, 100L),
                new AccessList.Token("zhao", OpsTokens.digest("other"), Role.METRICS, null)));

    assertThat(tokens.holder(token, 99).name()).isEqualTo("li");
    assertThat(tokens.holder(token, 99).role()).isEqualTo(Role.OPERATOR);
    assertThat(tokens.holder(token, 100)).isNull();
    assertThat(tokens.holder("other", 100).role()).isEqualTo(Role.METRICS);
    assertThat(tokens.holder(token + "x", 99)).isNull();
    assertThat(tokens.holder("", 99)).isNull();
    assertThat(tokens.holder(OpsTokens.digest(token), 99)).isNull();
  }
}
