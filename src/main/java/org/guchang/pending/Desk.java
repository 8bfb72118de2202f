package org.guchang.pending;

import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.guchang.pending.api.ApiFailure;
import org.guchang.pending.api.PlatformApi;
import org.jspecify.annotations.Nullable;

/**
 * Where one partner's questions are asked: how many at once, how many a second, and whether its
 * platform is left alone for a while. Confined to the worker's event loop.
 */
final class Desk {
  static final int DEFAULT_PER_SECOND = 5;
  static final int MOST_PER_SECOND = 100;

  private static final int MOST_AT_ONCE = 4;

  /** A platform that is away is asked once in so long, so it is found back within a minute. */
  private static final Backoff REST = new Backoff(1_000, 60_000);

  final String partner;
  final PlatformApi api;

  /** By all servers together; what this one may ask at most. */
  final int perSecond;

  /** By session: when its next to-do is due, as far as is known. */
  final Map<String, Long> agenda = new HashMap<>();

  private final Pace pace;
  private int asking;
  private int failures;
  private long restUntil = Long.MIN_VALUE;
  private @Nullable String restsFor;

  Desk(String partner, PlatformApi api, int perSecond, long now) {
    this.partner = partner;
    this.api = api;
    this.perSecond = perSecond;
    this.pace = new Pace(perSecond, now);
  }

  /** How many more questions may be asked now. A platform that failed is tried with one. */
  int room(long now) {
    if (now < restUntil) {
      return 0;
    }
    int most = failures > 0 ? 1 : MOST_AT_ONCE;
    return Math.max(0, Math.min(most - asking, pace.available(now)));
  }

  void take(int count) {
    asking += count;
    pace.take(count);
  }

  /** Nothing was asked with these. */
  void giveBack(int count) {
    asking -= count;
    pace.giveBack(count);
  }

  /** An answer came, whatever it said. */
  void answered() {
    asking--;
    failures = 0;
    restsFor = null;
  }

  /**
   * A question failed in a way that others would too: the platform is left alone.
   *
   * @return until when
   */
  long failed(ApiFailure failure, long now, RandomGenerator random) {
    asking--;
    if (now >= restUntil || failures == 0) {
      failures++;
      restsFor = failure.kind().word();
      long rest =
          failure.retryAfterMillis() == ApiFailure.UNTOLD
              ? REST.millis(failures, random)
              : failure.retryAfterMillis();
      restUntil = now + rest;
    }
    return restUntil;
  }

  /** Something else failed, not the platform. */
  void gaveUp() {
    asking--;
  }

  int asking() {
    return asking;
  }

  /** Why the platform is left alone, null when it is not. */
  @Nullable String restsFor() {
    return restsFor;
  }

  long restUntil() {
    return restUntil;
  }
}
