package org.guchang.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.guchang.config.Settings.Durability;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EmbeddedRedisIT {

  private static final EmbeddedRedis.Start HERE =
      new EmbeddedRedis.Start(System.getenv().getOrDefault("PATH", ""), false);

  @TempDir private Path data;

  private EmbeddedRedis start() {
    return EmbeddedRedis.start(data, new Durability.Fsync(), HERE);
  }

  @Test
  void a_restart_finds_what_was_written() throws IOException {
    EmbeddedRedis redis = start();
    assertThat(say(redis, "SET guchang 谷场")).isEqualTo("+OK");
    redis.stop();

    EmbeddedRedis again = start();
    assertThat(say(again, "STRLEN guchang")).isEqualTo(":6");
    again.stop();
  }

  @Test
  void the_bundled_one_serves_where_none_is_installed() throws IOException {
    EmbeddedRedis redis =
        EmbeddedRedis.start(data, new Durability.EverySecond(), new EmbeddedRedis.Start("", false));
    assertThat(say(redis, "SET a b")).isEqualTo("+OK");
    redis.stop();
    assertThat(Files.readString(data.resolve("redis/version"))).startsWith("6.2.");
  }

  @Test
  void starting_takes_less_than_a_second() {
    long before = System.nanoTime();
    EmbeddedRedis redis = start();
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(1));
    redis.stop();
  }

  @Test
  void only_the_owner_can_read_its_address_and_it_is_gone_after_the_stop() throws IOException {
    EmbeddedRedis redis = start();
    Path url = data.resolve("redis/url");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(url)))
        .isEqualTo("rw-------");
    assertThat(EmbeddedRedis.urlOf(data)).contains(redis.url());
    redis.stop();
    assertThat(EmbeddedRedis.urlOf(data)).isEmpty();
  }

  @Test
  void what_could_give_it_away_is_switched_off_and_its_password_is_the_owners() throws IOException {
    EmbeddedRedis redis = start();
    for (String command : EmbeddedConfig.OFF) {
      assertThat(say(redis, command)).as(command).startsWith("-ERR unknown command");
    }
    assertThat(say(redis, "FLUSHALL")).startsWith("-ERR unknown command");
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(data.resolve("redis/redis.conf"))))
        .isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("redis"))))
        .isEqualTo("rwx------");
    redis.stop();
  }

  @Test
  void a_second_server_on_the_same_directory_is_refused() {
    EmbeddedRedis redis = start();
    assertThatThrownBy(this::start)
        .isInstanceOf(RedisUnsuitable.class)
        .hasMessageContaining(data.getFileName().toString())
        .hasMessageContaining(String.valueOf(ProcessHandle.current().pid()));
    redis.stop();
  }

  @Test
  void a_server_in_another_process_holds_the_directory_too() throws Exception {
    Process holder = holder();
    try {
      assertThatThrownBy(this::start)
          .isInstanceOf(RedisUnsuitable.class)
          .hasMessageContaining(String.valueOf(holder.pid()));
    } finally {
      holder.destroyForcibly().waitFor();
    }
  }

  @Test
  void killing_the_server_ends_redis_and_the_next_start_has_its_data() throws Exception {
    Process holder = holder();
    ProcessHandle redis =
        ProcessHandle.of(Long.parseLong(Files.readString(data.resolve("holder")))).orElseThrow();
    assertThat(say(EmbeddedRedis.urlOf(data).orElseThrow(), "SET kept yes")).isEqualTo("+OK");

    holder.destroyForcibly().waitFor();
    EmbeddedRedis next = start();

    Eventually.until("the orphan ends", () -> !redis.isAlive());
    assertThat(say(next, "EXISTS kept")).isEqualTo(":1");
    next.stop();
  }

  @Test
  void redis_killed_alone_comes_back_at_the_same_address_with_its_data() throws Exception {
    EmbeddedRedis redis = start();
    assertThat(say(redis, "SET kept yes")).isEqualTo("+OK");
    long killed = redis.pid();
    Signal.send("KILL", killed);
    Eventually.until("Redis is another process", () -> redis.pid() != killed);
    assertThat(say(redis, "EXISTS kept")).isEqualTo(":1");
    redis.stop();
  }

  @Test
  void a_torn_tail_is_dropped_and_the_rest_loads() throws IOException {
    EmbeddedRedis redis = start();
    assertThat(say(redis, "SET first yes")).isEqualTo("+OK");
    redis.stop();
    Files.writeString(
        appendOnlyFile(),
        "*3\r\n$3\r\nSET\r\n$6\r\nsecond\r\n$40\r\nhalf",
        StandardOpenOption.APPEND);

    EmbeddedRedis again = start();
    assertThat(say(again, "EXISTS first second")).isEqualTo(":1");
    again.stop();
  }

  @Test
  void data_of_a_newer_redis_is_not_opened_by_an_older_one() throws IOException {
    Files.createDirectories(data.resolve("redis"));
    Files.writeString(data.resolve("redis/version"), "99.1.0\n");
    assertThatThrownBy(this::start)
        .isInstanceOf(RedisUnsuitable.class)
        .hasMessageContaining("99.1");
    Files.writeString(data.resolve("redis/version"), "6.2.0\n");
    start().stop();
  }

  @Test
  void on_request_it_begins_empty() throws IOException {
    EmbeddedRedis redis = start();
    assertThat(say(redis, "SET old yes")).isEqualTo("+OK");
    redis.stop();
    EmbeddedRedis again =
        EmbeddedRedis.start(
            data, new Durability.Fsync(), new EmbeddedRedis.Start(HERE.searchPath(), true));
    assertThat(say(again, "EXISTS old")).isEqualTo(":0");
    again.stop();
  }

  @Test
  void a_stop_leaves_no_process() {
    EmbeddedRedis redis = start();
    ProcessHandle process = ProcessHandle.of(redis.pid()).orElseThrow();
    redis.stop();
    assertThat(process.isAlive()).isFalse();
  }

  private Path appendOnlyFile() throws IOException {
    try (Stream<Path> files = Files.walk(data.resolve("redis"))) {
      List<Path> found =
          files
              .filter(file -> file.toString().matches(".*appendonly\\.aof(\\.\\d+\\.incr\\.aof)?"))
              .filter(Files::isRegularFile)
              .toList();
      assertThat(found).hasSize(1);
      return found.get(0);
    }
  }

  private Process holder() throws IOException {
    Process holder =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElse("java"),
                "-cp",
                System.getProperty("java.class.path"),
                RedisHolder.class.getName(),
                data.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    Eventually.until("the other server is up", () -> data.resolve("holder").toFile().length() > 0);
    return holder;
  }

  private static String say(EmbeddedRedis redis, String command) throws IOException {
    return say(redis.url(), command);
  }

  private static String say(String url, String command) throws IOException {
    URI uri = URI.create(url);
    try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
      BufferedReader answers =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      String words = "AUTH " + uri.getUserInfo().substring(1) + "\r\n" + command + "\r\n";
      socket.getOutputStream().write(words.getBytes(StandardCharsets.UTF_8));
      assertThat(answers.readLine()).isEqualTo("+OK");
      return answers.readLine();
    }
  }
}
