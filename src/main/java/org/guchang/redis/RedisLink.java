package org.guchang.redis;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.guchang.log.Field;
import org.guchang.log.Throttle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection to Redis for one user, which comes back by itself.
 *
 * <p>Requests are carried out in the order they are sent. While Redis is away they fail at once
 * with {@link RedisAway}, as do those under way when it goes or when it does not answer in time; an
 * error Redis answers with is a {@link RedisRefusal}. To be used on the event loop that connected
 * it.
 */
public final class RedisLink {
  /*
   * The client's pooled connection cannot be forced to close, and a Redis that hangs answers no polite request. So each
   * connection has a client of its own, and closing the client closes the socket.
   *
   * Redis answers in order, so the oldest unanswered request is the head of `sent`: one timer watches it, instead of
   * one timer a request.
   */

  private static final Logger LOG = LoggerFactory.getLogger(RedisLink.class);
  private static final Duration CHECK_EVERY = Duration.ofMillis(100);

  /** Connecting takes several answers, and the first time in a process a good deal of loading. */
  private static final Duration CONNECT_PATIENCE = Duration.ofSeconds(3);

  private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

  /** What a new connection is told before it is used. */
  interface Greeting {
    Future<?> greet(RedisConnection connection);
  }

  /**
   * Who is told how it fares.
   *
   * @param throttle of the log, shared by all links: they lose the same Redis
   */
  record Watchers(LinkObserver observer, Throttle throttle) {}

  private final Vertx vertx;
  private final String name;
  private final Supplier<Redis> clients;
  private final Greeting greeting;
  private final Duration timeout;
  private final Watchers watchers;
  private final RandomGenerator random;

  // owned by the event loop that called connect
  private final ArrayDeque<Long> sent = new ArrayDeque<>();
  private @Nullable Context context;
  private @Nullable Redis client;
  private @Nullable RedisConnection connection;
  private long generation;
  private long timer = -1;
  private int failures;
  private boolean closed;
  private @Nullable RedisAway foreign;
  private @Nullable DataMark mark;

  // read and set by anyone
  private volatile boolean ending;
  private volatile boolean up;
  private volatile Consumer<Boolean> onChange = isUp -> {};

  RedisLink(
      Vertx vertx,
      String name,
      Supplier<Redis> clients,
      Greeting greeting,
      Duration timeout,
      Watchers watchers,
      RandomGenerator random) {
    this.vertx = vertx;
    this.name = name;
    this.clients = clients;
    this.greeting = greeting;
    this.timeout = timeout;
    this.watchers = watchers;
    this.random = random;
  }

  /** Only a Redis with these data is used; to be called before it connects. */
  RedisLink guardedBy(DataMark data) {
    mark = data;
    return this;
  }

  /**
   * Succeeds when Redis still holds the data that are served. To be asked by whoever meets
   * emptiness where he did not expect it; if they are gone the link counts as away.
   */
  public Future<Void> sure() {
    DataMark guard = mark;
    if (guard == null) {
      return Future.succeededFuture();
    }
    return guard
        .check(this::send)
        .onFailure(
            failure -> {
              if (failure instanceof RedisAway away && away.isForeign()) {
                foreign = away;
                giveUp(String.valueOf(away.getMessage()));
              }
            });
  }

  /**
   * Connects for the first time. After a success it stays connected until closed; after a failure
   * it may be tried again.
   */
  public Future<Void> connect() {
    if (timer < 0) {
      context = vertx.getOrCreateContext();
      timer = vertx.setPeriodic(CHECK_EVERY.toMillis(), id -> closeWhenHanging());
    }
    return open();
  }

  /**
   * As {@link #connect}, but a failure is tried again until it succeeds; the future tells how the
   * first try went.
   */
  public Future<Void> connectPersistently() {
    return connect()
        .onFailure(
            failure -> {
              away(failure.getMessage());
              reopenLater();
            });
  }

  private Future<Void> open() {
    Redis opening = clients.get();
    client = opening;
    long opened = ++generation;
    sent.add(System.nanoTime());
    return opening
        .connect()
        .compose(fresh -> greeted(fresh, opened))
        .compose(fresh -> opened == generation ? inUse(fresh) : Future.failedFuture(away()))
        .recover(
            failure -> {
              drop(opened);
              RuntimeException why = translated(failure);
              foreign = why instanceof RedisAway away && away.isForeign() ? away : null;
              return Future.failedFuture(why);
            });
  }

  /** Follows the connection's end from now on, also while it is being greeted. */
  private Future<RedisConnection> greeted(RedisConnection fresh, long opened) {
    Promise<RedisConnection> greeted = Promise.promise();
    Consumer<String> ended =
        reason -> {
          greeted.tryFail(new RedisAway(reason));
          lost(opened, reason);
        };
    fresh.exceptionHandler(failure -> ended.accept(failure.toString()));
    fresh.endHandler(end -> ended.accept("the connection was closed"));
    DataMark guard = mark;
    Future<?> known = guard == null ? Future.succeededFuture() : guard.check(fresh::send);
    known
        .compose(checked -> greeting.greet(fresh))
        .onSuccess(done -> greeted.tryComplete(fresh))
        .onFailure(greeted::tryFail);
    return greeted.future();
  }

  private Future<Void> inUse(RedisConnection fresh) {
    sent.clear();
    connection = fresh;
    failures = 0;
    foreign = null;
    up = true;
    onChange.accept(true);
    return Future.succeededFuture();
  }

