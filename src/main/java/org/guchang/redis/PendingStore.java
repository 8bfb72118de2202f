package org.guchang.redis;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.ResponseType;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The to-dos of partners, per session: kept when a push leaves something out, claimed by one server
 * at a time, gone when they are done. Whatever fails here may have been carried out or not; each of
 * these may be done again.
 */
public final class PendingStore {
  private static final Script ADD = Script.named("add_pending");
  private static final Script CLAIM = Script.named("claim_pending");
  private static final Script SETTLE = Script.named("settle_pending");

  private final RedisLink link;
  private final ReplicaWait replicas;
  private final Keys keys;

  public PendingStore(RedisLink link, ReplicaWait replicas, Keys keys) {
    this.link = link;
    this.replicas = replicas;
    this.keys = keys;
  }

  /** One partner's to-dos in one session. */
  public record Place(String session, String partner) {}

  /**
   * Something to be asked for.
   *
   * @param field names it in its place
   * @param at when it happened, as the push told, milliseconds since the epoch
   * @param lastCounts of two times told the later one is the better, else the earlier one
   */
  public record Asked(String field, long at, boolean lastCounts) {}

  /**
   * A to-do that is the caller's until its lease ends.
   *
   * @param attempts this one included
   * @param revision changes whenever it is claimed or asked for anew
   * @param since when it was first asked for, milliseconds since the epoch
   */
  public record Claimed(String field, long at, int attempts, int revision, long since) {}

  /**
   * @param nextDue when the next to-do of the place is due, {@link #NEVER} when there is none
   */
  public record Claim(List<Claimed> claimed, long nextDue) {}

  /**
   * How a place stands.
   *
   * @param oldest since when its oldest to-do waits, {@link #NEVER} when there is none
   * @param nextDue likewise
   */
  public record Standing(long count, long oldest, long nextDue) {}

  public static final long NEVER = Long.MAX_VALUE;

  /**
   * Keeps to-dos as durably as the setting promises; one that is there already stays the one it is.
   *
   * @return how many were not there
   */
  public Future<Integer> add(Place place, long now, List<Asked> asked) {
    List<byte[]> arguments = new ArrayList<>(1 + 3 * asked.size());
    arguments.add(number(now));
    for (Asked one : asked) {
      arguments.add(utf8(one.field()));
      arguments.add(number(one.at()));
      arguments.add(utf8(one.lastCounts() ? "last" : "first"));
    }
    long generation = link.generation();
    return ADD.eval(link, keysOf(place), arguments)
        .compose(
            answer -> replicas.confirm(link, generation).map(kept -> answer.get(0).toInteger()));
  }

  /** Claims at most so many due to-dos until the lease ends. */
  public Future<Claim> claim(Place place, long now, long leaseEnd, int most) {
    return CLAIM
        .eval(link, keysOf(place), List.of(number(now), number(leaseEnd), number(most)))
        .map(PendingStore::claimOf);
  }

  private static Claim claimOf(Response answer) {
    List<Claimed> claimed = new ArrayList<>(answer.size() / 3);
    for (int i = 1; i < answer.size(); i += 3) {
      ByteBuffer content = ByteBuffer.wrap(answer.get(i + 1).toBytes());
      claimed.add(
          new Claimed(
              answer.get(i).toString(StandardCharsets.UTF_8),
              content.getLong(),
              content.getInt(),
              content.getInt(),
              score(answer.get(i + 2))));
    }
    String next = answer.get(0).toString();
    return new Claim(claimed, next.isEmpty() ? NEVER : score(answer.get(0)));
  }

  /**
   * Done: the to-do is gone.
   *
   * @return false when it is not the caller's any more
   */
  public Future<Boolean> done(Place place, Claimed todo) {
    return settle(place, todo, "", todo.attempts(), "");
  }

  /**
   * Not done: due again then.
   *
   * @param reason one of few words
   * @return false when it is not the caller's any more
   */
  public Future<Boolean> postpone(
      Place place, Claimed todo, long due, int attempts, String reason) {
    return settle(place, todo, Long.toString(due), attempts, reason);
  }

  private Future<Boolean> settle(
      Place place, Claimed todo, String due, int attempts, String reason) {
    return SETTLE
        .eval(
            link,
            keysOf(place),
            List.of(
                utf8(todo.field()),
                number(todo.revision()),
                utf8(due),
                number(attempts),
                utf8(reason)))
        .map(answer -> answer.get(0).toInteger() == 1);
  }

  /** How places stand, in their order. */
  public Future<List<Standing>> standings(List<Place> places) {
    if (places.isEmpty()) {
      return Future.succeededFuture(List.of());
    }
    List<Request> requests = new ArrayList<>(3 * places.size());
    for (Place place : places) {
      Keys.OfSession session = keys.session(place.session());
      String since = session.pendingSince(place.partner());
      requests.add(Request.cmd(Command.ZCARD, since));
      requests.add(Request.cmd(Command.ZRANGE, since, 0, 0, "WITHSCORES"));
      requests.add(
          Request.cmd(Command.ZRANGE, session.pendingDue(place.partner()), 0, 0, "WITHSCORES"));
    }
    return link.batch(requests)
        .map(
            answers -> {
              List<Standing> standings = new ArrayList<>(places.size());
              for (int i = 0; i < answers.size(); i += 3) {
                standings.add(
                    new Standing(
                        answers.get(i).toLong(),
                        first(answers.get(i + 1)),
                        first(answers.get(i + 2))));
              }
              return standings;
            });
  }

  /** In RESP3 each member is a pair with its score, in RESP2 they follow each other. */
  private static long first(Response scored) {
    if (scored.size() == 0) {
      return NEVER;
    }
    Response first = scored.get(0);
    boolean pair = first.type() == ResponseType.MULTI;
    return (long) (pair ? first.get(1) : scored.get(1)).toDouble().doubleValue();
  }

  /** To a script Redis writes whole numbers below 10^17 without an exponent. */
  private static long score(Response score) {
    return Long.parseLong(score.toString());
  }

  private List<byte[]> keysOf(Place place) {
    Keys.OfSession session = keys.session(place.session());
    return List.of(
        utf8(session.pending(place.partner())),
        utf8(session.pendingDue(place.partner())),
        utf8(session.pendingSince(place.partner())));
  }

  private static byte[] number(long number) {
    return utf8(Long.toString(number));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
