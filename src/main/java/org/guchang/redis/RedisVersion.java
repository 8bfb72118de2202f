package org.guchang.redis;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A version of redis-server. */
record RedisVersion(int major, int minor, int patch) implements Comparable<RedisVersion> {

  /** The oldest that has what the scripts use. */
  static final RedisVersion FLOOR = new RedisVersion(6, 2, 0);

  private static final Pattern NUMBERS = Pattern.compile("(\\d{1,6})\\.(\\d{1,6})\\.(\\d{1,6})");
  private static final Comparator<RedisVersion> ORDER =
      Comparator.comparingInt(RedisVersion::major)
          .thenComparingInt(RedisVersion::minor)
          .thenComparingInt(RedisVersion::patch);

  /** The first version in a text such as {@code Redis server v=7.0.15 sha=…}. */
  static Optional<RedisVersion> find(String text) {
    Matcher numbers = NUMBERS.matcher(text);
    if (!numbers.find()) {
      return Optional.empty();
    }
    return Optional.of(
        new RedisVersion(
            Integer.parseInt(numbers.group(1)),
            Integer.parseInt(numbers.group(2)),
            Integer.parseInt(numbers.group(3))));
  }

  /**
   * Whether it can read what {@code other} wrote; the format of the files changes with the minor
   * version.
   */
  boolean reads(RedisVersion other) {
    return major > other.major || (major == other.major && minor >= other.minor);
  }

  @Override
  public int compareTo(RedisVersion other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return major + "." + minor + "." + patch;
  }
}
