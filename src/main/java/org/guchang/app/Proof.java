package org.guchang.app;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.guchang.config.Settings;
import org.guchang.ledger.Verification;
import org.guchang.ledger.Verification.Report;
import org.guchang.redis.EmbeddedRedis;
import org.guchang.redis.Keys;
import org.guchang.redis.RedisConnector;
import org.guchang.redis.RedisLink;
import org.guchang.redis.SessionStore;
import org.guchang.redis.StoredSessions;

/** Proves the totals of every session that is stored. */
public final class Proof {

  /** A page of the ledger is the longest thing asked for. */
  private static final Duration ANSWER_PATIENCE = Duration.ofSeconds(30);

  private static final Duration PATIENCE = Duration.ofSeconds(9);

  private Proof() {}

  /**
   * Runs it on the Redis of the settings: the outside one, that of the server which runs on the
   * data directory, or the embedded one, started for it. Blocks.
   */
  public static List<Report> run(Settings settings, String searchPath) {
    Vertx vertx = Vertx.vertx();
    Stops stops = new Stops();
    EmbeddedRedis.Start embedded = new EmbeddedRedis.Start(searchPath, false);
    try {
      return Future.<List<Report>>future(
              done ->
                  vertx
                      .getOrCreateContext()
                      .runOnContext(
                          go ->
                              connect(vertx, settings, embedded, stops)
                                  .compose(link -> prove(link, new Keys(settings.redis().prefix())))
                                  .onComplete(done)))
          .await();
    } finally {
      stops.runAndClose(vertx);
    }
  }

  private static Future<RedisLink> connect(
      Vertx vertx, Settings settings, EmbeddedRedis.Start embedded, Stops stops) {
    String outside = settings.redis().uri();
    if (outside != null) {
      return connect(vertx, outside, stops)
          .recover(
              failure ->
                  Future.failedFuture(
                      new StartProblem("Redis cannot be reached: " + failure.getMessage())));
    }
    Optional<String> running = EmbeddedRedis.urlOf(settings.dataDir());
    Future<RedisLink> link =
        running
            .map(url -> connect(vertx, url, stops))
            .orElseGet(() -> Future.failedFuture("none runs"));
    return link.recover(
        none ->
            vertx
                .executeBlocking(
                    () -> EmbeddedRedis.start(settings.dataDir(), settings.durability(), embedded))
                .compose(
                    redis -> {
                      stops.add("embedded Redis", PATIENCE, () -> stop(vertx, redis));
                      return connect(vertx, redis.url(), stops);
                    }));
  }

  private static Future<?> stop(Vertx vertx, EmbeddedRedis redis) {
    return vertx.executeBlocking(
        () -> {
          redis.stop();
          return redis;
        });
  }

  private static Future<RedisLink> connect(Vertx vertx, String uri, Stops stops) {
    RedisLink link = new RedisConnector(vertx, uri, ANSWER_PATIENCE).link("verify");
    return link.connect()
        .onSuccess(up -> stops.add("link", PATIENCE, link::close))
        .onFailure(away -> stops.add("link", PATIENCE, link::close))
        .map(link);
  }

  private static Future<List<Report>> prove(RedisLink link, Keys keys) {
    Verification verification = new Verification(new SessionStore(link, keys));
    return StoredSessions.find(link, keys)
        .compose(sessions -> prove(verification, sessions.iterator(), new ArrayList<>()));
  }

  /** One after the other: each holds the states of all orders of its session. */
  private static Future<List<Report>> prove(
      Verification verification, Iterator<String> sessions, List<Report> reports) {
    if (!sessions.hasNext()) {
      return Future.succeededFuture(reports);
    }
    return verification
        .verify(sessions.next())
        .compose(
            report -> {
              reports.add(report);
              return prove(verification, sessions, reports);
            });
  }
}