  /** The connection is gone: forget it and try again until it is back. */
  private void lost(long which, String reason) {
    if (which != generation || connection == null) {
      return;
    }
    if (ending) {
      LOG.debug("The link of {} has ended: {}", name, reason);
      drop(which);
      return;
    }
    away(reason);
    drop(which);
    onChange.accept(false);
    reopenLater();
  }

  private void away(@Nullable String reason) {
    watchers
        .throttle()
        .of("away", LOG.atWarn())
        .addKeyValue(Field.USER.key, name)
        .addKeyValue(Field.REASON.key, reason)
        .log("Redis is away");
  }

  private void drop(long which) {
    if (which != generation) {
      return;
    }
    generation++;
    Redis dropped = client;
    client = null;
    connection = null;
    up = false;
    sent.clear();
    if (dropped != null) {
      dropped.close().onFailure(failure -> LOG.debug("Closing a lost connection", failure));
    }
  }

  private void reopenLater() {
    if (closed || ending) {
      return;
    }
    long pause = FIRST_PAUSE.toMillis() << Math.min(failures++, 10);
    pause = Math.min(pause, LONGEST_PAUSE.toMillis());
    long jittered = pause / 2 + random.nextLong(pause / 2 + 1);
    vertx.setTimer(
        Math.max(1, jittered),
        id -> {
          if (!closed) {
            open()
                .onSuccess(back -> back())
                .onFailure(
                    still -> {
                      LOG.debug("Redis is still away from {}: {}", name, still.getMessage());
                      reopenLater();
                    });
          }
        });
  }

  private void back() {
    watchers.observer().reconnected();
    watchers
        .throttle()
        .of("back", LOG.atInfo())
        .addKeyValue(Field.USER.key, name)
        .log("Redis is back");
  }

  private void closeWhenHanging() {
    Long oldest = sent.peek();
    Duration patience =
        connection == null && timeout.compareTo(CONNECT_PATIENCE) < 0 ? CONNECT_PATIENCE : timeout;
    if (oldest == null || System.nanoTime() - oldest < patience.toNanos()) {
      return;
    }
    String reason = "no answer within " + patience.toMillis() + " ms";
    if (connection != null) {
      lost(generation, reason);
    } else {
      drop(generation);
    }
  }

  /** Sends one request; the answer is null where Redis answers with its null. */
  public Future<Response> send(Request request) {
    RedisConnection now = connection;
    if (now == null) {
      return Future.failedFuture(away());
    }
    return watched(now.send(request));
  }

  /**
   * Sends several requests at once, with nothing of this link between them; fails when one of them
   * does.
   */
  public Future<List<Response>> batch(List<Request> requests) {
    RedisConnection now = connection;
    if (now == null) {
      return Future.failedFuture(away());
    }
    return watched(now.batch(requests));
  }

  private <T> Future<T> watched(Future<T> answer) {
    long during = generation;
    sent.add(System.nanoTime());
    return answer.transform(
        (result, failure) -> {
          if (during == generation) {
            answered();
          }
          return failure == null
              ? Future.succeededFuture(result)
              : Future.failedFuture(translated(failure));
        });
  }

  private void answered() {
    Long at = sent.poll();
    if (at != null) {
      watchers.observer().roundTrip(System.nanoTime() - at);
    }
  }

  /** Succeeds when Redis answers. */
  public Future<Void> ping() {
    return send(Request.cmd(Command.PING)).mapEmpty();
  }

  /** Another number means another connection: what was sent before went over one that is gone. */
  public long generation() {
    return generation;
  }

  /** Whether there is a connection in use. */
  public boolean isUp() {
    return up;
  }

  /**
   * Calls back on the link's event loop whenever it comes up (true) or goes down (false). One
   * listener.
   */
  public void onChange(Consumer<Boolean> listener) {
    onChange = listener;
  }

  /**
   * From now on the end of the connection is no surprise: it is neither told nor put right. From
   * any thread.
   */
  public void expectEnd() {
    ending = true;
  }

  /** Takes the connection for gone, and connects anew. */
  void giveUp(String reason) {
    lost(generation, reason);
  }

  /** Sends without watching for the answer. */
  Future<Response> sendUnwatched(Request request) {
    RedisConnection now = connection;
    return now == null ? Future.failedFuture(away()) : now.send(request);
  }

  /** Closes for good; requests under way fail. From any thread. */
  public Future<Void> close() {
    Context owner = context;
    if (owner == null) {
      return Future.succeededFuture();
    }
    return Future.future(
        done ->
            owner.runOnContext(
                go -> {
                  closed = true;
                  vertx.cancelTimer(timer);
                  drop(generation);
                  done.complete();
                }));
  }

  /** As a request fails while it is not up. */
  public RedisAway away() {
    RedisAway why = foreign;
    return why == null ? new RedisAway("Redis is away") : why;
  }

  private static RuntimeException translated(Throwable failure) {
    if (failure instanceof RedisAway || failure instanceof RedisRefusal) {
      return (RuntimeException) failure;
    }
    String message = String.valueOf(failure.getMessage());
    boolean answered = failure instanceof Response && !message.startsWith("CONNECTION_CLOSED");
    return answered ? new RedisRefusal(message) : new RedisAway(message);
  }
}
