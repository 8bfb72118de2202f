package org.guchang.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.guchang.redis.LoneRedis;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Somebody else has stored something under a name of a session, of which some are only written to
 * when most of a commit is done: nothing of it is kept, the log says which key it is, and when that
 * is gone all is counted.
 */
class ForeignKeyIT {
  private static final String SESSION = "jiaocheng-0516";

  @Test
  void aForeignKey_refusesTheWholeCommit_andLeavesNoTrace(@TempDir Path dir) throws Exception {
    try (LoneRedis redis =
            new LoneRedis(dir.resolve("outside"), List.of("--appendfsync", "everysec"));
        ServerProcess server =
            new ServerProcess(
                    dir,
                    "redis: {uri: '%s'}%nledger: {durability: everysec}".formatted(redis.uri()))
                .awaitReady()) {
      int order = 0;
      for (String key : List.of("ticker", "buyers", "orders", "ledger", "totals")) {
        String name = "guchang:{" + SESSION + "}:" + key;
        assertThat(redis.ask("FLUSHDB")).startsWith("+OK");
        assertThat(redis.ask("SET guchang:mark " + mark(dir))).startsWith("+OK");
        assertThat(redis.ask("SET " + name + " foreign")).startsWith("+OK");
        String id = "o-" + ++order;
        assertThat(send(server, id)).as(key).isEqualTo(503);
        assertThat(server.log()).as(key).contains(name + " is a string, not a ");
        assertThat(redis.ask("DEL " + name)).startsWith(":1");

        assertThat(send(server, id)).as(key).isEqualTo(200);

        // the same while the server is in the middle of counting, and believes itself alone
        assertThat(redis.ask("RENAME " + name + " aside")).startsWith("+OK");
        assertThat(redis.ask("SET " + name + " foreign")).startsWith("+OK");
        id = "o-" + ++order;
        assertThat(send(server, id)).as(key).isEqualTo(503);
        assertThat(redis.ask("RENAME aside " + name)).startsWith("+OK");
        assertThat(send(server, id)).as(key).isEqualTo(200);
        assertThat(server.state("session/" + SESSION).at("/totals/orders").asLong())
            .as(key)
            .isEqualTo(2);
      }
    }
  }

  private static String mark(Path dir) throws Exception {
    return Files.readString(dir.resolve("data").resolve("served")).strip();
  }

  private static int send(ServerProcess server, String order) throws Exception {
    return new NativePartner(server.partnerDoor(), "demo")
        .send(ServerProcess.DEMO_SECRET, "d-" + order, NativePartner.paid(SESSION, order, "枣"));
  }
}
