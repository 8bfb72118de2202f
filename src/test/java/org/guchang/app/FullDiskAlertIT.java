package org.guchang.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Redis can write no more to its append-only file. A file may grow to some size only, which Redis
 * meets as it meets a full disk, a write that falls short; and which needs no mount and no root.
 */
class FullDiskAlertIT {
  /** In blocks of 512 bytes: 256 KB, less than a few hundred orders. */
  private static final int BLOCKS = 512;

  private static final String BUNDLED = "/redis-server-6.2.6-v5-linux-amd64";
  private static final String BUNDLED_ARM = "/redis-server-6.2.7-linux-arm64";

  @Test
  void everysec_refusedWrites_areSeenByTheAlert(@TempDir Path dir) throws Exception {
    try (ServerProcess server = start(dir, "everysec");
        PrometheusProcess prometheus =
            new PrometheusProcess(dir, server.opsDoor(), Map.of()).awaitReading()) {
      assertThat(prometheus.isSilent("GuchangAofFailing")).isTrue();

      assertThat(sendUntilRefused(server)).isEqualTo(503);

      JsonNode told = prometheus.awaitFiring("GuchangAofFailing", ", what=\"write\"");
      assertThat(told.path("description").asText())
          .contains("could not write its append-only file");
      assertThat(prometheus.runbook("GuchangAofFailing")).contains("df -h data");
    }
  }

  @Test
  void fsync_redisEndsAgainAndAgain_isSeenByTheAlert(@TempDir Path dir) throws Exception {
    try (ServerProcess server = start(dir, "fsync");
        PrometheusProcess prometheus =
            new PrometheusProcess(dir, server.opsDoor(), Map.of("redis_reconnects", "10"))
                .awaitReading()) {
      assertThat(sendUntilRefused(server)).isEqualTo(503);

      JsonNode told = prometheus.awaitFiring("GuchangRedisRestarting", "");
      assertThat(told.path("description").asText()).contains("had to connect to Redis");
    }
  }

  private static int sendUntilRefused(ServerProcess server) throws Exception {
    NativePartner demo = new NativePartner(server.partnerDoor(), "demo");
    String name = "枣".repeat(60);
    for (int i = 0; i < 5_000; i++) {
      int status =
          demo.send(
              ServerProcess.DEMO_SECRET,
              "d-" + i,
              NativePartner.paid("jiaocheng-0516", "o-" + i, name));
      if (status != 200) {
        return status;
      }
    }
    throw new AssertionError("5,000 orders, and nothing was refused: " + server.log());
  }

  /** With a redis-server before it on the PATH that may not write large files. */
  private static ServerProcess start(Path dir, String durability) throws Exception {
    Path folder = Files.createDirectory(dir.resolve("bin"));
    Path real = folder.resolve("bundled");
    String name = System.getProperty("os.arch", "").equals("aarch64") ? BUNDLED_ARM : BUNDLED;
    try (InputStream in = FullDiskAlertIT.class.getResourceAsStream(name)) {
      Files.copy(in, real);
    }
    program(
        folder.resolve("redis-server"),
        """
        #!/bin/sh
        [ "$1" = --version ] && { echo "Redis server v=7.9.9"; exit 0; }
        trap '' XFSZ
        ulimit -f %d
        exec %s "$@"
        """
            .formatted(BLOCKS, real));
    Files.setPosixFilePermissions(real, PosixFilePermissions.fromString("rwx------"));
    return new ServerProcess(
            dir,
            "ledger: {durability: " + durability + "}",
            Map.of("PATH", folder + ":" + System.getenv("PATH")))
        .awaitReady();
  }

  private static void program(Path file, String text) throws IOException {
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
  }
}
