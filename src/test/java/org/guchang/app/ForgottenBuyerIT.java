package org.guchang.app;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.guchang.ingest.format.PersonHash;
import org.guchang.redis.Eventually;
import org.guchang.redis.LoneRedis;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A buyer asks to be forgotten: the operator's one command, while the server goes on. */
class ForgottenBuyerIT {
  private static final String KEY = "the key of this county";
  private static final PersonHash PERSONS = new PersonHash(KEY);

  @TempDir private Path dir;

  @Test
  void theBuyerIsInNoFileAnyMore_andEveryFigureStays() throws Exception {
    Path written = Files.createDirectory(dir.resolve("redis"));
    try (LoneRedis redis =
            new LoneRedis(
                written, List.of("--appendfsync", "always", "--aof-use-rdb-preamble", "no"));
        ServerProcess server =
            new ServerProcess(
                    dir, "redis: {uri: '%s'}%nprivacy: {key: '%s'}%n".formatted(redis.uri(), KEY))
                .awaitReady()) {
      NativePartner acme = new NativePartner(server.partnerDoor(), "demo");
      for (String order : List.of("o1", "o2", "o3")) {
        assertThat(
                acme.send(
                    ServerProcess.DEMO_SECRET,
                    "m-" + order,
                    NativePartner.paid("jiaocheng-0516", order, "骏枣")))
            .isEqualTo(200);
      }
      String unplaced = NativePartner.paid("no-such-session", "o1", "骏枣");
      assertThat(acme.send(ServerProcess.DEMO_SECRET, "m-q", unplaced)).isEqualTo(422);
      String before = totals(server);
      assertThat(before).contains("\"buyers\":3");
      assertThat(files(written)).contains(stored("b-o1"), stored("b-o2"), token("b-o1"));

      assertThat(forget(server, "--platform", "douyin", "--buyer", "b-o1")).isZero();

      assertThat(server.log())
          .contains(
              "Session jiaocheng-0516: forgotten; its figures stay.",
              "Quarantine: forgotten in 1 messages.",
              "Backups made before still do.")
          .doesNotContain("b-o1");
      Eventually.until(
          "the file is written anew",
          () -> redis.ask("INFO persistence").contains("aof_rewrite_in_progress:0"));
      assertThat(files(written))
          .doesNotContain(stored("b-o1"), token("b-o1"))
          .contains(stored("b-o2"));
      assertThat(totals(server)).isEqualTo(before);
      assertThat(ServerProcess.exitCode(server.verify())).as(server.log()).isZero();

      assertThat(forget(server, "--platform", "douyin", "--buyer", "b-o1")).isEqualTo(1);
      assertThat(server.log()).contains("Nobody was found, so nothing was changed.");
      assertThat(
              acme.answer(
                      ServerProcess.DEMO_SECRET,
                      "m-again",
                      NativePartner.paid("jiaocheng-0516", "o1", "骏枣"))
                  .body())
          .contains("\"duplicates\":1");

      assertThat(forget(server, "--everybody")).isZero();
      Eventually.until(
          "the file is written anew",
          () -> redis.ask("INFO persistence").contains("aof_rewrite_in_progress:0"));
      assertThat(files(written)).doesNotContain(stored("b-o2"), stored("b-o3"));
      assertThat(totals(server)).isEqualTo(before);
      assertThat(ServerProcess.exitCode(server.verify())).as(server.log()).isZero();
    }
  }

  @Test
  void whoIsToBeForgotten_hasToBeSaid() throws Exception {
    try (ServerProcess server = new ServerProcess(dir, "").awaitReady()) {
      assertThat(forget(server)).isEqualTo(2);
      assertThat(server.log()).contains("--everybody", "--buyer");
      assertThat(forget(server, "--buyer", "b")).isEqualTo(2);
      assertThat(server.log()).contains("--platform=ID");
    }
  }

  private int forget(ServerProcess server, String... whom) throws Exception {
    String[] command =
        Stream.concat(
                Stream.of("forget", "--config", dir.resolve("guchang.yaml").toString()),
                Stream.of(whom))
            .toArray(String[]::new);
    return ServerProcess.exitCode(server.guchang(command));
  }

  private static String totals(ServerProcess server) throws Exception {
    return server.state("session/jiaocheng-0516").path("totals").toString();
  }

  private static String stored(String buyer) {
    long number = PERSONS.of("douyin", buyer);
    return new String(ByteBuffer.allocate(Long.BYTES).putLong(number).array(), ISO_8859_1);
  }

  private static String token(String buyer) {
    return "person:" + HexFormat.of().toHexDigits(PERSONS.of("douyin", buyer));
  }

  private static String files(Path folder) throws Exception {
    StringBuilder all = new StringBuilder();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        all.append(Files.readString(file, ISO_8859_1));
      }
    }
    return all.toString();
  }
}
