package org.guchang.redis;

import io.vertx.core.Future;
import io.vertx.redis.client.Response;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which session an order was said to belong to before it is counted, shared by all servers. A claim
 * takes some 150 bytes and lasts an hour, which bounds them by the orders of an hour. To be used on
 * the event loop of its link.
 */
public final class ClaimStore {
  private static final Script CLAIM = Script.named("claim_orders");

  /**
   * Far longer than it takes from a claim to the commit, or from looking an order up to claiming
   * it.
   */
  private static final byte[] SECONDS = utf8("3600");

  private final RedisLink link;
  private final ReplicaWait replicas;
  private final Keys keys;

  public ClaimStore(RedisLink link, ReplicaWait replicas, Keys keys) {
    this.link = link;
    this.replicas = replicas;
    this.keys = keys;
  }

  /**
   * Claims orders, each for a session, in one round trip.
   *
   * @param wanted by order, a text that names it among those of the partner
   * @return whose each order is now: the session wanted, or the one that was wanted before
   */
  public Future<Map<String, String>> claim(String partner, Map<String, String> wanted) {
    List<byte[]> claims = new ArrayList<>(wanted.size());
    List<byte[]> args = new ArrayList<>(1 + wanted.size());
    List<String> orders = new ArrayList<>(wanted.size());
    args.add(SECONDS);
    wanted.forEach(
        (order, session) -> {
          orders.add(order);
          claims.add(utf8(keys.claim(partner, order)));
          args.add(utf8(session));
        });
    long generation = link.generation();
    return CLAIM
        .eval(link, claims, args)
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
