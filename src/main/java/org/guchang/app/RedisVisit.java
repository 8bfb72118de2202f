package org.guchang.app;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.guchang.config.Settings;
import org.guchang.redis.EmbeddedRedis;
import org.guchang.redis.RedisConnector;
import org.guchang.redis.RedisLink;

/**
 * What a command does in the Redis of the settings: the outside one, that of the server which runs
 * on the data directory, or the embedded one, started for it.
 */
final class RedisVisit {

  /** A page of the ledger is the longest thing asked for. */
  private static final Duration ANSWER_PATIENCE = Duration.ofSeconds(30);

  private static final Duration PATIENCE = Duration.ofSeconds(9);

  private final String name;
  private final Vertx vertx = Vertx.vertx();
  private final Stops stops = new Stops();

  private RedisVisit(String name) {
    this.name = name;
  }

  /**
   * Connects, does the work on an event loop, and leaves again. Blocks.
   *
   * @param name who visits, for messages
   */
  static <T> T run(
      String name, Settings settings, String searchPath, Function<RedisLink, Future<T>> work) {
    RedisVisit visit = new RedisVisit(name);
    EmbeddedRedis.Start embedded = new EmbeddedRedis.Start(searchPath, false);
    try {
      return Future.<T>future(
              done ->
                  visit
                      .vertx
                      .getOrCreateContext()
                      .runOnContext(
                          go -> visit.connect(settings, embedded).compose(work).onComplete(done)))
          .await();
    } finally {
      visit.stops.runAndClose(visit.vertx);
    }
  }

  private Future<RedisLink> connect(Settings settings, EmbeddedRedis.Start embedded) {
    String outside = settings.redis().uri();
    if (outside != null) {
      return connect(outside)
          .recover(
              failure ->
                  Future.failedFuture(
                      new StartProblem("Redis cannot be reached: " + failure.getMessage())));
    }
    Optional<String> running = EmbeddedRedis.urlOf(settings.dataDir());
    Future<RedisLink> link =
        running.map(url -> connect(url)).orElseGet(() -> Future.failedFuture("none runs"));
    return link.recover(
        none ->
            vertx
                .executeBlocking(
                    () -> EmbeddedRedis.start(settings.dataDir(), settings.durability(), embedded))
                .compose(
                    redis -> {
                      stops.add("embedded Redis", PATIENCE, () -> stop(redis));
                      return connect(redis.url());
                    }));
  }

  private Future<?> stop(EmbeddedRedis redis) {
    return vertx.executeBlocking(
        () -> {
          redis.stop();
          return redis;
        });
  }

  private Future<RedisLink> connect(String uri) {
    RedisLink link = new RedisConnector(vertx, uri, ANSWER_PATIENCE).link(name);
    return link.connect()
        .onSuccess(up -> stops.add("link", PATIENCE, link::close))
        .onFailure(away -> stops.add("link", PATIENCE, link::close))
        .map(link);
  }
}
