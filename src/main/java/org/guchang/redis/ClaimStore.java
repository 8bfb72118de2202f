package org.guchang.redis;

import io.vertx.core.Future;
import io.vertx.redis.client.Response;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.LongStream;

/**
 * Which session an order was said to belong to before it is counted, shared by all servers. Claims
 * of one platform and hour lie together and are gone four hours later at the latest. To be used on
 * the event loop of its link.
 */
public final class ClaimStore {
  private static final Script CLAIM = Script.named("claim_orders");

  /**
   * How long a claim is known after the last asking, at least. Far longer than it takes from a
   * claim to the commit, or from looking an order up to claiming it. The clocks of the servers may
   * be as far apart.
   */
  public static final Duration LASTS = Duration.ofHours(1);

  /** Those of a period are read in the one before it, in its own and in the one after. */
  private static final int PERIODS_KEPT = 3;

  private final RedisLink link;
  private final ReplicaWait replicas;
  private final Keys keys;
  private final LongSupplier clock;

  /**
   * @param clock milliseconds since 1970
   */
  public ClaimStore(RedisLink link, ReplicaWait replicas, Keys keys, LongSupplier clock) {
    this.link = link;
    this.replicas = replicas;
    this.keys = keys;
    this.clock = clock;
  }

  /**
   * Does some work in which orders are claimed; once more where Redis had forgotten the script.
   *
   * @param work as if nothing of it had been done
   */
  public <T> Future<T> loaded(Supplier<Future<T>> work) {
    return CLAIM.loaded(link, work);
  }

  /**
   * Claims orders of one platform, each for a session, in one round trip. To be called in {@link
   * #loaded}: fails where Redis has forgotten the script, so that what was sent behind it does not
   * come before it.
   *
   * @param among sessions of which an order belongs to one, as far as the asker knows
   * @param wanted by order id, one of these
   * @return whose each order is now: the session wanted, or the one of them wanted before
   */
  public Future<Map<String, String>> claim(
      String platform, List<String> among, Map<String, String> wanted) {
    long period = clock.getAsLong() / LASTS.toMillis();
    List<byte[]> claims =
        LongStream.of(period, period - 1, period + 1, period - PERIODS_KEPT)
            .mapToObj(each -> utf8(keys.claims(platform, each)))
            .toList();
    List<byte[]> args = new ArrayList<>(2 + among.size() + 2 * wanted.size());
    List<String> orders = List.copyOf(wanted.keySet());
    args.add(utf8(Long.toString((PERIODS_KEPT + 1) * LASTS.toSeconds())));
    args.add(utf8(Integer.toString(among.size())));
    among.forEach(session -> args.add(utf8(session)));
    wanted.forEach(
        (order, session) -> {
          args.add(utf8(order));
          args.add(utf8(session));
        });
    long generation = link.generation();
    return CLAIM
        .evalLoaded(link, claims, args)
        .compose(
            answer -> replicas.confirm(link, generation).map(confirmed -> whose(orders, answer)));
  }

  private static Map<String, String> whose(List<String> orders, Response answer) {
    Map<String, String> whose = new LinkedHashMap<>();
    for (int i = 0; i < orders.size(); i++) {
      whose.put(orders.get(i), answer.get(i).toString(StandardCharsets.UTF_8));
    }
    return whose;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
