package org.guchang.redis;

import io.vertx.core.Future;
import io.vertx.redis.client.Response;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Which session an order was said to belong to before it is counted, shared by all servers. A claim
 * takes some 150 bytes and lasts an hour after the last asking, which bounds them by the orders of
 * about an hour. To be used on the event loop of its link.
 */
public final class ClaimStore {
  private static final Script CLAIM = Script.named("claim_orders");

  /**
   * Far longer than it takes from a claim to the commit, or from looking an order up to claiming
   * it.
   */
  public static final Duration LASTS = Duration.ofHours(1);

  private final RedisLink link;
  private final ReplicaWait replicas;
  private final Keys keys;

  public ClaimStore(RedisLink link, ReplicaWait replicas, Keys keys) {
    this.link = link;
    this.replicas = replicas;
    this.keys = keys;
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
    List<byte[]> claims = new ArrayList<>(wanted.size());
    List<byte[]> args = new ArrayList<>(2 + among.size() + wanted.size());
    List<String> orders = new ArrayList<>(wanted.size());
    args.add(utf8(Long.toString(LASTS.toSeconds())));
    args.add(utf8(Integer.toString(among.size())));
    among.forEach(session -> args.add(utf8(session)));
    wanted.forEach(
        (order, session) -> {
          orders.add(order);
          claims.add(utf8(keys.claim(platform, order)));
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
