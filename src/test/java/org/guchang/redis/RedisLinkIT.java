package org.guchang.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.guchang.config.Settings.Durability;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RedisLinkIT {

  private static final EmbeddedRedis.Start HERE =
      new EmbeddedRedis.Start(System.getenv().getOrDefault("PATH", ""), false);

  private static final Request GET = Request.cmd(Command.GET, "nothing");

  @TempDir private static Path data;
  private static EmbeddedRedis redis;

  private Vertx vertx;
  private Context context;
  private RedisConnector connector;
  private RedisLink link;

  @BeforeAll
  static void startRedis() {
    redis = EmbeddedRedis.start(data, new Durability.EverySecond(), HERE);
  }

  @AfterAll
  static void stopRedis() {
    redis.stop();
  }

  @BeforeEach
  void connect() {
    vertx = Vertx.vertx();
    context = vertx.getOrCreateContext();
    connector = new RedisConnector(vertx, redis.url(), Duration.ofMillis(500));
    link = connector.link("a test");
    await(link::connect);
  }

  @AfterEach
  void close() {
    await(link::close);
    await(vertx::close);
  }

  /** Runs it on the link's event loop and waits for it here. */
  private <T> T await(Supplier<Future<T>> work) {
    return Awaited.on(context, work);
  }

  @Test
  void answers_and_nulls_come_back_and_errors_are_refusals() {
    assertThat(await(() -> link.send(Request.cmd(Command.ECHO, "谷场"))).toString()).isEqualTo("谷场");
    assertThat(await(() -> link.send(GET))).isNull();
    assertThatThrownBy(() -> await(() -> link.send(Request.cmd(Command.EVAL, "return x", 0))))
        .isInstanceOf(RedisRefusal.class);
    assertThatThrownBy(
            () -> await(() -> link.send(Request.cmd(Command.EVALSHA, "0".repeat(40), 0))))
        .isInstanceOfSatisfying(
            RedisRefusal.class, refusal -> assertThat(refusal.code()).isEqualTo("NOSCRIPT"));
  }

  @Test
  void a_batch_answers_in_order() {
    List<Response> answers =
        await(
            () ->
                link.batch(
                    List.of(Request.cmd(Command.ECHO, "1"), GET, Request.cmd(Command.ECHO, "2"))));
    assertThat(answers.get(0).toInteger()).isEqualTo(1);
    assertThat(answers.get(1)).isNull();
    assertThat(answers.get(2).toInteger()).isEqualTo(2);
  }

  @Test
  void when_redis_is_restarted_requests_fail_at_once_and_the_link_comes_back() throws Exception {
    List<Boolean> changes = new CopyOnWriteArrayList<>();
    link.onChange(changes::add);
    long before = await(() -> Future.succeededFuture(link.generation()));

    Signal.send("KILL", redis.pid());
    Eventually.until("the link is down", () -> changes.contains(false));
    Eventually.until("the link is back", () -> changes.contains(true));

    assertThat(await(() -> link.send(Request.cmd(Command.ECHO, "1"))).toInteger()).isEqualTo(1);
    assertThat(await(() -> Future.succeededFuture(link.generation()))).isNotEqualTo(before);
    assertThat(changes).startsWith(false, true);
  }

  @Test
  void a_redis_that_hangs_is_taken_for_gone_and_found_again() throws Exception {
    long hanging = redis.pid();
    Signal.send("STOP", hanging);
    try {
      assertThatThrownBy(() -> await(() -> link.send(GET))).isInstanceOf(RedisAway.class);
      assertThat(link.isUp()).isFalse();
      long before = System.nanoTime();
      assertThatThrownBy(() -> await(() -> link.send(GET))).isInstanceOf(RedisAway.class);
      assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofMillis(400));
    } finally {
      Signal.send("CONT", hanging);
    }
    Eventually.until("the link is back", link::isUp);
    await(link::ping);
  }

  @Test
  void connecting_to_nobody_fails_in_words() {
    RedisLink nowhere =
        new RedisConnector(vertx, "redis://127.0.0.1:1", Duration.ofSeconds(1)).link("nobody");
    assertThatThrownBy(() -> await(nowhere::connect)).isInstanceOf(RedisAway.class);
    await(nowhere::close);
  }

  @Test
  void a_wrong_password_is_a_refusal() {
    String url = redis.url().replaceFirst(":[0-9a-f]+@", ":wrong@");
    RedisLink stranger = new RedisConnector(vertx, url, Duration.ofSeconds(1)).link("a stranger");
    assertThatThrownBy(() -> await(stranger::connect))
        .isInstanceOfSatisfying(
            RedisRefusal.class, refusal -> assertThat(refusal.code()).isEqualTo("WRONGPASS"));
    await(stranger::close);
  }

  @Test
  void an_address_that_is_none_is_refused_without_repeating_its_password() {
    assertThatThrownBy(
            () -> new RedisConnector(vertx, "http://:secret@host", Duration.ofSeconds(1)))
        .isInstanceOf(RedisUnsuitable.class)
        .hasMessageNotContaining("secret");
  }

  @Test
  void a_script_runs_though_redis_forgot_it() {
    Script script = Script.of("join", "return KEYS[1] .. #ARGV .. ARGV[#ARGV]");
    List<byte[]> args = new ArrayList<>();
    for (int i = 0; i < 3000; i++) {
      args.add(String.valueOf(i).getBytes(UTF_8));
    }
    for (int turn = 0; turn < 2; turn++) {
      String answer = await(() -> script.eval(link, List.of("k".getBytes(UTF_8)), args)).toString();
      assertThat(answer).isEqualTo("k30002999");
      await(() -> link.send(Request.cmd(Command.SCRIPT, "FLUSH")));
    }
  }

  @Test
  void a_script_that_does_not_compile_is_a_refusal() {
    Script script = Script.of("broken", "return return");
    assertThatThrownBy(() -> await(() -> script.load(link))).isInstanceOf(RedisRefusal.class);
  }

  @Test
  void fewer_replicas_than_promised_is_a_failure() {
    ReplicaWait none = ReplicaWait.of(new Durability.Fsync(), 50);
    ReplicaWait one = ReplicaWait.of(new Durability.Replicas(1), 50);
    await(() -> none.confirm(link, link.generation()));
    assertThatThrownBy(() -> await(() -> one.confirm(link, link.generation())))
        .isInstanceOf(RedisAway.class)
        .hasMessageContaining("0 of 1 replicas");
    assertThatThrownBy(() -> await(() -> one.confirm(link, link.generation() - 1)))
        .isInstanceOf(RedisAway.class)
        .hasMessageContaining("connection changed");
  }

  @Test
  void the_check_accepts_what_keeps_the_promise_and_refuses_what_does_not() {
    assertThat(await(() -> ServerCheck.run(link, new Durability.EverySecond()))).contains(".");
    assertThatThrownBy(() -> await(() -> ServerCheck.run(link, new Durability.Fsync())))
        .isInstanceOf(RedisUnsuitable.class)
        .hasMessageContaining("appendfsync is everysec");
  }
}
