package org.guchang.redis;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.util.SortedSet;
import java.util.TreeSet;

/** Which sessions something is stored of, whatever the catalog says. */
public final class StoredSessions {

  private static final String FIRST = "0";
  private static final int PAGE = 1000;

  private StoredSessions() {}

  /** Their ids. Looks at every key, of which there are some twenty a session and hour. */
  public static Future<SortedSet<String>> find(RedisLink link, Keys keys) {
    return scan(link, keys, FIRST, new TreeSet<>());
  }

  private static Future<SortedSet<String>> scan(
      RedisLink link, Keys keys, String cursor, SortedSet<String> found) {
    String[] around = keys.session("*").head().split("\\*", -1);
    String pattern = around[0].replaceAll("([\\\\*?\\[\\]])", "\\\\$1") + "*" + around[1];
    return link.send(Request.cmd(Command.SCAN, cursor, "MATCH", pattern, "COUNT", PAGE))
        .compose(
            page -> {
              page.get(1)
                  .forEach(
                      key -> {
                        String name = key.toString();
                        found.add(
                            name.substring(around[0].length(), name.length() - around[1].length()));
                      });
              String next = page.get(0).toString();
              return next.equals(FIRST)
                  ? Future.succeededFuture(found)
                  : scan(link, keys, next, found);
            });
  }
}
