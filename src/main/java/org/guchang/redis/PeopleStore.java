package org.guchang.redis;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.UUID;

/**
 * What sessions hold of people: who bought, in ledger, orders and buyers. To be used on the event
 * loop of its link.
 */
public final class PeopleStore {
  private static final Script FORGET = Script.named("forget_people");
  private static final int BUYERS_A_PAGE = 2_000;

  /** What is left of a copy that was never finished goes by itself. */
  private static final Duration COPY_LASTS = Duration.ofDays(1);

  private final RedisLink link;
  private final ReplicaWait replicas;
  private final Keys keys;

  public PeopleStore(RedisLink link, ReplicaWait replicas, Keys keys) {
    this.link = link;
    this.replicas = replicas;
    this.keys = keys;
  }

  /**
   * How a session stands.
   *
   * @param version 0 when nothing is stored
   * @param forgotten version that everybody was forgotten in; 0 if never
   */
  public record Standing(String epoch, long version, long forgotten) {}

  /** What putting the copies in place came to. */
  public enum Placed {
    DONE,
    /** Something was committed since they were begun: they are worth nothing. */
    OVERTAKEN,
    /** Something of a copy is missing. */
    NOT_WHOLE
  }

  /** Ids of the sessions something is stored of. */
  public Future<SortedSet<String>> sessions() {
    return StoredSessions.find(link, keys);
  }

  public Future<Standing> standing(String session) {
    return link.send(
            Request.cmd(
                Command.HMGET, keys.session(session).head(), "epoch", "version", "forgotten"))
        .map(
            fields ->
                new Standing(
                    fields.get(0) == null ? "" : fields.get(0).toString(),
                    number(fields.get(1)),
                    number(fields.get(2))));
  }

  private static long number(Response field) {
    return field == null ? 0 : field.toLong();
  }

  /** When the newest entry of its ledger was committed is told by it; empty where there is none. */
  public Future<List<byte[]>> newestEntry(String session) {
    return link.send(
            Request.cmd(Command.XREVRANGE, keys.session(session).ledger(), "+", "-", "COUNT", 1))
        .map(found -> found.stream().map(entry -> entry.get(1).get(1).toBytes()).toList());
  }

  /** Some of the buyers: fields of eight bytes and numbers of paid orders in turn. */
  public Future<SessionStore.Page> buyerPage(String session, String cursor) {
    return link.send(
            Request.cmd(
                Command.HSCAN, keys.session(session).buyers(), cursor, "COUNT", BUYERS_A_PAGE))
        .map(
            answer ->
                new SessionStore.Page(
                    answer.get(0).toString(),
                    answer.get(1).stream().map(Response::toBytes).toList()));
  }

  /**
   * Has the append-only file written anew, so that it does not hold either what is stored no more.
   * Fails where this user of Redis may not.
   */
  public Future<Void> rewriteFile() {
    return link.send(Request.cmd(Command.BGREWRITEAOF)).mapEmpty();
  }

  /** Copies of a session, beside it and nobody else's, with nothing in them yet. */
  public Copies copies(String session) {
    return new Copies(session);
  }

  /**
   * Copies of a session's ledger, orders and buyers, until they take their place. What is left of
   * them when nobody removes them goes by itself.
   */
  public final class Copies {
    private final String session;
    private final Keys.OfSession of;
    private final String suffix = ":copy:" + UUID.randomUUID();

    private Copies(String session) {
      this.session = session;
      this.of = keys.session(session);
    }

    private String copy(String key) {
      return key + suffix;
    }

    /** They are not wanted. */
    public Future<Void> remove() {
      return link.send(
              Request.cmd(Command.UNLINK, copy(of.ledger()), copy(of.orders()), copy(of.buyers())))
          .mapEmpty();
    }

    /** Adds entries to the copy of the ledger; the first is that of version {@code first}. */
    public Future<Void> addEntries(long first, List<byte[]> entries) {
      String copy = copy(of.ledger());
      List<Request> requests = new ArrayList<>(entries.size() + 1);
      long version = first;
      for (byte[] entry : entries) {
        requests.add(Request.cmd(Command.XADD, copy, version++ + "-0", "facts", entry));
      }
      return added(copy, requests);
    }

    /**
     * Adds to the copy of the orders.
     *
     * @param states fields and values in turn
     */
    public Future<Void> addOrders(List<byte[]> states) {
      return addFields(copy(of.orders()), states);
    }

    /** Adds to the copy of the buyers, likewise. */
    public Future<Void> addBuyers(List<byte[]> counts) {
      return addFields(copy(of.buyers()), counts);
    }

    private Future<Void> addFields(String copy, List<byte[]> fields) {
      if (fields.isEmpty()) {
        return Future.succeededFuture();
      }
      Request set = Request.cmd(Command.HSET).arg(copy);
      fields.forEach(set::arg);
      return added(copy, new ArrayList<>(List.of(set)));
    }

    private Future<Void> added(String copy, List<Request> requests) {
      requests.add(Request.cmd(Command.EXPIRE, copy, COPY_LASTS.toSeconds()));
      return link.batch(requests).mapEmpty();
    }

    /**
     * Puts them in place, as durably as the setting promises.
     *
     * @param was as the session stood when they were begun
     * @param entry an encoded ledger entry without facts
     * @param everybody nobody is known any more
     * @param viewers else those who are not
     */
    public Future<Placed> place(Standing was, byte[] entry, boolean everybody, List<Long> viewers) {
      List<byte[]> scriptKeys = new ArrayList<>();
      scriptKeys.add(utf8(of.head()));
      for (String key : List.of(of.ledger(), of.orders(), of.buyers())) {
        scriptKeys.add(utf8(key));
        scriptKeys.add(utf8(copy(key)));
      }
      scriptKeys.add(utf8(of.viewers()));
      List<byte[]> args = new ArrayList<>();
      args.add(utf8(was.epoch()));
      args.add(utf8(Long.toString(was.version())));
      args.add(utf8(UUID.randomUUID().toString()));
      args.add(entry);
      args.add(utf8(keys.changes()));
      args.add(utf8(session));
      args.add(utf8(everybody ? "all" : ""));
      viewers.forEach(viewer -> args.add(utf8(Long.toString(viewer))));
      long generation = link.generation();
      return FORGET
          .eval(link, scriptKeys, args)
          .compose(
              answer ->
                  replicas
                      .confirm(link, generation)
                      .map(
                          kept ->
                              switch (answer.get(0).toInteger()) {
                                case 0 -> Placed.OVERTAKEN;
                                case 1 -> Placed.DONE;
                                default -> Placed.NOT_WHOLE;
                              }));
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
