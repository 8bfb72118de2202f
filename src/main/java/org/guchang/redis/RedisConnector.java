package org.guchang.redis;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisClientType;
import io.vertx.redis.client.RedisOptions;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.guchang.log.Throttle;
import org.jspecify.annotations.Nullable;

/** Makes links to the one Redis of this server. */
public final class RedisConnector {

  private static final Set<String> SCHEMES = Set.of("redis", "rediss", "unix");
  private static final int CONNECT_MILLIS = 3000;

  /** Requests that may wait for their answers on one link; beyond it they are refused. */
  private static final int MOST_WAITING = 65_536;

  private final Vertx vertx;
  private final RedisOptions options;
  private final Duration timeout;
  private final LinkObserver observer;

  private @Nullable DataMark mark;

  /** All links lose the same Redis; from any event loop. */
  private final Throttle throttle = new Throttle();

  /**
   * @param uri {@code redis://}, {@code rediss://} or {@code unix://}, as the Vert.x client reads
   *     them
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
    this.options = options(uri);
    this.timeout = timeout;
    this.observer = observer;
  }

  /* Sentinel and Cluster are other types and endpoints of the same options; nothing beyond this method would change. */
  private static RedisOptions options(String uri) {
    String scheme = scheme(uri);
    NetClientOptions net =
        new NetClientOptions().setConnectTimeout(CONNECT_MILLIS).setTcpNoDelay(true);
    if (scheme.equals("rediss")) {
      net.setHostnameVerificationAlgorithm("HTTPS");
    }
    return new RedisOptions()
        .setType(RedisClientType.STANDALONE)
        .setConnectionString(uri)
        .setMaxWaitingHandlers(MOST_WAITING)
        .setNetClientOptions(net)
        .setPoolName("guchang")
        .setMaxPoolSize(1)
        .setMaxPoolWaiting(1)
        .setPoolCleanerInterval(-1)
        .setPoolRecycleTimeout(-1);
  }

  private static String scheme(String uri) {
    try {
      String scheme = String.valueOf(new URI(uri).getScheme());
      if (SCHEMES.contains(scheme)) {
        return scheme;
      }
    } catch (URISyntaxException notOne) {
      // the uri may hold a password: neither it nor the parser's words are repeated
    }
    throw new RedisUnsuitable(
        "redis.uri is not an address such as redis://user:password@host:6379/0");
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
            () -> Redis.createClient(vertx, new RedisOptions(options)),
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
