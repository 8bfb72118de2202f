package org.guchang.redis;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads what is stored of sessions, as bytes. */
public final class SessionStore {
  private static final Script READ = Script.named("read_session");

  /** Redis is busy for about a millisecond with so many. */
  private static final int ORDERS_A_PAGE = 2_000;

  private static final byte[] NO_STATE = new byte[0];

  private final RedisLink link;
  private final Keys keys;

  public SessionStore(RedisLink link, Keys keys) {
    this.link = link;
    this.keys = keys;
  }

  /**
   * A session at one instant.
   *
   * @param version 0 when nothing is stored; the epoch is then empty
   * @param chunks those that changed since the version the reader knew
   * @param hidden ids of comments that are not to be shown
   */
  public record Stored(String epoch, long version, List<Chunk> chunks, Set<String> hidden) {}

  /**
   * A chunk's content.
   *
   * @param content fields and values of a hash in turn, or the items of a list
   */
  public record Chunk(String name, List<byte[]> content) {}

  /**
   * Reads what changed since {@code knownVersion} of {@code knownEpoch}; all of it if that is
   * another epoch, or 0.
   */
  public Future<Stored> read(String session, String knownEpoch, long knownVersion) {
    return READ.eval(
            link,
            List.of(utf8(keys.session(session).head())),
            List.of(utf8(knownEpoch), utf8(Long.toString(knownVersion))))
        .compose(
            answer ->
                answer.size() == 0
                    ? link.sure().map(nothing -> answer)
                    : Future.succeededFuture(answer))
        .map(SessionStore::stored);
  }

  private static Stored stored(Response answer) {
    if (answer.size() == 0) {
      return new Stored("", 0, List.of(), Set.of());
    }
    List<Chunk> chunks = new ArrayList<>(answer.size() / 2);
    for (int i = 3; i < answer.size(); i += 2) {
      chunks.add(
          new Chunk(answer.get(i).toString(StandardCharsets.UTF_8), items(answer.get(i + 1))));
    }
    return new Stored(
        answer.get(0).toString(StandardCharsets.UTF_8),
        answer.get(1).toLong(),
        chunks,
        ids(answer.get(2)));
  }

  private static Set<String> ids(Response separated) {
    String ids = separated.toString(StandardCharsets.UTF_8);
    return ids.isEmpty() ? Set.of() : Set.of(ids.split(" ", -1));
  }

  /** The encoded ledger entries of versions {@code first} to {@code last}. */
  public Future<List<byte[]>> entries(String session, long first, long last) {
    return link.send(
            Request.cmd(Command.XRANGE, keys.session(session).ledger(), first + "-0", last + "-0"))
        .map(
            answer -> {
              List<byte[]> entries = new ArrayList<>(answer.size());
              for (Response entry : answer) {
                entries.add(entry.get(1).get(1).toBytes());
              }
              return entries;
            });
  }

  /** How many orders have a state. */
  public Future<Long> orders(String session) {
    return link.send(Request.cmd(Command.HLEN, keys.session(session).orders()))
        .map(Response::toLong);
  }

  /** The encoded states of orders, in their order; empty for one that has none. */
  public Future<List<byte[]>> orderStates(String session, List<byte[]> fields) {
    Request request = Request.cmd(Command.HMGET).arg(keys.session(session).orders());
    fields.forEach(request::arg);
    return link.send(request)
        .map(
            answer -> {
              List<byte[]> states = new ArrayList<>(answer.size());
              for (Response state : answer) {
                states.add(state == null ? NO_STATE : state.toBytes());
              }
              return states;
            });
  }

  /**
   * Some of a hash.
   *
   * @param next asks for more; {@code 0} when that was all
   * @param content fields and values in turn
   */
  public record Page(String next, List<byte[]> content) {}

  /** Some of the encoded states of orders. */
  public Future<Page> orderPage(String session, String cursor) {
    return link.send(
            Request.cmd(
                Command.HSCAN, keys.session(session).orders(), cursor, "COUNT", ORDERS_A_PAGE))
        .map(answer -> new Page(answer.get(0).toString(), items(answer.get(1))));
  }

  /** In RESP2 a hash is a flat list of fields and values, as wanted. */
  private static List<byte[]> items(Response list) {
    List<byte[]> items = new ArrayList<>(list.size());
    for (Response item : list) {
      items.add(item.toBytes());
    }
    return items;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
