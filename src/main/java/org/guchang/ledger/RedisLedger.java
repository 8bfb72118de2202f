package org.guchang.ledger;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.guchang.config.Settings.Limits;
import org.guchang.event.Event;
import org.guchang.redis.Keys;
import org.guchang.redis.MomentStore;
import org.guchang.redis.RedisLink;
import org.guchang.redis.ReplicaWait;
import org.guchang.redis.Script;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ledger in Redis: one queue per session, each committing group by group with {@code
 * commit_facts.lua}. Owned by one event loop; several ledgers, in one process or in many, may share
 * a Redis.
 */
public final class RedisLedger implements Ledger {
  /** First item of the script's answer; anything else: it differs. */
  private static final int COMMITTED = 1;

  private static final int WIPED = 2;
  private static final int OVERTAKEN = 3;

  private static final Logger LOG = LoggerFactory.getLogger(RedisLedger.class);

  private static final Script COMMIT = Script.named("commit_facts");

  private final RedisLink link;
  private final ReplicaWait replicas;
  private final Keys keys;
  private final Supplier<String> epochs;
  private final Limits limits;
  private final LongSupplier clock;
  private final LedgerMeters meters;
  private final MomentStore moments;
  private final Map<String, SessionQueue> queues = new HashMap<>();

  /**
   * A ledger on a connected link.
   *
   * @param epochs makes the identity of a session that has none yet; random
   * @param clock milliseconds since the epoch
   */
  public RedisLedger(
      RedisLink link,
      ReplicaWait replicas,
      Keys keys,
      Supplier<String> epochs,
      Limits limits,
      LongSupplier clock,
      LedgerMeters meters) {
    this(link, replicas, keys, epochs, limits, clock, meters, new MomentStore(link, keys));
  }

  RedisLedger(
      RedisLink link,
      ReplicaWait replicas,
      Keys keys,
      Supplier<String> epochs,
      Limits limits,
      LongSupplier clock,
      LedgerMeters meters,
      MomentStore moments) {
    this.link = link;
    this.replicas = replicas;
    this.keys = keys;
    this.epochs = epochs;
    this.limits = limits;
    this.clock = clock;
    this.meters = meters;
    this.moments = moments;
    link.onChange(
        up -> {
          if (up) {
            lookBack();
          }
        });
  }

  /**
   * Redis is back: does it still have what was acknowledged? Asked before anything is committed
   * anew, on the same connection.
   */
  private void lookBack() {
    queues.forEach(
        (session, queue) -> {
          if (queue.acknowledged().version() == 0) {
            return;
          }
          link.send(Request.cmd(Command.HMGET, keys.session(session).head(), "epoch", "version"))
              .onSuccess(
                  head -> {
                    if (head.get(0) != null && head.get(1) != null) {
                      queue.found(head.get(0).toString(), head.get(1).toLong());
                    }
                  })
              .onFailure(away -> LOG.debug("Cannot look at {}: {}", session, String.valueOf(away)));
        });
  }

  @Override
  public Future<List<Outcome>> commit(Delivery delivery, List<Event> events) {
    return bySession(delivery, events, SessionQueue::enqueue);
  }

  @Override
  public Future<List<Outcome>> foresee(Delivery delivery, List<Event> events) {
    return bySession(delivery, events, SessionQueue::foresee);
  }

  private Future<List<Outcome>> bySession(Delivery delivery, List<Event> events, Step step) {
    if (events.isEmpty()) {
      return Future.succeededFuture(List.of());
    }
    if (!link.isUp()) {
      return Future.failedFuture(SessionQueue.unavailable(link.away()));
    }
    String home = events.get(0).origin().session();
    for (int i = 1; i < events.size(); i++) {
      if (!events.get(i).origin().session().equals(home)) {
        return ofSeveral(delivery, events, step);
      }
    }
    return step.of(queue(home), new SessionPart(delivery, events, true));
  }

  /** What is done with the part of a delivery that belongs to one session. */
  private interface Step {
    Future<List<Outcome>> of(SessionQueue queue, SessionPart part);
  }

