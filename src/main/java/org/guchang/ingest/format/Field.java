package org.guchang.ingest.format;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Every member of an event that is read; all others are skipped. The first ones are CloudEvents
 * attributes, the rest are members of {@code data}, of whatever type.
 */
public enum Field {
  SPECVERSION("/specversion", Kind.ID, Field.ID_LENGTH),
  ID("/id", Kind.ID, Field.ID_LENGTH),
  SOURCE("/source", Kind.ID, Field.ID_LENGTH),
  TYPE("/type", Kind.ID, Field.ID_LENGTH),
  SUBJECT("/subject", Kind.ID, Field.ID_LENGTH),
  TIME("/time", Kind.TIME, 0),
  DATACONTENTTYPE("/datacontenttype", Kind.ID, Field.ID_LENGTH),
  DATA("/data", Kind.MEMBERS, 0),
  DATA_BASE64("/data_base64", Kind.PRESENCE, 0),

  ORDER_ID("/data/orderId", Kind.ID, Field.ID_LENGTH),
  REFUND_ID("/data/refundId", Kind.ID, Field.ID_LENGTH),
  BUYER("/data/buyer", Kind.ID, Field.ID_LENGTH),
  VIEWER("/data/viewer", Kind.ID, Field.ID_LENGTH),
  SKU("/data/sku", Kind.ID, Field.SKU_LENGTH),
  NICKNAME("/data/nickname", Kind.ID, Field.NAME_LENGTH),
  NAME("/data/name", Kind.ID, Field.NAME_LENGTH),
  TEXT("/data/text", Kind.TEXT, Field.TEXT_LENGTH),
  REASON("/data/reason", Kind.TEXT, Field.TEXT_LENGTH),
  AMOUNT_FEN("/data/amountFen", Kind.COUNT, 0),
  QUANTITY("/data/quantity", Kind.COUNT, 0),
  REMAINING("/data/remaining", Kind.COUNT, 0),
  COUNT("/data/count", Kind.COUNT, 0),
  ONLINE("/data/online", Kind.COUNT, 0),
  VIEWS("/data/views", Kind.COUNT, 0),
  LIKES("/data/likes", Kind.COUNT, 0),
  FOLLOWS("/data/follows", Kind.COUNT, 0),
  COMMENTS("/data/comments", Kind.COUNT, 0),
  LINES("/data/lines", Kind.LINES, 0);

  /** Longest id, code points. */
  static final int ID_LENGTH = 128;

  static final int SKU_LENGTH = 64;
  static final int NAME_LENGTH = 100;
  static final int TEXT_LENGTH = 500;

  /** Most lines of one order or refund. */
  static final int MAX_LINES = 200;

  /** How a member is read. */
  public enum Kind {
    /** Text on one line. */
    ID,
    /** Text that may hold line breaks and tabs. */
    TEXT,
    /** A whole number from 0 to 2^53 − 1. */
    COUNT,
    /** RFC 3339. */
    TIME,
    LINES,
    /** An object whose members are fields themselves. */
    MEMBERS,
    /** Only that it is there matters. */
    PRESENCE
  }

  private static final Map<String, Field> ATTRIBUTES = byName(0, DATA_BASE64.slot + 1);
  private static final Map<String, Field> MEMBERS = byName(ORDER_ID.slot, values().length);

  final String pointer;

  /** As it is written in JSON. */
  final String wireName;

  final Kind kind;

  /** Most code points, for texts. */
  final int limit;

  /** Where a draft keeps it. */
  @SuppressWarnings("EnumOrdinal") // a place in arrays that live as long as this enum
  final int slot = ordinal();

  final long bit = 1L << slot;

  Field(String pointer, Kind kind, int limit) {
    this.pointer = pointer;
    this.wireName = pointer.substring(pointer.lastIndexOf('/') + 1);
    this.kind = kind;
    this.limit = limit;
  }

  public Kind kind() {
    return kind;
  }

  /** Most code points, for texts. */
  public int limit() {
    return limit;
  }

  static @Nullable Field attribute(String name) {
    return ATTRIBUTES.get(name);
  }

  static @Nullable Field dataMember(String name) {
    return MEMBERS.get(name);
  }

  private static Map<String, Field> byName(int from, int to) {
    return Arrays.stream(values(), from, to)
        .collect(Collectors.toUnmodifiableMap(f -> f.wireName, Function.identity()));
  }
}
