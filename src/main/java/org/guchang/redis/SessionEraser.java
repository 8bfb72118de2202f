package org.guchang.redis;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Removes everything that is stored of a session, and tells the screens. To be used on the event
 * loop of its link.
 */
public final class SessionEraser {
  private static final Script WIPE = Script.named("wipe_session");
  private static final String FIRST = "0";
  private static final int PAGE = 1000;

  private final RedisLink link;
  private final ReplicaWait replicas;
  private final Keys keys;
  private final LongSupplier clock;

  /**
   * @param clock milliseconds since the epoch
   */
  public SessionEraser(RedisLink link, ReplicaWait replicas, Keys keys, LongSupplier clock) {
    this.link = link;
    this.replicas = replicas;
    this.keys = keys;
    this.clock = clock;
  }

  /**
   * Removes all keys of the session at one instant, as durably as the setting promises. Before that
   * it is noted when, so that what waits in quarantine since before does not come back into it; a
   * crash in between leaves the session as it was, to be wiped again.
   *
   * @return how many there were
   */
  public Future<Long> erase(String session) {
    return link.send(
            Request.cmd(
                Command.HSET, keys.quarantine().wiped(), session, Long.toString(clock.getAsLong())))
        .compose(noted -> find(keys.session(session).base(), FIRST, new LinkedHashSet<>()))
        .compose(found -> erase(session, found));
  }

  private Future<Long> erase(String session, Set<String> found) {
    List<byte[]> scriptKeys = new ArrayList<>(1 + found.size());
    scriptKeys.add(utf8(keys.session(session).head()));
    found.forEach(key -> scriptKeys.add(utf8(key)));
    long generation = link.generation();
    return WIPE.eval(link, scriptKeys, List.of(utf8(keys.changes()), utf8(session)))
        .compose(gone -> replicas.confirm(link, generation).map(kept -> gone.get(0).toLong()));
  }

  private Future<Set<String>> find(String base, String cursor, Set<String> found) {
    String pattern = base.replaceAll("([\\\\*?\\[\\]])", "\\\\$1") + "*";
    return link.send(Request.cmd(Command.SCAN, cursor, "MATCH", pattern, "COUNT", PAGE))
        .compose(
            page -> {
              page.get(1).forEach(key -> found.add(key.toString(StandardCharsets.UTF_8)));
              String next = page.get(0).toString();
              return next.equals(FIRST) ? Future.succeededFuture(found) : find(base, next, found);
            });
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
