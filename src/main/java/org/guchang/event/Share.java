package org.guchang.event;

import java.math.BigInteger;
import java.util.List;

/** Divides an amount over lines in proportion to what they cost, to the fen. */
public final class Share {
  private Share() {}

  /**
   * Shares of {@code amountFen} by each line's amount, rounded down; what rounding leaves over goes
   * to the first line. When all lines are worth nothing the first takes all.
   */
  public static long[] of(long amountFen, List<Line> lines) {
    long whole = 0;
    for (Line line : lines) {
      whole = Math.addExact(whole, line.amountFen());
    }
    long[] shares = new long[lines.size()];
    long left = amountFen;
    if (whole > 0) {
      for (int i = 0; i < shares.length; i++) {
        shares[i] = part(amountFen, lines.get(i).amountFen(), whole);
        left -= shares[i];
      }
    }
    shares[0] += left;
    return shares;
  }

  private static long part(long amount, long weight, long whole) {
    if (Math.multiplyHigh(amount, weight) == 0 && amount * weight >= 0) {
      return amount * weight / whole;
    }
    return BigInteger.valueOf(amount)
        .multiply(BigInteger.valueOf(weight))
        .divide(BigInteger.valueOf(whole))
        .longValueExact();
  }
}
