package org.guchang.replay;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import java.net.URI;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Posts a scenario to a partner door at the pace asked for, each delivery when it is due and at
 * most a few at once; a door that is away or busy holds everything up, and what is late then goes
 * out as fast as it is taken.
 *
 * <p>Confined to one event loop, the one {@link #replay} was called on or a new one.
 */
public final class Replayer {
  /**
   * Deliveries under way at once; enough to keep the door busy, few enough to arrive about in
   * order.
   */
  private static final int MOST_AT_ONCE = 64;

  private final Vertx vertx;
  private final Courier courier;
  private final List<ScriptedDelivery> deliveries;
  private final double speed;
  private final Tally tally = new Tally();
  private final Promise<ReplayResult> done = Promise.promise();
  private final long startedAt = System.nanoTime();
  private int next;
  private int underWay;
  private boolean givenUp;
  private boolean waiting;

  private Replayer(Vertx vertx, Courier courier, List<ScriptedDelivery> deliveries, double speed) {
    this.vertx = vertx;
    this.courier = courier;
    this.deliveries = deliveries;
    this.speed = speed;
  }

  /**
   * Plays a scenario.
   *
   * @param partnerDoor e.g. {@code http://127.0.0.1:8081}
   * @param secret {@code whsec_…}
   * @param speed 60 plays an hour in a minute; 0 plays as fast as it is taken
   * @return fails only when nothing could be sent at all; anything else is in the result
   */
  public static Future<ReplayResult> replay(
      Vertx vertx,
      URI partnerDoor,
      String partnerId,
      String secret,
      Scenario scenario,
      double speed) {
    return replay(vertx, new HttpClientOptions(), partnerDoor, partnerId, secret, scenario, speed);
  }

  /**
   * The same.
   *
   * @param transport whom to trust at an https door
   */
  public static Future<ReplayResult> replay(
      Vertx vertx,
      HttpClientOptions transport,
      URI partnerDoor,
      String partnerId,
      String secret,
      Scenario scenario,
      double speed) {
    if (!(speed >= 0) || Double.isInfinite(speed)) {
      return Future.failedFuture(new IllegalArgumentException("speed is a number from 0"));
    }
    Context context = vertx.getOrCreateContext();
    Promise<ReplayResult> played = Promise.promise();
    context.runOnContext(
        started -> {
          try {
            Courier courier =
                new Courier(vertx, transport, partnerDoor, partnerId, secret, MOST_AT_ONCE);
            Replayer replayer = new Replayer(vertx, courier, scenario.deliveries(), speed);
            replayer.proceed();
            replayer.done.future().eventually(courier::close).onComplete(played);
          } catch (IllegalArgumentException e) {
            played.fail(e);
          }
        });
    return played.future();
  }

  /** Sends all that is due, as far as there is room, and waits for the next. */
  private void proceed() {
    while (next < deliveries.size() && underWay < MOST_AT_ONCE && !givenUp && dueIn(next) <= 0) {
      send(deliveries.get(next++));
    }
    if (underWay == 0 && (givenUp || next == deliveries.size())) {
      done.tryComplete(tally.result(deliveries.size(), elapsedMillis()));
    } else if (next < deliveries.size() && underWay < MOST_AT_ONCE && !givenUp && !waiting) {
      waiting = true;
      vertx.setTimer(
          Math.max(1, dueIn(next)),
          timer -> {
            waiting = false;
            proceed();
          });
    }
  }

  /** Milliseconds. */
  private long dueIn(int index) {
    return speed == 0 ? 0 : (long) (deliveries.get(index).afterMillis() / speed) - elapsedMillis();
  }

  private long elapsedMillis() {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startedAt);
  }

  private void send(ScriptedDelivery delivery) {
    underWay++;
    courier
        .deliver(delivery, tally::retried)
        .onComplete(
            answer -> {
              underWay--;
              if (answer.succeeded()) {
                tally.answer(delivery, answer.result().status(), answer.result().body());
                // nothing that follows would be answered otherwise
                givenUp |= answer.result().status() == 401;
              } else {
                tally.problem(delivery.id() + " was not answered: " + answer.cause().getMessage());
                givenUp = true;
              }
              proceed();
            });
  }
}
