package org.guchang.ops;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.TreeMap;
import org.guchang.config.Settings.DoorName;

/**
 * Counts the requests that a door understood as HTTP and refused all the same, by the status of
 * their answer; what never became a request is counted where the connection was ended, under the
 * same name.
 */
final class RefusedRequests implements Handler<RoutingContext> {
  /** Among the routes of a door: before all that may refuse. */
  static final int ORDER = OpsGate.ORDER - 1;

  private static final int LEAST = 400;
  private static final int MOST = 499;

  private static final Map<Integer, String> REASONS =
      Map.of(
          400, "malformed",
          401, "unauthorized",
          403, "forbidden",
          404, "unknown",
          405, "wrong_method",
          409, "conflict",
          413, "too_large",
          422, "unusable");

  private static final String ELSE = "other";

  private final Map<String, Counter> counters = new TreeMap<>();

  RefusedRequests(MeterRegistry registry, DoorName door) {
    for (String reason : REASONS.values()) {
      counters.put(reason, counter(registry, door, reason));
    }
    counters.put(ELSE, counter(registry, door, ELSE));
  }

  private static Counter counter(MeterRegistry registry, DoorName door, String reason) {
    return Meter.DOOR_REFUSED.counter(registry, DoorMeters.name(door), reason);
  }

  @Override
  public void handle(RoutingContext ctx) {
    ctx.addHeadersEndHandler(answered -> count(ctx.response().getStatusCode()));
    ctx.next();
  }

  private void count(int status) {
    Counter counter = counters.get(REASONS.getOrDefault(status, ELSE));
    if (counter != null && status >= LEAST && status <= MOST) {
      counter.increment();
    }
  }
}
