package org.guchang.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A partner signs with a secret that we do not have: the operator hears of it, by name. */
class BrokenSignatureAlertIT {
  private static final String WRONG = "whsec_bm90IHRoZSBzZWNyZXQgdGhhdCB3ZSBrbm93IG9m";

  @Test
  void wrongSecret_isSeenByItsAlert_andAStrangerIsNot(@TempDir Path dir) throws Exception {
    try (ServerProcess server = new ServerProcess(dir, "").awaitReady();
        PrometheusProcess prometheus =
            new PrometheusProcess(dir, server.opsDoor(), Map.of()).awaitReading()) {
      NativePartner demo = new NativePartner(server.partnerDoor(), "demo");
      NativePartner stranger = new NativePartner(server.partnerDoor(), "nobody");
      String order = NativePartner.paid("jiaocheng-0516", "o-1", "枣");
      assertThat(demo.send(ServerProcess.DEMO_SECRET, "d-1", order)).isEqualTo(200);
      for (int i = 0; i < 20; i++) {
        assertThat(stranger.send(WRONG, "s-" + i, order)).isEqualTo(401);
      }
      prometheus.await(
          "the stranger is counted",
          () -> !prometheus.query("guchang_deliveries_total{partner=\"unknown\"} == 20").isEmpty());
      assertThat(prometheus.isSilent("GuchangSignaturesFailing")).isTrue();

      for (int i = 0; i < 10; i++) {
        assertThat(demo.send(WRONG, "w-" + i, order)).isEqualTo(401);
      }

      JsonNode told = prometheus.awaitFiring("GuchangSignaturesFailing", ", partner=\"demo\"");
      assertThat(told.path("description").asText()).contains("in the name of demo");
      assertThat(told.path("runbook_url").asText()).endsWith("/user/GuchangSignaturesFailing.md");
      assertThat(prometheus.runbook("GuchangSignaturesFailing")).contains("## Mitigation");
      assertThat(prometheus.query("guchang_partner_last_delivery_seconds{partner=\"demo\"} > 0"))
          .isNotEmpty();
    }
  }
}
