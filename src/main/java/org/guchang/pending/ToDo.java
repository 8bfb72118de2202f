package org.guchang.pending;

import org.guchang.ingest.format.Lookup;
import org.guchang.ledger.codec.ByteReader;
import org.guchang.ledger.codec.ByteWriter;
import org.jspecify.annotations.Nullable;

/**
 * What is to be asked for, within one session and one partner.
 *
 * @param refundId null unless it is about a refund
 */
record ToDo(Kind kind, String platform, String orderId, @Nullable String refundId) {

  /** What the platform's answer will be told as. */
  enum Kind {
    PAID('p'),
    CHANGED('c'),
    REFUNDED('r');

    private final char letter;

    Kind(char letter) {
      this.letter = letter;
    }

    private static Kind of(int letter) {
      for (Kind kind : values()) {
        if (kind.letter == letter) {
          return kind;
        }
      }
      throw new IllegalArgumentException("no kind of to-do is written " + letter);
    }
  }

  /**
   * @throws IllegalArgumentException when it is about no order
   */
  static ToDo of(Lookup lookup) {
    String orderId = lookup.clue().orderId();
    if (orderId == null) {
      throw new IllegalArgumentException("a lookup of no order");
    }
    Kind kind =
        lookup.refundId() != null
            ? Kind.REFUNDED
            : lookup.clue().opens() ? Kind.PAID : Kind.CHANGED;
    return new ToDo(kind, lookup.clue().platform(), orderId, lookup.refundId());
  }

  /** Whether of two times told for the same to-do the later one counts. */
  boolean lastCounts() {
    return kind == Kind.CHANGED;
  }

  byte[] field() {
    ByteWriter out = new ByteWriter(32).oneByte(kind.letter).text(platform).text(orderId);
    return (refundId == null ? out : out.text(refundId)).toBytes();
  }

  static ToDo of(byte[] field) {
    ByteReader in = new ByteReader(field);
    Kind kind = Kind.of(in.oneByte());
    String platform = in.text();
    String orderId = in.text();
    return new ToDo(kind, platform, orderId, kind == Kind.REFUNDED ? in.text() : null);
  }
}
