package org.guchang.app;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.guchang.config.RedisUri;
import org.guchang.config.Settings;
import org.guchang.log.Field;
import org.guchang.ops.ServerMeters;
import org.guchang.redis.DataMark;
import org.guchang.redis.EmbeddedRedis;
import org.guchang.redis.Keys;
import org.guchang.redis.RedisAway;
import org.guchang.redis.RedisConnector;
import org.guchang.redis.RedisLink;
import org.guchang.redis.RedisRefusal;
import org.guchang.redis.Script;
import org.guchang.redis.ServerCheck;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** From the settings to a Redis that is known to be fit. */
final class RedisAccess {

  private static final Logger LOG = LoggerFactory.getLogger(RedisAccess.class);

  /**
   * How long an outside Redis may be away when the server starts: both may be starting together.
   */
  private static final Duration FIRST_PATIENCE = Duration.ofSeconds(10);

  private static final long RETRY_MILLIS = 250;

  /** Embedded Redis answers SHUTDOWN within 4 s, ends within 2 s of TERM, and the rest is slack. */
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(8);

  private static final List<String> SCRIPTS =
      List.of(
          "commit_facts",
          "read_session",
          "keep_moment",
          "read_moment",
          "keep_milestones",
          "wipe_session",
          "hide_comment",
          "keep_quarantined",
          "settle_quarantined",
          "add_pending",
          "claim_pending",
          "settle_pending",
          "take_pace",
          "keep_token",
          "keep_share",
          "revoke_access");

  private final Vertx vertx;
  private final Settings settings;
  private final ServerMeters meters;

  RedisAccess(Vertx vertx, Settings settings, ServerMeters meters) {
    this.vertx = vertx;
    this.settings = settings;
    this.meters = meters;
  }

  /** The uri of the outside Redis, or of the embedded one, started. */
  Future<String> open(EmbeddedRedis.Start start, Stops stops) {
    String outside = settings.redis().uri();
    if (outside != null) {
      return Future.succeededFuture(outside);
    }
    return vertx
        .executeBlocking(
            () -> EmbeddedRedis.start(settings.dataDir(), settings.durability(), start))
        .map(
            redis -> {
              stops.add("embedded Redis", STOP_PATIENCE, () -> stop(redis));
              return redis.url();
            });
  }

  private Future<?> stop(EmbeddedRedis redis) {
    return vertx.executeBlocking(
        () -> {
          redis.stop();
          return redis;
        });
  }

  /**
   * Connects, checks that Redis keeps what the settings promise and holds what was served before,
   * and gives it the scripts.
   *
   * @param onData told whenever those data are found (true) or not (false)
   */
  Future<RedisConnector> check(String uri, Consumer<Boolean> onData) {
    RedisConnector connector =
        new RedisConnector(
            vertx, uri, Duration.ofMillis(settings.limits().commitTimeoutMillis()), meters);
    RedisLink link = connector.link("the start");
    long deadline = System.nanoTime() + FIRST_PATIENCE.toNanos();
    return firstConnection(link, uri, deadline)
        .compose(connected -> ServerCheck.run(link, settings.durability()))
        .onSuccess(
            version ->
                LOG.atInfo()
                    .addKeyValue(Field.VERSION.key, version)
                    .addKeyValue(Field.ADDRESS.key, RedisUri.parse(uri).shown())
                    .log("Redis is there"))
        .compose(
            checked ->
                Future.all(SCRIPTS.stream().map(name -> Script.named(name).load(link)).toList()))
        .compose(
            loaded -> DataMark.open(link, new Keys(settings.redis().prefix()), settings.dataDir()))
        .onSuccess(mark -> mark.onChange(onData))
        .eventually(link::close)
        .map(connector::guardedBy);
  }

  private Future<Void> firstConnection(RedisLink link, String uri, long deadline) {
    return link.connect()
        .recover(
            failure -> {
              if (failure instanceof RedisRefusal) {
                return Future.failedFuture(
                    new StartProblem(
                        "Redis at "
                            + RedisUri.parse(uri).shown()
                            + " refuses us: "
                            + failure.getMessage()));
              }
              if (failure instanceof RedisAway && System.nanoTime() < deadline) {
                return vertx
                    .timer(RETRY_MILLIS)
                    .compose(later -> firstConnection(link, uri, deadline));
              }
              return Future.failedFuture(
                  new StartProblem(
                      "Redis at "
                          + RedisUri.parse(uri).shown()
                          + " cannot be reached: "
                          + failure.getMessage()
                          + ". Start it, or correct redis.uri; without redis.uri the server has one"
                          + " of its own."));
            });
  }
}
