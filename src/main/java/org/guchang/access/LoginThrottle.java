package org.guchang.access;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How often somebody may try a password: of one name, and from one address, a few at once and then
 * one in a while; a success gives its try back. Names that are nobody's count the same. Bounded:
 * beyond {@value #MOST_REMEMBERED} of each, whoever tried longest ago is forgotten. Owned by one
 * event loop.
 */
public final class LoginThrottle {
  static final int MOST_REMEMBERED = 10_000;

  /** Wrong by a finger, some times; guessing takes ten thousand tries. */
  static final int TRIES_OF_A_NAME = 5;

  static final long NAME_MILLIS = 20_000;

  /** An office may have one address. */
  static final int TRIES_FROM_AN_ADDRESS = 30;

  static final long ADDRESS_MILLIS = 4_000;

  private final Buckets names = new Buckets(TRIES_OF_A_NAME, NAME_MILLIS);
  private final Buckets addresses = new Buckets(TRIES_FROM_AN_ADDRESS, ADDRESS_MILLIS);

  /**
   * Takes a try.
   *
   * @return milliseconds to wait before the next; 0 when this one may go on
   */
  public long take(String name, String address, long now) {
    String key = Digests.sha256(name).substring(0, 32);
    long wait = Math.max(names.wait(key, now), addresses.wait(address, now));
    if (wait == 0) {
      names.take(key, now);
      addresses.take(address, now);
    }
    return wait;
  }

  /**
   * Takes a try that is of no name.
   *
   * @return milliseconds to wait before the next; 0 when this one may go on
   */
  public long takeFrom(String address, long now) {
    long wait = addresses.wait(address, now);
    if (wait == 0) {
      addresses.take(address, now);
    }
    return wait;
  }

  /** It was of somebody who may come. */
  public void giveBackTo(String address, long now) {
    addresses.giveBack(address, now);
  }

  /** It was the right password. */
  public void giveBack(String name, String address, long now) {
    names.giveBack(Digests.sha256(name).substring(0, 32), now);
    addresses.giveBack(address, now);
  }

  /** Of each key the time at which it will have all its tries again. */
  private static final class Buckets {
    private final int tries;
    private final long millisEach;
    private final Map<String, Long> fullAt =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > MOST_REMEMBERED;
          }
        };

    Buckets(int tries, long millisEach) {
      this.tries = tries;
      this.millisEach = millisEach;
    }

    long wait(String key, long now) {
      long full = fullAt.getOrDefault(key, now);
      return Math.max(0, full - now - (tries - 1) * millisEach);
    }

    void take(String key, long now) {
      fullAt.put(key, Math.max(now, fullAt.getOrDefault(key, now)) + millisEach);
    }

    void giveBack(String key, long now) {
      long full = fullAt.getOrDefault(key, now) - millisEach;
      if (full <= now) {
        fullAt.remove(key);
      } else {
        fullAt.put(key, full);
      }
    }
  }
}
