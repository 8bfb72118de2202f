package org.guchang.redis;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Share links, and what was taken back before its end; shared by all servers. */
public final class AccessStore {
  private static final Script KEEP = Script.named("keep_share");
  private static final Script REVOKE = Script.named("revoke_access");

  /** Far more walls than a province has. */
  private static final int MOST_SHARES = 2_000;

  /** Log-outs of people whose log-in has not ended; beyond it those that end soonest go. */
  private static final int MOST_REVOKED = 100_000;

  private final RedisLink link;
  private final ReplicaWait replicas;
  private final Keys keys;

  public AccessStore(RedisLink link, ReplicaWait replicas, Keys keys) {
    this.link = link;
    this.replicas = replicas;
    this.keys = keys;
  }

  /**
   * All there is.
   *
   * @param version another one when any of it has changed
   * @param shares text of each link by id; those that have ended may be among them
   * @param revoked ids of tickets
   */
  public record Kept(long version, Map<String, String> shares, Set<String> revoked) {
    public Kept {
      shares = Map.copyOf(shares);
      revoked = Set.copyOf(revoked);
    }
  }

  /** 0 while there was never anything. */
  public Future<Long> version() {
    return link.send(Request.cmd(Command.GET, keys.accessVersion())).map(AccessStore::number);
  }

  public Future<Kept> read(long now) {
    return link.batch(
            List.of(
                Request.cmd(Command.GET, keys.accessVersion()),
                Request.cmd(Command.HGETALL, keys.shares()),
                Request.cmd(Command.ZRANGE, keys.revoked(), "(" + now, "+inf", "BYSCORE")))
        .map(
            answers -> {
              Map<String, String> shares = new HashMap<>();
              Response all = answers.get(1);
              all.getKeys().forEach(id -> shares.put(id, text(all.get(id).toString())));
              Set<String> revoked = new HashSet<>();
              answers.get(2).forEach(id -> revoked.add(id.toString()));
              return new Kept(number(answers.get(0)), shares, revoked);
            });
  }

  /**
   * Keeps a link, as durably as the setting promises.
   *
   * @return false when there are too many
   */
  public Future<Boolean> keepShare(String id, String text, long ends, long now) {
    long generation = link.generation();
    return KEEP.eval(
            link,
            List.of(utf8(keys.shares()), utf8(keys.accessVersion())),
            List.of(utf8(id), utf8(text), utf8(ends), utf8(now), utf8(MOST_SHARES)))
        .compose(
            done -> replicas.confirm(link, generation).map(kept -> done.get(0).toInteger() == 1));
  }

  /**
   * Takes a link back.
   *
   * @return whether there was one
   */
  public Future<Boolean> dropShare(String id, long now) {
    return revoke("share", id, 0, now);
  }

  /**
   * Takes a ticket back.
   *
   * @param ends when it would have ended: it is remembered so long
   */
  public Future<Boolean> revokeTicket(String id, long ends, long now) {
    return revoke("ticket", id, ends, now);
  }

  private Future<Boolean> revoke(String kind, String id, long ends, long now) {
    long generation = link.generation();
    return REVOKE
        .eval(
            link,
            List.of(utf8(keys.shares()), utf8(keys.revoked()), utf8(keys.accessVersion())),
            List.of(utf8(kind), utf8(id), utf8(ends), utf8(now), utf8(MOST_REVOKED)))
        .compose(
            done -> replicas.confirm(link, generation).map(kept -> done.get(0).toInteger() == 1));
  }

  /** Behind the time that stands before it for the script. */
  private static String text(String stored) {
    return stored.substring(stored.indexOf(' ') + 1);
  }

  private static long number(@org.jspecify.annotations.Nullable Response answer) {
    return answer == null ? 0 : answer.toLong();
  }

  private static byte[] utf8(long number) {
    return utf8(Long.toString(number));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
