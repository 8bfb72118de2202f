package org.guchang.ingest.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An object of a platform's message, and where it stands there. Takes values out of it, in
 * whichever spelling they come, and notes in the message what is wrong with them; after a fault the
 * value returned is a stand-in, and whoever asked goes on. A member that is {@code null} or an
 * empty text is absent. Of an object that is absent itself every value is a stand-in, without
 * further faults.
 */
final class PushPart {
  /** Beyond it a decimal is no amount, and written out it could fill the memory. */
  private static final int MAX_SCALE = 40;

  private final PushMessage message;
  private final JsonNode node;
  private final String pointer;

  PushPart(PushMessage message, JsonNode node, String pointer) {
    this.message = message;
    this.node = node;
    this.pointer = pointer;
  }

  /** The object itself, for a format that writes part of it anew; null when it is absent. */
  @Nullable ObjectNode tree() {
    return node instanceof ObjectNode object ? object : null;
  }

  /** Whether the member is there, whatever it is. */
  boolean has(String name) {
    JsonNode member = node.path(name);
    return !member.isMissingNode()
        && !member.isNull()
        && !(member.isTextual() && member.textValue().isEmpty());
  }

  /** Whether the member is true, or the text of it. */
  boolean isTrue(String name) {
    return PushJson.isTrue(node, name);
  }

  /** A required object, also when it is written as a text of JSON. */
  PushPart below(String name) {
    String problem = node.isObject() ? PushJson.unfold((ObjectNode) node, name) : null;
    JsonNode member = node.path(name);
    if (problem != null) {
      fail(name, problem);
    } else if (!member.isObject()) {
      fail(name, has(name) ? "must be an object" : "is required");
    }
    return new PushPart(
        message, member.isObject() ? member : MissingNode.getInstance(), pointer + "/" + name);
  }

  /** The objects of an array; none when it is absent. */
  List<PushPart> each(String name) {
    JsonNode array = node.path(name);
    List<PushPart> parts = new ArrayList<>();
    if (has(name) && !array.isArray()) {
      fail(name, "must be an array");
    } else if (array.size() > Field.MAX_LINES) {
      fail(name, "must hold at most " + Field.MAX_LINES + " items");
    } else {
      for (int i = 0; i < array.size(); i++) {
        PushPart part = new PushPart(message, array.get(i), pointer + "/" + name + "/" + i);
        if (array.get(i).isObject()) {
          parts.add(part);
        } else {
          message.fail(part.pointer, "must be an object");
        }
      }
    }
    return parts;
  }

  /** Required, the platform's id of something. */
  String id(String name) {
    String id = optionalId(name);
    return id == null ? missing(name) : id;
  }

  /** Null when it is absent, or at fault. */
  @Nullable String optionalId(String name) {
    return text(name, Field.ID_LENGTH, false);
  }

  /** Null when it is absent, or at fault. */
  @Nullable String sku(String name) {
    return text(name, Field.SKU_LENGTH, false);
  }

  /**
   * Text or a whole number; null when it is absent, or at fault.
   *
   * @param limit most code points
   * @param multiline whether line breaks and tabs are allowed
   */
  @Nullable String text(String name, int limit, boolean multiline) {
    if (!has(name)) {
      return null;
    }
    String text = PushJson.text(node, name);
    String problem =
        text == null ? "must be text or a whole number" : PushText.fault(text, limit, multiline);
    if (problem != null) {
      fail(name, problem);
      return null;
    }
    return text;
  }

  /** What something is called, made fit for showing; null when nobody said so. */
  @Nullable String label(String name) {
    String text = PushJson.text(node, name);
    String fit = text == null ? "" : PushText.cut(text, Field.NAME_LENGTH);
    return fit.isEmpty() ? null : fit;
  }

  /** Required, an amount in fen. */
  long fen(String name) {
    return count(name, 0);
  }

  /** Required, an amount in yuan, or in another currency's unit of a hundred parts. */
  long yuan(String name) {
    if (!has(name)) {
      missing(name);
      return 0;
    }
    JsonNode member = node.path(name);
    String text = PushJson.text(node, name);
    if (member.isBigDecimal() && Math.abs((long) member.decimalValue().scale()) <= MAX_SCALE) {
      text = member.decimalValue().toPlainString();
    }
    long fen = text == null ? Yuan.NO_AMOUNT : Yuan.toFen(text);
    if (fen == Yuan.NO_AMOUNT) {
      fail(name, "must be an amount like 12.34, not negative and without fractions of a cent");
      return 0;
    }
    return fen;
  }

  /** Required, a whole number from {@code least} to 2^53 − 1, or such a number as text. */
  long count(String name, long least) {
    if (!has(name)) {
      missing(name);
      return least;
    }
    long number = PushJson.number(node, name, Long.MIN_VALUE);
    if (number < least || number > ValueReader.MAX_NUMBER) {
      fail(name, "must be a whole number from " + least + " to " + ValueReader.MAX_NUMBER);
      return least;
    }
    return number;
  }

  /** As {@link #count(String, long)}, {@code otherwise} when it is absent. */
  long count(String name, long least, long otherwise) {
    return has(name) ? count(name, least) : otherwise;
  }

  /**
   * When it happened, milliseconds since the epoch: what the first of the members says that says
   * anything; required. A zero says nothing.
   */
  long time(PushTime written, String... names) {
    for (String name : names) {
      if (tells(name)) {
        return checked(name, written);
      }
    }
    fail(names[0], "is required: when it happened");
    return message.reporter().receivedAt();
  }

  /** As {@link #time}, {@link Clue#UNKNOWN} when nothing is said. */
  long timeIfTold(PushTime written, String name) {
    return tells(name) ? checked(name, written) : Clue.UNKNOWN;
  }

  private boolean tells(String name) {
    return has(name) && !PushJson.isZero(node, name);
  }

  private long checked(String name, PushTime written) {
    String text = PushJson.text(node, name);
    long at = text == null ? PushTime.NO_TIME : written.of(text);
    if (at == PushTime.NO_TIME) {
      fail(name, written.expected);
      return message.reporter().receivedAt();
    }
    String problem = message.faultOf(at);
    if (problem != null) {
      fail(name, problem);
    }
    return at;
  }

  void fail(String name, String reason) {
    if (!node.isMissingNode()) {
      message.fail(pointer + "/" + name, reason);
    }
  }

  private String missing(String name) {
    if (!has(name)) {
      fail(name, "is required");
    }
    return "";
  }
}
