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

  static byte[] encode(String platform, List<Map<CsvColumn, String>> rows) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(256);
    try (JsonGenerator json = JSON.getFactory().createGenerator(out)) {
      json.writeStartObject();
      json.writeStringField("platform", platform);
      json.writeArrayFieldStart("lines");
      for (Map<CsvColumn, String> row : rows) {
        json.writeStartObject();
        for (Map.Entry<CsvColumn, String> cell : row.entrySet()) {
          json.writeStringField(cell.getKey().key(), cell.getValue());
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
