package org.guchang.ingest.format;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.guchang.event.Line;
import org.jspecify.annotations.Nullable;

/**
 * Reads the {@code lines} of an order or a refund. The first fault is the one that is told.
 * Confined to one event loop.
 */
final class LineReader {
  private static final int SKU = 1;
  private static final int NAME = 2;
  private static final int QUANTITY = 4;
  private static final int AMOUNT_FEN = 8;

  private final ValueReader values;

  // the line being read
  private int seen;
  private @Nullable String sku;
  private @Nullable String name;
  private long quantity;
  private long amountFen;

  LineReader(ValueReader values) {
    this.values = values;
  }

  void read(JsonParser in, EventDraft draft) throws IOException {
    if (in.currentToken() != JsonToken.START_ARRAY) {
      draft.fail(
          Field.LINES,
          "must be an array of {sku, name?, quantity, amountFen}, not "
              + ValueReader.kindAndSkip(in));
      return;
    }
    draft.putPresent(Field.LINES);
    int index = 0;
    for (JsonToken token = in.nextToken();
        token != JsonToken.END_ARRAY;
        token = in.nextToken(), index++) {
      if (index >= Field.MAX_LINES) {
        draft.fail(Field.LINES, "must hold at most " + Field.MAX_LINES + " lines");
        in.skipChildren();
      } else if (token != JsonToken.START_OBJECT) {
        fail(draft, index, "", "must be an object, not " + ValueReader.kindAndSkip(in));
      } else {
        line(in, draft, index);
      }
    }
  }

  private void line(JsonParser in, EventDraft draft, int index) throws IOException {
    seen = 0;
    sku = null;
    name = null;
    quantity = ValueReader.NO_NUMBER;
    amountFen = ValueReader.NO_NUMBER;
    for (String member = in.nextFieldName(); member != null; member = in.nextFieldName()) {
      JsonToken token = in.nextToken();
      int bit = bit(member);
      if (bit == 0) {
        in.skipChildren();
      } else if ((seen & bit) != 0) {
        fail(draft, index, "/" + member, "is there twice in the same object: send it once");
        in.skipChildren();
      } else {
        seen |= bit;
        if (token != JsonToken.VALUE_NULL && !value(in, bit)) {
          fail(draft, index, "/" + member, values.problem());
        }
      }
    }
    finish(draft, index);
  }

  private static int bit(String member) {
    return switch (member) {
      case "sku" -> SKU;
      case "name" -> NAME;
      case "quantity" -> QUANTITY;
      case "amountFen" -> AMOUNT_FEN;
      default -> 0;
    };
  }

  private boolean value(JsonParser in, int bit) throws IOException {
    switch (bit) {
      case SKU -> {
        sku = values.text(in, Field.SKU.limit, false, null);
        return sku != null;
      }
      case NAME -> {
        name = values.text(in, Field.NAME.limit, false, null);
        return name != null;
      }
      case QUANTITY -> {
        quantity = values.count(in);
        return quantity != ValueReader.NO_NUMBER;
      }
      default -> {
        amountFen = values.count(in);
        return amountFen != ValueReader.NO_NUMBER;
      }
    }
  }

  private void finish(EventDraft draft, int index) {
    if (sku == null || sku.isEmpty()) {
      fail(draft, index, "/sku", Rules.LINE_SKU.absence());
    } else if (quantity == ValueReader.NO_NUMBER) {
      fail(draft, index, "/quantity", Rules.LINE_QUANTITY.absence());
    } else if (amountFen == ValueReader.NO_NUMBER) {
      fail(draft, index, "/amountFen", Rules.LINE_AMOUNT.absence());
    } else {
      draft.addLine(
          new Line(sku, name == null || name.isEmpty() ? null : name, quantity, amountFen));
    }
  }

  /** {@code member} is empty or starts with a slash. */
  private static void fail(EventDraft draft, int index, String member, String reason) {
    draft.fail(Field.LINES, Field.LINES.pointer + "/" + index + member, reason);
  }
}
