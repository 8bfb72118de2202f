package org.guchang.ingest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.guchang.ingest.format.Fault;
import org.guchang.ingest.format.Refusal;

/**
 * What became of a delivery's events: {@code
 * {"accepted":n,"duplicates":n,"rejected":[{"index","id","pointer","reason"}]}}.
 *
 * @param accepted kept and counted
 * @param duplicates said nothing that was not known
 * @param rejected in the order of the delivery; each is told with its first fault
 */
record Receipt(int accepted, int duplicates, List<Refusal> rejected) {
  static final String MEDIA_TYPE = "application/json";

  private static final JsonFactory JSON = new JsonFactory();

  /** As JSON, UTF-8. */
  byte[] encode() {
    return rejected.isEmpty() ? encodeClean() : encodeWithRejected();
  }

  private byte[] encodeClean() {
    String json =
        "{\"accepted\":" + accepted + ",\"duplicates\":" + duplicates + ",\"rejected\":[]}";
    return json.getBytes(StandardCharsets.ISO_8859_1);
  }

  private byte[] encodeWithRejected() {
    ByteArrayOutputStream out = new ByteArrayOutputStream(256);
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      writeMembers(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory does not fail", e);
    }
    return out.toByteArray();
  }

  /** The rejected ones alone, a JSON array. */
  String encodeRejected() {
    StringWriter out = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(out)) {
      writeRejected(json);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory does not fail", e);
    }
    return out.toString();
  }

  /** Whether it is what a single accepted event gets. */
  boolean isOfOneAccepted() {
    return accepted == 1 && duplicates == 0 && rejected.isEmpty();
  }

  /** Into an object that is being written. */
  void writeMembers(JsonGenerator json) throws IOException {
    json.writeNumberField("accepted", accepted);
    json.writeNumberField("duplicates", duplicates);
    json.writeFieldName("rejected");
    writeRejected(json);
  }

  private void writeRejected(JsonGenerator json) throws IOException {
    json.writeStartArray();
    for (Refusal refusal : rejected) {
      Fault fault = refusal.faults().get(0);
      json.writeStartObject();
      json.writeNumberField("index", refusal.index());
      json.writeStringField("id", refusal.id());
      json.writeStringField("pointer", fault.pointer());
      json.writeStringField("reason", fault.reason());
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
