package org.guchang.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * What is left to chance, the same each time. One per concern, so that more comments do not change
 * the orders. {@link Random}'s sequence is fixed by its specification, {@link StrictMath}'s results
 * by its own.
 */
final class Chance {
  private final Random random;

  Chance(long seed, String concern) {
    this.random = new Random(seed * 1_000_003L + concern.hashCode());
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  /** From {@code low}, below {@code high}. */
  long between(long low, long high) {
    return low + (long) (random.nextDouble() * (high - low));
  }

  boolean percent(int percent) {
    return random.nextInt(100) < percent;
  }

  double fraction() {
    return random.nextDouble();
  }

  /** Exponentially distributed with this mean. */
  long waiting(long mean) {
    return (long) (-StrictMath.log(1 - random.nextDouble()) * mean);
  }

  <T> T of(List<T> items) {
    return items.get(random.nextInt(items.size()));
  }

  /** An index, each as likely as its weight says. */
  int weighted(List<Long> weights) {
    long total = 0;
    for (long weight : weights) {
      total += weight;
    }
    long left = (long) (random.nextDouble() * total);
    for (int i = 0; i < weights.size(); i++) {
      left -= weights.get(i);
      if (left < 0) {
        return i;
      }
    }
    return weights.size() - 1;
  }

  /** {@code count} of the items, none twice; all of them when there are fewer. */
  <T> List<T> some(List<T> items, int count) {
    List<T> left = new ArrayList<>(items);
    List<T> chosen = new ArrayList<>();
    while (chosen.size() < count && !left.isEmpty()) {
      int index = random.nextInt(left.size());
      chosen.add(left.get(index));
      left.set(index, left.get(left.size() - 1));
      left.remove(left.size() - 1);
    }
    return chosen;
  }

  /** {@code total} split by weights, to the unit; the remainder goes to the first. */
  static long[] split(long total, long[] weights) {
    long sum = 0;
    for (long weight : weights) {
      sum += weight;
    }
    long[] parts = new long[weights.length];
    long given = 0;
    for (int i = 0; i < weights.length; i++) {
      parts[i] = total * weights[i] / sum;
      given += parts[i];
    }
    parts[0] += total - given;
    return parts;
  }
}
