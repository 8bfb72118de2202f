package org.guchang.ingest.format;

import java.util.List;
import org.guchang.event.Line;

/**
 * Holds a draft against the rules and notes what is wrong with it. It goes on after a fault, so
 * that the partner hears of everything at once.
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

  /** Whether nothing was wrong with the data so far, whatever there is with the attributes. */
  boolean isDataClean() {
    return faults.stream()
        .map(Fault::pointer)
        .noneMatch(at -> at.equals(Field.DATA.pointer) || at.startsWith(Field.DATA.pointer + "/"));
  }

  boolean has(Field field) {
    return draft.has(field);
  }

  /** Holds the draft against one row of the rules. */
  void check(Member member) {
    switch (member.field().kind) {
      case ID, TEXT -> text(member);
      case COUNT -> number(member);
      case LINES -> lines(member);
      case TIME, MEMBERS, PRESENCE ->
          throw new IllegalStateException(member.name() + " is no member of data");
    }
  }

  /** The text of {@code member}; empty when there is none, which is a fault if it is required. */
  String text(Member member) {
    Field field = member.field();
    report(field);
    String text = draft.text(field);
    if (text != null && !text.isEmpty()) {
      return text;
    }
    if (member.required() && draft.fault(field) == null) {
      fail(field, member.absence());
    }
    return "";
  }

  private void number(Member member) {
    Field field = member.field();
    report(field);
    if (!draft.has(field)) {
      if (member.required() && draft.fault(field) == null) {
        fail(field, member.absence());
      }
    } else if (draft.number(field) < member.least()) {
      fail(field, "must be at least " + member.least());
    }
  }

  /** Notes what was wrong with a field whose value is of no further use. */
  void report(Field field) {
    Fault fault = draft.fault(field);
    if (fault != null) {
      faults.add(fault);
    }
  }

  /** Lines add up to the amount beside them; those that are not required may all be missing. */
  private void lines(Member member) {
    report(Field.LINES);
    if (draft.fault(Field.LINES) != null) {
      return;
    }
    List<Line> lines = draft.lines();
    if (!lines.isEmpty()) {
      sums(lines, member);
    } else if (member.required()) {
      fail(Field.LINES, member.absence());
    }
  }

  private void sums(List<Line> lines, Member member) {
    long amountFen = 0;
    long units = 0;
    for (int i = 0; i < lines.size(); i++) {
      Line line = lines.get(i);
      if (line.quantity() < member.least()) {
        faults.add(
            new Fault(
                Field.LINES.pointer + "/" + i + "/quantity", "must be at least " + member.least()));
      }
      // at most 200 terms below 2^53: no overflow
      amountFen += line.amountFen();
      units += line.quantity();
    }
    if (units > ValueReader.MAX_NUMBER) {
      fail(Field.LINES, "hold more than " + ValueReader.MAX_NUMBER + " units together");
    }
    if (draft.has(Field.AMOUNT_FEN) && amountFen != draft.number(Field.AMOUNT_FEN)) {
      fail(Field.LINES, mismatch(member.required() ? "order" : "refund", amountFen));
    }
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
