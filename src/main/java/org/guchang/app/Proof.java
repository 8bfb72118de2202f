package org.guchang.app;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.guchang.config.Settings;
import org.guchang.ledger.Verification;
import org.guchang.ledger.Verification.Report;
import org.guchang.redis.Keys;
import org.guchang.redis.RedisLink;
import org.guchang.redis.SessionStore;
import org.guchang.redis.StoredSessions;

/** Proves the totals of every session that is stored. */
public final class Proof {

  private Proof() {}

  /** Runs it on the Redis of the settings. Blocks. */
  public static List<Report> run(Settings settings, String searchPath) {
    Keys keys = new Keys(settings.redis().prefix());
    return RedisVisit.run("verify", settings, searchPath, link -> prove(link, keys));
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
