package org.guchang.ingest.format;

import java.util.List;
import org.guchang.event.Line;
import org.jspecify.annotations.Nullable;

/**
 * Takes fields out of a draft and notes what is wrong with them. After a fault the value returned
 * is a stand-in: whoever asked goes on, so that the partner hears of everything at once, and throws
 * the event away in the end.
 */
final class DraftCheck {
  private final EventDraft draft;
  private final List<Fault> faults;

  DraftCheck(EventDraft draft, List<Fault> faults) {
    this.draft = draft;
    this.faults = faults;
  }

  void fail(Field field, String reason) {
    faults.add(new Fault(field.pointer, reason));
  }

  /** Whether nothing was wrong so far. */
  boolean isClean() {
    return faults.isEmpty();
  }

  boolean has(Field field) {
    return draft.has(field);
  }

  /** Text that is there and not empty. */
  String required(Field field, String what) {
    String text = optional(field);
    if (text != null) {
      return text;
    }
    if (draft.fault(field) == null) {
      fail(field, "is required: " + what);
    }
    return "";
  }

  /** Text, null when it is absent or empty. */
  @Nullable String optional(Field field) {
    report(field);
    String text = draft.text(field);
    return text == null || text.isEmpty() ? null : text;
  }

  long required(Field field, long least, String what) {
    if (!draft.has(field) && draft.fault(field) == null) {
      fail(field, "is required: " + what);
      return least;
    }
    return optional(field, least, least);
  }

  /** A count of at least {@code least}, {@code otherwise} when it is absent. */
  long optional(Field field, long least, long otherwise) {
    report(field);
    if (!draft.has(field)) {
      return otherwise;
    }
    long number = draft.number(field);
    if (number < least) {
      fail(field, "must be at least " + least);
    }
    return number;
  }

  /** Notes what was wrong with a field whose value is of no further use. */
  void report(Field field) {
    Fault fault = draft.fault(field);
    if (fault != null) {
      faults.add(fault);
    }
  }

  /**
   * The lines of an order: at least one, each of at least one unit, adding up to the order's
   * amount.
   */
  List<Line> orderLines() {
    List<Line> lines = draft.lines();
    if (draft.fault(Field.LINES) == null && lines.isEmpty()) {
      fail(
          Field.LINES,
          "is required: one to " + Field.MAX_LINES + " lines {sku, name?, quantity, amountFen}");
      return List.of();
    }
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).quantity() == 0) {
        faults.add(new Fault(Field.LINES.pointer + "/" + i + "/quantity", "must be at least 1"));
      }
    }
    return checkedLines("order", lines);
  }

  /**
   * The lines of a refund: none, or adding up to its amount; a line of no units is money back for
   * goods that are kept.
   */
  List<Line> refundLines() {
    return checkedLines("refund", draft.lines());
  }

  private List<Line> checkedLines(String whole, List<Line> lines) {
    report(Field.LINES);
    if (draft.fault(Field.LINES) != null || lines.isEmpty()) {
      return List.of();
    }
    long amountFen = 0;
    long units = 0;
    for (Line line : lines) {
      // at most 200 terms below 2^53: no overflow
      amountFen += line.amountFen();
      units += line.quantity();
    }
    if (units > ValueReader.MAX_NUMBER) {
      fail(Field.LINES, "hold more than " + ValueReader.MAX_NUMBER + " units together");
    }
    if (draft.has(Field.AMOUNT_FEN) && amountFen != draft.number(Field.AMOUNT_FEN)) {
      fail(Field.LINES, mismatch(whole, amountFen));
    }
    return List.copyOf(lines);
  }

  private String mismatch(String whole, long amountFen) {
    return "add up to "
        + amountFen
        + " fen, but amountFen of the "
        + whole
        + " is "
        + draft.number(Field.AMOUNT_FEN)
        + ": they must be equal. Spread discounts over the lines, and send freight as a line of its own, e.g. with sku FREIGHT";
  }
}
