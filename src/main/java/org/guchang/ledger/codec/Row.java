package org.guchang.ledger.codec;

import java.nio.ByteBuffer;
import org.guchang.event.Figure;
import org.guchang.event.Sums;

/**
 * A row of figures as bytes: every {@link Figure} in order of declaration, then two times, each
 * eight bytes, big-endian. Scripts add rows figure by figure and keep the greater of times; see
 * {@code commit_facts.lua}.
 *
 * @param sums what is added up
 * @param first of the totals: when the session was said to start; of a platform: event time of its
 *     newest event; of a product: {@link #early} of when it was first shown; else 0
 * @param second of the totals: when it was said to end; of a platform: server time its newest event
 *     arrived; else 0
 */
public record Row(Sums sums, long first, long second) {
  private static final Figure[] FIGURES = Figure.values();
  private static final int BYTES = (FIGURES.length + 2) * Long.BYTES;

  /** Greatest number that a script's arithmetic is exact with. */
  private static final long END_OF_TIME = (1L << 53) - 1;

  /**
   * A time so written that of two the earlier is the greater, and back.
   *
   * @param at milliseconds since the epoch
   */
  public static long early(long at) {
    return END_OF_TIME - at;
  }

  /** Where a script finds the figure, counted from 1. */
  @SuppressWarnings("EnumOrdinal") // the stored order is the order of declaration
  public static int place(Figure figure) {
    return figure.ordinal() + 1;
  }

  /** A figure of an encoded row. */
  public static long get(byte[] row, Figure figure) {
    return ByteBuffer.wrap(row).getLong((place(figure) - 1) * Long.BYTES);
  }

  public static byte[] encode(Sums sums, long first, long second) {
    ByteBuffer bytes = ByteBuffer.allocate(BYTES);
    for (Figure figure : FIGURES) {
      bytes.putLong(sums.get(figure));
    }
    return bytes.putLong(first).putLong(second).array();
  }

  /**
   * An encoded row moved on.
   *
   * @param row as {@link #encode} or a script wrote it, or empty: every number is 0
   * @param first kept if greater; so is {@code second}
   */
  public static byte[] plus(byte[] row, Sums moved, long first, long second) {
    if (row.length == 0) {
      return encode(moved, first, second);
    }
    ByteBuffer before = ByteBuffer.wrap(row);
    ByteBuffer bytes = ByteBuffer.allocate(BYTES);
    for (Figure figure : FIGURES) {
      bytes.putLong(before.getLong() + moved.get(figure));
    }
    return bytes
        .putLong(Math.max(before.getLong(), first))
        .putLong(Math.max(before.getLong(), second))
        .array();
  }

  /**
   * The row that {@link #encode} or a script wrote.
   *
   * @throws IllegalArgumentException if the bytes are not a row
   */
  public static Row decode(byte[] row) {
    if (row.length != BYTES) {
      throw new IllegalArgumentException("a row of " + row.length + " bytes, not " + BYTES);
    }
    ByteBuffer bytes = ByteBuffer.wrap(row);
    Sums sums = new Sums();
    for (Figure figure : FIGURES) {
      sums.add(figure, bytes.getLong());
    }
    return new Row(sums, bytes.getLong(), bytes.getLong());
  }
}
