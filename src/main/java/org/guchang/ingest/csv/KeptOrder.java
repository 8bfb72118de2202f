package org.guchang.ingest.csv;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.guchang.config.CsvColumn;
import org.guchang.ingest.format.UnreadableDelivery;
import org.guchang.ingest.format.UnreadableDelivery.Kind;

/**
 * An order that could not be taken, as it is kept: {@code {"platform":…,"lines":[{"orderId":…}]}},
 * the cells that are read and no others, under the catalog's names for the columns.
 *
 * @param text the same as an order list whose headings are those names
 */
record KeptOrder(String platform, String text) {
  private static final ObjectMapper JSON = JsonMapper.builder().build();

  /** In place of what is not kept, as in any message of the quarantine. */
  private static final String GONE = "…";

  /** Of a word for a state, characters; platforms have long ones. */
  private static final int MAX_STATE = 20;

  /** No state has one; phones, house numbers and dates have. */
  private static final Pattern NUMBER = Pattern.compile("\\p{Nd}");

  /** What amounts, counts and times are written with. */
  private static final Pattern MEASURE =
      Pattern.compile("[\\p{Nd}\\s.,，:：/+\\-'\"=￥¥元件个TtZzEe年月日时分秒上下午]*");

  private static final Pattern MOBILE = Pattern.compile("(?<!\\d)1[3-9]\\d{9}(?!\\d)");

  static byte[] encode(String platform, List<Map<CsvColumn, String>> rows) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(256);
    try (JsonGenerator json = JSON.getFactory().createGenerator(out)) {
      json.writeStartObject();
      json.writeStringField("platform", platform);
      json.writeArrayFieldStart("lines");
      for (Map<CsvColumn, String> row : rows) {
        json.writeStartObject();
        for (Map.Entry<CsvColumn, String> cell : row.entrySet()) {
          boolean fit = isFit(cell.getKey(), cell.getValue());
          json.writeStringField(cell.getKey().key(), fit ? cell.getValue() : GONE);
        }
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory does not fail", e);
    }
    return out.toByteArray();
  }

  /**
   * Whether a cell looks like what its column holds. Where it does not, the cells have slipped or
   * the catalog names the wrong column, and it may be a person's name, phone or street. What else
   * the quarantine leaves out it leaves out of these cells too.
   */
  private static boolean isFit(CsvColumn column, String cell) {
    return switch (column) {
      case ORDER_ID, CHILD_ID, SKU, PRODUCT_ID, PRODUCT, BUYER -> true;
      case STATUS, REFUND_STATUS -> cell.isEmpty() || isState(CellText.plain(cell));
      case CREATED_AT, PAID_AT, AMOUNT, LINE_AMOUNT, QUANTITY, REFUND, LINE_REFUND, REFUNDED_AT ->
          MEASURE.matcher(cell).matches() && !MOBILE.matcher(cell).find();
    };
  }

  /** Whether a word may be that of a state. */
  static boolean isState(String word) {
    return word.length() <= MAX_STATE
        && !NUMBER.matcher(word).find()
        && word.chars().noneMatch(Character::isISOControl);
  }

  static KeptOrder decode(byte[] message) throws UnreadableDelivery {
    try {
      JsonNode tree = JSON.readTree(message);
      StringBuilder text = new StringBuilder();
      JsonNode lines = tree.path("lines");
      for (CsvColumn column : CsvColumn.values()) {
        boolean there = false;
        for (JsonNode line : lines) {
          there |= line.has(column.key());
        }
        text.append(there ? column.key() : "").append(',');
      }
      for (JsonNode line : lines) {
        text.append('\n');
        for (CsvColumn column : CsvColumn.values()) {
          text.append('"')
              .append(line.path(column.key()).asText("").replace("\"", "\"\""))
              .append("\",");
        }
      }
      return new KeptOrder(tree.path("platform").asText(""), text.toString());
    } catch (IOException e) {
      throw new UnreadableDelivery(Kind.MALFORMED, "This is no order that was kept.");
    }
  }
}
