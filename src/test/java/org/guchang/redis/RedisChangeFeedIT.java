package org.guchang.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.guchang.config.Settings.Durability;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RedisChangeFeedIT {

  private static final EmbeddedRedis.Start HERE =
      new EmbeddedRedis.Start(System.getenv().getOrDefault("PATH", ""), false);

  @TempDir private Path data;
  private EmbeddedRedis redis;
  private Vertx vertx;
  private Context context;
  private RedisLink publisher;
  private RedisChangeFeed feed;
  private final List<String> heard = new CopyOnWriteArrayList<>();

  @BeforeEach
  void start() {
    redis = EmbeddedRedis.start(data, new Durability.EverySecond(), HERE);
    vertx = Vertx.vertx();
    context = vertx.getOrCreateContext();
    RedisConnector connector = new RedisConnector(vertx, redis.url(), Duration.ofMillis(500));
    publisher = connector.link("a publisher");
    feed = new RedisChangeFeed(vertx, connector, "t:");
    await(publisher::connect);
    await(feed::start);
    await(
        () -> {
          feed.subscribe(heard::add);
          return Future.succeededFuture();
        });
  }

  @AfterEach
  void stop() {
    await(feed::stop);
    await(publisher::close);
    await(vertx::close);
    redis.stop();
  }

  private <T> T await(Supplier<Future<T>> work) {
    return Awaited.on(context, work);
  }

  private void publish(String channel, String notice) {
    await(() -> publisher.send(Request.cmd(Command.PUBLISH, channel, notice)));
  }

  @Test
  void it_hears_the_session_of_each_change_on_its_own_channel() {
    publish("other:changes", "wrong 1");
    publish("t:changes", "jiaocheng-0516 17");
    publish("t:changes", "wenshui-0516 3");
    Eventually.until("both are heard", () -> heard.size() == 2);
    assertThat(heard).containsExactly("jiaocheng-0516", "wenshui-0516");
  }

  @Test
  void after_a_restart_of_redis_it_hears_again() throws Exception {
    Signal.send("KILL", redis.pid());
    Eventually.until("it noticed", () -> !feed.isAlive());
    Eventually.until("it is back", () -> feed.isAlive() && publisher.isUp());
    publish("t:changes", "jiaocheng-0516 18");
    Eventually.until("it hears", () -> heard.contains("jiaocheng-0516"));
  }

  @Test
  void a_silent_redis_is_noticed_without_any_change() throws Exception {
    long silent = redis.pid();
    Signal.send("STOP", silent);
    try {
      Eventually.until("it noticed", () -> !feed.isAlive());
    } finally {
      Signal.send("CONT", silent);
    }
    Eventually.until("it is back", () -> feed.isAlive() && publisher.isUp());
    publish("t:changes", "wenshui-0516 4");
    Eventually.until("it hears", () -> heard.contains("wenshui-0516"));
  }
}
