package org.guchang.event;

import java.util.Arrays;

/** One {@code long} per {@link Figure}. Mutable, confined to whoever adds it up. */
@SuppressWarnings("EnumOrdinal") // an array by figure, never stored
public final class Sums {
  private static final int FIGURES = Figure.values().length;

  private final long[] values = new long[FIGURES];

  public long get(Figure figure) {
    return values[figure.ordinal()];
  }

  public void add(Figure figure, long amount) {
    values[figure.ordinal()] += amount;
  }

  public void add(Sums other) {
    for (int i = 0; i < FIGURES; i++) {
      values[i] += other.values[i];
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Sums sums && Arrays.equals(values, sums.values);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("Sums[");
    for (Figure figure : Figure.values()) {
      if (get(figure) != 0) {
        text.append(figure.key()).append('=').append(get(figure)).append(' ');
      }
    }
    return text.append(']').toString();
  }
}
