package org.guchang.app;

import io.vertx.core.Future;
import java.util.SortedSet;
import org.guchang.config.Settings;
import org.guchang.redis.DataMark;
import org.guchang.redis.Keys;
import org.guchang.redis.RedisLink;
import org.guchang.redis.StoredSessions;

/** Which data the Redis of the settings holds, and whether they are those that were served. */
public final class ServedData {
  private ServedData() {}

  /**
   * What was found.
   *
   * @param same whether they are those that were served before, or none were
   * @param sessions of which something is stored
   */
  public record Found(boolean same, SortedSet<String> sessions) {}

  /**
   * Looks. Blocks.
   *
   * @param accept whether they are to be served from now on, whatever was served before
   */
  public static Found run(Settings settings, String searchPath, boolean accept) {
    Keys keys = new Keys(settings.redis().prefix());
    return RedisVisit.run(
        "data",
        settings,
        searchPath,
        link ->
            (accept ? DataMark.accept(link, keys, settings.dataDir()) : Future.succeededFuture())
                .compose(done -> look(link, keys, settings)));
  }

  private static Future<Found> look(RedisLink link, Keys keys, Settings settings) {
    return DataMark.look(link, keys, settings.dataDir())
        .compose(
            standing ->
                StoredSessions.find(link, keys)
                    .map(sessions -> new Found(standing.isPlain(), sessions)));
  }
}
