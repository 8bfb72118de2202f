package org.guchang.ledger;

import io.vertx.core.Future;
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
import org.guchang.redis.RedisLink;
import org.guchang.redis.ReplicaWait;
import org.guchang.redis.Script;

/**
 * The ledger in Redis: one queue per session, each committing group by group with {@code
 * commit_facts.lua}. Owned by one event loop; several ledgers, in one process or in many, may share
 * a Redis.
 */
public final class RedisLedger implements Ledger {
  private static final Script COMMIT = Script.named("commit_facts");

  private final RedisLink link;
  private final ReplicaWait replicas;
  private final Keys keys;
  private final Supplier<String> epochs;
  private final Limits limits;
  private final LongSupplier clock;
  private final LedgerMeters meters;
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
    this.link = link;
    this.replicas = replicas;
    this.keys = keys;
    this.epochs = epochs;
    this.limits = limits;
    this.clock = clock;
    this.meters = meters;
  }

  @Override
  public Future<List<Outcome>> commit(Delivery delivery, List<Event> events) {
    if (events.isEmpty()) {
      return Future.succeededFuture(List.of());
    }
    if (!link.isUp()) {
      return Future.failedFuture(new Unavailable(Reason.REDIS_AWAY, "Redis is away"));
    }
    String home = events.get(0).origin().session();
    if (events.stream().allMatch(event -> event.origin().session().equals(home))) {
      return queue(home).enqueue(new SessionPart(delivery, events, true));
    }
    return commitToSeveral(delivery, events);
  }

  /**
   * The session of the first event stands for the delivery: it is asked first whether its id may be
   * used.
   */
  private Future<List<Outcome>> commitToSeveral(Delivery delivery, List<Event> events) {
    Map<String, List<Integer>> bySession = new LinkedHashMap<>();
    for (int i = 0; i < events.size(); i++) {
      bySession.computeIfAbsent(events.get(i).origin().session(), s -> new ArrayList<>()).add(i);
    }
    Outcome[] outcomes = new Outcome[events.size()];
    Future<Void> first = null;
    List<Future<Void>> rest = new ArrayList<>();
    for (Map.Entry<String, List<Integer>> part : bySession.entrySet()) {
      if (first == null) {
        first = commitPart(delivery, events, part.getKey(), part.getValue(), true, outcomes);
      } else {
        rest.add(
            first.compose(
                claimed ->
                    commitPart(delivery, events, part.getKey(), part.getValue(), false, outcomes)));
      }
    }
    return Future.all(rest).map(all -> List.of(outcomes));
  }

  private Future<Void> commitPart(
      Delivery delivery,
      List<Event> events,
      String session,
      List<Integer> indexes,
      boolean claims,
      Outcome[] outcomes) {
    List<Event> own = indexes.stream().map(events::get).toList();
    return queue(session)
        .enqueue(new SessionPart(delivery, own, claims))
        .map(
            done -> {
              for (int i = 0; i < done.size(); i++) {
                outcomes[indexes.get(i)] = done.get(i);
              }
              return null;
            });
  }

  private SessionQueue queue(String session) {
    return queues.computeIfAbsent(
        session, s -> new SessionQueue(s, keys, epochs, limits, this::run, clock, meters));
  }

  private Future<CommitReply> run(List<byte[]> scriptKeys, List<byte[]> arguments) {
    long generation = link.generation();
    return COMMIT
        .eval(link, scriptKeys, arguments)
        .map(RedisLedger::reply)
        .compose(
            reply ->
                reply.committed()
                    ? replicas.confirm(link, generation).map(confirmed -> reply)
                    : Future.succeededFuture(reply));
  }

  private static CommitReply reply(Response response) {
    if (response.get(0).toInteger() == 1) {
      return CommitReply.COMMITTED;
    }
    Map<Integer, Long> passed = new LinkedHashMap<>();
    byNumber(response.get(5)).forEach((number, stored) -> passed.put(number, stored.toLong()));
    return new CommitReply(
        false,
        numbers(response.get(1)),
        numbers(response.get(2)),
        cells(response.get(3)),
        cells(response.get(4)),
        passed);
  }

  private static Map<Integer, byte[]> cells(Response list) {
    Map<Integer, byte[]> cells = new LinkedHashMap<>();
    byNumber(list).forEach((number, stored) -> cells.put(number, stored.toBytes()));
    return cells;
  }

  private static Map<Integer, Response> byNumber(Response list) {
    Map<Integer, Response> byNumber = new LinkedHashMap<>();
    for (int i = 0; i < list.size(); i += 2) {
      byNumber.put(list.get(i).toInteger() - 1, list.get(i + 1));
    }
    return byNumber;
  }

  private static List<Integer> numbers(Response list) {
    List<Integer> numbers = new ArrayList<>(list.size());
    for (Response number : list) {
      numbers.add(number.toInteger() - 1);
    }
    return numbers;
  }
}
