package org.guchang.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.guchang.redis.LoneRedis;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody with Redis in his hands makes a total larger than the orders are. */
class ChangedTotalIT {
  private static final String SESSION = "jiaocheng-0516";

  @Test
  void theProof_tellsByHowMuch_andIsPlainAgainWhenItIsPutBack(@TempDir Path dir) throws Exception {
    try (LoneRedis redis =
            new LoneRedis(dir.resolve("outside"), List.of("--appendfsync", "everysec"));
        ServerProcess server =
            new ServerProcess(
                    dir,
                    "redis: {uri: '%s'}%nledger: {durability: everysec}".formatted(redis.uri()))
                .awaitReady()) {
      NativePartner demo = new NativePartner(server.partnerDoor(), "demo");
      String order = NativePartner.paid(SESSION, "o-1", "枣");
      assertThat(demo.send(ServerProcess.DEMO_SECRET, "d-1", order)).isEqualTo(200);

      add(redis, "4");
      assertThat(ServerProcess.exitCode(server.verify())).isEqualTo(1);
      assertThat(server.log()).contains("totals buyers");
      add(redis, "-4");
      assertThat(ServerProcess.exitCode(server.verify())).as(server.log()).isZero();
    }
  }

  private static void add(LoneRedis redis, String by) {
    assertThat(redis.ask("HINCRBY guchang:{" + SESSION + "}:totals buyers " + by)).startsWith(":");
  }
}
