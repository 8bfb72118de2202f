package org.guchang.event;

/**
 * A point in the total order (time, id) by which reports of the same thing are ranked, whatever
 * order they arrive in.
 */
public record Stamp(long at, String id) implements Comparable<Stamp> {

  @Override
  public int compareTo(Stamp other) {
    int byTime = Long.compare(at, other.at);
    return byTime != 0 ? byTime : id.compareTo(other.id);
  }

  /** Whether this stamp comes after {@code other} in (time, id). */
  public boolean isAfter(Stamp other) {
    return compareTo(other) > 0;
  }
}
