package org.guchang.app.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.guchang.access.oidc.FakeIdentityProvider;
import org.guchang.access.oidc.FakeIdentityProvider.Mood;
import org.guchang.app.doctor.Finding.Verdict;
import org.guchang.config.Settings.Oidc;
import org.junit.jupiter.api.Test;

/** The doctor in front of an identity provider that is well, unwell, another or away. */
class ProviderLookIT {

  private static Finding look(String issuer) {
    return ProviderLook.look(new Oidc(issuer, "guchang", "secret", List.of("openid")));
  }

  @Test
  void aProvider_isGoodWhenItIsThereAndCallsItselfSo() throws Exception {
    Vertx vertx = Vertx.vertx();
    try (FakeIdentityProvider provider = new FakeIdentityProvider(vertx)) {
      String issuer = provider.issuer();
      assertThat(look(issuer).verdict()).isEqualTo(Verdict.GOOD);

      provider.describing = said -> said.put("issuer", "https://id.example.cn");
      Finding another = look(issuer);
      assertThat(another.verdict()).isEqualTo(Verdict.BAD);
      assertThat(another.found()).contains("calls itself https://id.example.cn");
      assertThat(another.change()).contains("oidc.issuer");

      assertThat(look(issuer + "/elsewhere").found()).contains("status 404");
      for (Mood mood : List.of(Mood.BROKEN, Mood.GARBAGE, Mood.SILENT, Mood.ENDLESS)) {
        provider.mood = mood;
        assertThat(look(issuer).verdict()).as("%s", mood).isEqualTo(Verdict.BAD);
      }
      provider.goAway();
      assertThat(look(issuer).found()).contains("cannot be reached");
      provider.comeBack();
    } finally {
      vertx.close().await(20, TimeUnit.SECONDS);
    }
  }

  @Test
  void whatIsNoDiscoveryDocument_isNoProvider() {
    for (String page : List.of("", "<html>", "[]", "{}", "{\"issuer\": 1}")) {
      assertThat(ProviderLook.said("https://id.example.cn", page).verdict())
          .as(page)
          .isEqualTo(Verdict.BAD);
    }
    assertThat(
            ProviderLook.said("https://id.example.cn", "{\"issuer\":\"https://id.example.cn/\"}")
                .verdict())
        .isEqualTo(Verdict.GOOD);
  }
}
