package org.guchang.redis;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisClientType;
import io.vertx.redis.client.RedisOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;
import org.guchang.config.RedisUri;
import org.guchang.log.Throttle;
import org.jspecify.annotations.Nullable;

/** Makes links to the one Redis of this server. */
public final class RedisConnector {

  private static final int CONNECT_MILLIS = 3000;

  /** Requests that may wait for their answers on one link; beyond it they are refused. */
  private static final int MOST_WAITING = 65_536;

  private final Vertx vertx;
  private final RedisUri uri;
  private final RedisOptions options;
  private final Duration timeout;
  private final LinkObserver observer;

  private @Nullable DataMark mark;

  /** All links lose the same Redis; from any event loop. */
  private final Throttle throttle = new Throttle();

  /**
   * @param uri as {@link RedisUri} reads it; where it names Sentinels each connection asks them for
   *     the master there is by then
   * @param timeout longest wait for an answer; then the link takes Redis for gone and connects anew
   * @throws RedisUnsuitable when the uri is not one
   */
  public RedisConnector(Vertx vertx, String uri, Duration timeout) {
    this(vertx, uri, timeout, LinkObserver.NOBODY);
  }

  /**
   * As above.
   *
   * @param observer told how the links fare
   */
  public RedisConnector(Vertx vertx, String uri, Duration timeout, LinkObserver observer) {
    this.vertx = vertx;
    this.uri = parsed(uri);
    this.options = options(this.uri);
    this.timeout = timeout;
    this.observer = observer;
  }

  private static RedisUri parsed(String uri) {
    try {
      return RedisUri.parse(uri);
    } catch (IllegalArgumentException notOne) {
      throw new RedisUnsuitable("redis.uri: " + notOne.getMessage());
    }
  }

  /* Cluster is another type and more endpoints of the same options; nothing beyond this method would change. */
  private static RedisOptions options(RedisUri uri) {
    NetClientOptions net =
        new NetClientOptions().setConnectTimeout(CONNECT_MILLIS).setTcpNoDelay(true);
    if (uri.endpoints().get(0).startsWith("rediss:")) {
      net.setHostnameVerificationAlgorithm("HTTPS");
    }
    RedisOptions options =
        new RedisOptions()
            .setType(RedisClientType.STANDALONE)
            .setMaxWaitingHandlers(MOST_WAITING)
            .setNetClientOptions(net)
            .setPoolName("guchang")
            .setMaxPoolSize(1)
            .setMaxPoolWaiting(1)
            .setPoolCleanerInterval(-1)
            .setPoolRecycleTimeout(-1);
    if (uri.master() != null) {
      options.setType(RedisClientType.SENTINEL).setMasterName(uri.master());
    }
    return options;
  }

  /**
   * Asks another Sentinel first each time: one that hangs would use up the patience of every try.
   */
  private Redis client() {
    List<String> endpoints = new ArrayList<>(uri.endpoints());
    Collections.shuffle(endpoints);
    return Redis.createClient(vertx, new RedisOptions(options).setEndpoints(endpoints));
  }

  /**
   * A link not yet connected.
   *
   * @param name who uses it, for the log
   */
  public RedisLink link(String name) {
    return link(name, connection -> Future.succeededFuture());
  }

  RedisLink link(String name, RedisLink.Greeting greeting) {
    RedisLink link =
        new RedisLink(
            vertx,
            name,
            this::client,
            greeting,
            timeout,
            new RedisLink.Watchers(observer, throttle),
            RandomGenerator.getDefault());
    DataMark guard = mark;
    return guard == null ? link : link.guardedBy(guard);
  }

  /** Links made from now on use only a Redis that has this mark. */
  public RedisConnector guardedBy(DataMark data) {
    mark = data;
    return this;
  }
}
