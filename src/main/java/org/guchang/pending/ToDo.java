package org.guchang.pending;

import java.util.ArrayList;
import java.util.List;
import org.guchang.ingest.format.Lookup;
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

    private static Kind of(char letter) {
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

  /**
   * As it is named in Redis: the kind's letter and each text behind its length, {@code
   * p8:kuaishou3:123}.
   */
  String field() {
    StringBuilder out = new StringBuilder().append(kind.letter);
    put(out, platform);
    put(out, orderId);
    if (refundId != null) {
      put(out, refundId);
    }
    return out.toString();
  }

  private static void put(StringBuilder out, String text) {
    out.append(text.length()).append(':').append(text);
  }

  /**
   * @throws IllegalArgumentException when it names no to-do
   */
  static ToDo of(String field) {
    Kind kind = Kind.of(field.isEmpty() ? ' ' : field.charAt(0));
    List<String> texts = new ArrayList<>(3);
    for (int at = 1; at < field.length(); ) {
      int colon = field.indexOf(':', at);
      int end = colon < 0 ? -1 : colon + 1 + Integer.parseInt(field, at, colon, 10);
      if (end <= colon || end > field.length()) {
        throw new IllegalArgumentException("no to-do is named " + field);
      }
      texts.add(field.substring(colon + 1, end));
      at = end;
    }
    if (texts.size() != (kind == Kind.REFUNDED ? 3 : 2)) {
      throw new IllegalArgumentException("no to-do is named " + field);
    }
    return new ToDo(kind, texts.get(0), texts.get(1), kind == Kind.REFUNDED ? texts.get(2) : null);
  }
}
