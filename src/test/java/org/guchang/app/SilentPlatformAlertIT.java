package org.guchang.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A platform stops in the middle of a session, and another goes on. */
class SilentPlatformAlertIT {
  private static final String SESSION = "jiaocheng-0516";

  @Test
  void silentWhileOnAir_isSeenByItsAlert_andEndsWithTheSession(@TempDir Path dir) throws Exception {
    try (ServerProcess server = new ServerProcess(dir, "").awaitReady();
        PrometheusProcess prometheus =
            new PrometheusProcess(dir, server.opsDoor(), Map.of("source_age_seconds", "4"))
                .awaitReading()) {
      NativePartner demo = new NativePartner(server.partnerDoor(), "demo");
      send(demo, "begin", said("guchang.session.started", "douyin", "2020-05-16T19:30:00+08:00"));
      send(demo, "o-1", NativePartner.paid(SESSION, "o-1", "枣"));

      JsonNode told =
          prometheus.awaitFiring(
              "GuchangSourceSilent", ", session=\"jiaocheng-0516\", platform=\"douyin\"");
      assertThat(told.path("description").asText())
          .contains("has said nothing of jiaocheng-0516 (交城县) for");
      assertThat(
              prometheus.query("ALERTS{alertname=\"GuchangSourceSilent\", platform=\"kuaishou\"}"))
          .as("it never spoke at all")
          .isNotEmpty();
      assertThat(prometheus.query("ALERTS{session=\"wenshui-0516\"}")).as("not on air").isEmpty();

      send(demo, "end", said("guchang.session.ended", "douyin", "2020-05-16T22:00:00+08:00"));
      prometheus.await(
          "the session is over, and the alert with it",
          () -> prometheus.isSilent("GuchangSourceSilent"));
    }
  }

  private static void send(NativePartner partner, String id, String body) throws Exception {
    assertThat(partner.send(ServerProcess.DEMO_SECRET, id, body)).isEqualTo(200);
  }

  private static String said(String type, String platform, String time) {
    return """
        {"specversion":"1.0","id":"%1$s","source":"%2$s","type":"%1$s","subject":"%3$s","time":"%4$s"}
        """
        .formatted(type, platform, SESSION, time);
  }
}
