package org.guchang.redis;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.ResponseType;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears which sessions changed: a subscription to one Redis channel, whose messages are {@code
 * sessionId version}. Made anew whenever the connection is; probed when silent. Its {@link
 * #subscribe} is a {@code board.ChangeFeed}.
 */
public final class RedisChangeFeed {

  private static final Logger LOG = LoggerFactory.getLogger(RedisChangeFeed.class);
  private static final Duration PROBE_EVERY = Duration.ofSeconds(2);

  /** Two probes without any answer. */
  private static final Duration SILENCE = Duration.ofSeconds(5);

  private record Listener(Context context, Consumer<String> onSessionChanged) {}

  private final Vertx vertx;
  private final String channel;
  private final RedisLink link;
  private final List<Listener> listeners = new CopyOnWriteArrayList<>();

  // owned by the event loop that started it
  private long heardAt;
  private volatile long probe = -1;

  /**
   * @param prefix put before every key and channel
   */
  public RedisChangeFeed(Vertx vertx, RedisConnector connector, String prefix) {
    this.vertx = vertx;
    this.channel = channel(prefix);
    this.link = connector.link("the change feed", this::listen);
  }

  /** Where commits are published. */
  public static String channel(String prefix) {
    return prefix + "changes";
  }

  /** Connects and subscribes. To be called on the event loop that is to own it. */
  public Future<Void> start() {
    return link.connect()
        .onSuccess(
            listening ->
                probe = vertx.setPeriodic(PROBE_EVERY.toMillis(), id -> probeWhenSilent()));
  }

  /*
   * The client takes a message that comes while a PING waits for the PING's answer, and hands the answer on as a message.
   * So a PING's own future proves nothing; whatever is heard proves that the subscription is alive.
   */
  private void probeWhenSilent() {
    if (!link.isUp()) {
      return;
    }
    if (System.nanoTime() - heardAt > SILENCE.toNanos()) {
      link.giveUp("nothing was heard for " + SILENCE.toSeconds() + " s");
    } else {
      link.sendUnwatched(Request.cmd(Command.PING))
          .onSuccess(answer -> heardAt = System.nanoTime())
          .onFailure(away -> LOG.debug("Probe: {}", away.toString()));
    }
  }

  private Future<?> listen(RedisConnection connection) {
    heardAt = System.nanoTime();
    return Future.future(
        confirmed -> {
          connection.handler(
              message -> {
                heardAt = System.nanoTime();
                if (is(message, "subscribe")) {
                  confirmed.tryComplete();
                } else {
                  receive(message);
                }
              });
          connection.send(Request.cmd(Command.SUBSCRIBE, channel)).onFailure(confirmed::tryFail);
        });
  }

  private static boolean is(Response message, String kind) {
    return message.type() == ResponseType.PUSH
        && message.size() == 3
        && kind.equals(message.get(0).toString());
  }

  private void receive(Response message) {
    if (!is(message, "message")) {
      return;
    }
    String notice = message.get(2).toString();
    int space = notice.lastIndexOf(' ');
    String session = space < 0 ? notice : notice.substring(0, space);
    for (Listener listener : listeners) {
      listener.context().runOnContext(go -> listener.onSessionChanged().accept(session));
    }
  }

  /**
   * Calls back on the event loop of the caller, with the session id, until this feed is stopped.
   */
  public void subscribe(Consumer<String> onSessionChanged) {
    listeners.add(new Listener(vertx.getOrCreateContext(), onSessionChanged));
  }

  /** Whether the subscription stands. */
  public boolean isAlive() {
    return link.isUp();
  }

  /**
   * Calls back on the feed's event loop whenever the subscription comes up (true) or goes down
   * (false).
   */
  public void onChange(Consumer<Boolean> listener) {
    link.onChange(listener);
  }

  /** Ends the subscription. From any thread. */
  public Future<Void> stop() {
    link.expectEnd();
    vertx.cancelTimer(probe);
    listeners.clear();
    return link.close();
  }
}