  /**
   * The session of the first event stands for the delivery: it is asked first whether its id may be
   * used.
   */
  private Future<List<Outcome>> ofSeveral(Delivery delivery, List<Event> events, Step step) {
    Map<String, List<Integer>> bySession = new LinkedHashMap<>();
    for (int i = 0; i < events.size(); i++) {
      bySession.computeIfAbsent(events.get(i).origin().session(), s -> new ArrayList<>()).add(i);
    }
    Outcome[] outcomes = new Outcome[events.size()];
    Future<Void> first = null;
    List<Future<Void>> rest = new ArrayList<>();
    for (Map.Entry<String, List<Integer>> part : bySession.entrySet()) {
      List<Event> own = part.getValue().stream().map(events::get).toList();
      SessionQueue queue = queue(part.getKey());
      if (first == null) {
        first = put(step.of(queue, new SessionPart(delivery, own, true)), part, outcomes);
      } else {
        rest.add(
            first.compose(
                claimed ->
                    put(step.of(queue, new SessionPart(delivery, own, false)), part, outcomes)));
      }
    }
    return Future.all(rest).map(all -> List.of(outcomes));
  }

  private static Future<Void> put(
      Future<List<Outcome>> step, Map.Entry<String, List<Integer>> part, Outcome[] outcomes) {
    return step.map(
        done -> {
          for (int i = 0; i < done.size(); i++) {
            outcomes[part.getValue().get(i)] = done.get(i);
          }
          return null;
        });
  }

  private SessionQueue queue(String session) {
    return queues.computeIfAbsent(
        session,
        s ->
            new SessionQueue(
                s,
                limits,
                meters,
                new GroupCommit(
                    s,
                    keys,
                    epochs,
                    this::run,
                    clock,
                    meters,
                    new MinuteTurn(s, moments::keep),
                    new CommentPace(limits.commentsPerMinute()))));
  }

  private Future<CommitReply> run(List<byte[]> scriptKeys, List<byte[]> arguments) {
    long generation = link.generation();
    return COMMIT
        .eval(link, scriptKeys, arguments)
        .map(RedisLedger::reply)
        .compose(
            reply ->
                reply.beginsAnew() ? link.sure().map(same -> reply) : Future.succeededFuture(reply))
        .compose(
            reply ->
                reply.committed()
                    ? replicas.confirm(link, generation).map(confirmed -> reply)
                    : Future.succeededFuture(reply));
  }

  private static CommitReply reply(Response response) {
    int kind = response.get(0).toInteger();
    if (kind == WIPED) {
      return CommitReply.wiped(response.get(1).toString());
    }
    if (kind == COMMITTED) {
      return CommitReply.committed(
          response.get(2).toString(), response.get(1).toLong(), cells(response, 3));
    }
    if (kind == OVERTAKEN) {
      return CommitReply.overtaken();
    }
    Map<Integer, Long> passed = new HashMap<>();
    Response sums = response.get(5);
    for (int i = 0; i < sums.size(); i += 2) {
      passed.put(sums.get(i).toInteger() - 1, sums.get(i + 1).toLong());
    }
    return new CommitReply(
        CommitReply.Kind.DIFFERENT,
        "",
        0,
        Map.of(),
        numbers(response.get(1)),
        numbers(response.get(2)),
        cells(response.get(3), 0),
        cells(response.get(4), 0),
        passed);
  }

  private static Map<Integer, byte[]> cells(Response list, int from) {
    Map<Integer, byte[]> cells = new HashMap<>();
    for (int i = from; i < list.size(); i += 2) {
      cells.put(list.get(i).toInteger() - 1, list.get(i + 1).toBytes());
    }
    return cells;
  }

  private static List<Integer> numbers(Response list) {
    List<Integer> numbers = new ArrayList<>(list.size());
    for (Response number : list) {
      numbers.add(number.toInteger() - 1);
    }
    return numbers;
  }
}
