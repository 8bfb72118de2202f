package org.guchang.ingest.csv;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.guchang.ingest.format.Reply;
import org.jspecify.annotations.Nullable;

/**
 * What became of a list, the answer to it: {@code {"dryRun", "rows", "orders", "accepted",
 * "duplicates", "changed", "outside", "rejected":[{"line","column","orderId","reason"}],
 * "differences":[{"session","orderId","what","counted","file","counts"}], "moreDifferences",
 * "sessions":{id: orders}, "paidFrom", "paidTo"}}. Amounts are fen. Mutable, confined to the import
 * that fills it.
 */
final class ImportReport {
  /** Of orders that are not in the list; more would make the answer longer than any list. */
  static final int MAX_DIFFERENCES = 5_000;

  private static final JsonFactory JSON = new JsonFactory();

  private final boolean dryRun;
  private final int rows;
  private final int orders;
  private final List<Rejection> rejected;
  private final List<Difference> differences = new ArrayList<>();
  private final Map<String, Integer> sessions = new TreeMap<>();
  private int accepted;
  private int duplicates;
  private int changed;
  private int outside;
  private int more;
  private long paidFrom = Long.MAX_VALUE;
  private long paidTo = Long.MIN_VALUE;

  ImportReport(boolean dryRun, OrderListReader.Reading reading) {
    this.dryRun = dryRun;
    this.rows = reading.rows();
    this.orders = reading.orders().size();
    this.rejected = new ArrayList<>(reading.rejections());
    for (ListedOrder order : reading.orders()) {
      if (order.paid()) {
        paidFrom = Math.min(paidFrom, order.paidAt().from());
        paidTo = Math.max(paidTo, order.paidAt().to());
      }
    }
  }

  void outside() {
    outside++;
  }

  void placed(String session) {
    sessions.merge(session, 1, Integer::sum);
  }

  void reject(Rejection rejection) {
    rejected.add(rejection);
  }

  void take(Reconciliation order) {
    switch (order.effect()) {
      case ACCEPTED -> accepted++;
      case CHANGED -> changed++;
      case DUPLICATE -> duplicates++;
    }
    order.differences().forEach(this::differ);
  }

  void differ(Difference difference) {
    if (differences.size() < MAX_DIFFERENCES) {
      differences.add(difference);
    } else {
      more++;
    }
  }

  Set<String> sessions() {
    return sessions.keySet();
  }

  /** First time of payment in the list, milliseconds since the epoch; later than any when none. */
  long paidFrom() {
    return paidFrom;
  }

  /** Last time of payment in the list. */
  long paidTo() {
    return paidTo;
  }

  /** 200, or 422 when every row was rejected. */
  Reply reply() {
    rejected.sort(Comparator.comparingInt(Rejection::line));
    boolean nothing = accepted + changed + duplicates + outside == 0 && !rejected.isEmpty();
    return new Reply(nothing ? 422 : 200, "application/json", encode());
  }

  private byte[] encode() {
    ByteArrayOutputStream out = new ByteArrayOutputStream(1024);
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      json.writeBooleanField("dryRun", dryRun);
      json.writeNumberField("rows", rows);
      json.writeNumberField("orders", orders);
      json.writeNumberField("accepted", accepted);
      json.writeNumberField("duplicates", duplicates);
      json.writeNumberField("changed", changed);
      json.writeNumberField("outside", outside);
      json.writeArrayFieldStart("rejected");
      for (Rejection rejection : rejected) {
        write(json, rejection);
      }
      json.writeEndArray();
      json.writeArrayFieldStart("differences");
      for (Difference difference : differences) {
        write(json, difference);
      }
      json.writeEndArray();
      json.writeNumberField("moreDifferences", more);
      json.writeObjectFieldStart("sessions");
      for (Map.Entry<String, Integer> session : sessions.entrySet()) {
        json.writeNumberField(session.getKey(), session.getValue());
      }
      json.writeEndObject();
      if (paidFrom <= paidTo) {
        json.writeStringField("paidFrom", Instant.ofEpochMilli(paidFrom).toString());
        json.writeStringField("paidTo", Instant.ofEpochMilli(paidTo).toString());
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory does not fail", e);
    }
    return out.toByteArray();
  }

  private static void write(JsonGenerator json, Rejection rejection) throws IOException {
    json.writeStartObject();
    json.writeNumberField("line", rejection.line());
    json.writeStringField("column", rejection.column());
    json.writeStringField("orderId", rejection.orderId());
    json.writeStringField("reason", rejection.reason());
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, Difference difference) throws IOException {
    json.writeStartObject();
    json.writeStringField("session", difference.session());
    json.writeStringField("orderId", difference.orderId());
    json.writeStringField("what", difference.what().word);
    write(json, "counted", difference.counted());
    write(json, "file", difference.file());
    json.writeStringField("counts", difference.fileCounts() ? "file" : "counted");
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, String name, @Nullable Object value)
      throws IOException {
    if (value instanceof Long fen) {
      json.writeNumberField(name, fen);
    } else {
      json.writeStringField(name, value == null ? null : value.toString());
    }
  }
}
