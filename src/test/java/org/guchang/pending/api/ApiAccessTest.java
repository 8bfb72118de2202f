package org.guchang.pending.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiAccessTest {

  private static ApiAccess with(String key, String value) {
    return new ApiAccess("farm", Map.of(key, value));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://api.weixin.qq.com",
        "https://api.weixin.qq.com/",
        "https://api.example.com:8443",
        "http://127.0.0.1:8080",
        "http://localhost:8080",
        "http://[::1]:8080"
      })
  void tlsOrThisMachine(String url) {
    assertThat(with("baseUrl", url).address("baseUrl", "")).hasToString(url);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://api.weixin.qq.com",
        "http://127.0.0.1.example.com",
        "https://user:password@api.example.com",
        "https://api.example.com/with/path",
        "https://api.example.com?query",
        "ftp://api.example.com",
        "api.example.com",
        "https://",
        "not an address"
      })
  void anythingElseIsRefused_withoutRepeatingIt(String url) {
    assertThatThrownBy(() -> with("baseUrl", url).address("baseUrl", ""))
        .isInstanceOf(ApiAccess.Unusable.class)
        .hasMessageContaining("api.baseUrl of partner farm")
        .hasMessageNotContaining("password");
  }

  @Test
  void whatIsMissingIsNamed() {
    assertThatThrownBy(() -> with("a", "b").required("appSecret"))
        .isInstanceOf(ApiAccess.Unusable.class)
        .hasMessage("api.appSecret of partner farm is missing");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "101", "1.5", "many", ""})
  void aRateThatIsNoneIsRefused_anEmptyOneIsTheUsualOne(String rate) {
    if (rate.isEmpty()) {
      assertThat(with("perSecond", rate).number("perSecond", 5, 100)).isEqualTo(5);
    } else {
      assertThatThrownBy(() -> with("perSecond", rate).number("perSecond", 5, 100))
          .isInstanceOf(ApiAccess.Unusable.class);
    }
  }

  @Test
  void printedItShowsNoSecret() {
    assertThat(with("appSecret", "hush")).hasToString("ApiAccess[farm, [appSecret]]");
  }
}
