package org.guchang.ingest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.guchang.event.Event;
import org.guchang.ingest.format.EventType;
import org.guchang.ingest.format.Fault;
import org.guchang.ingest.format.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * What a dry run answers: {@code {"dryRun":true}}, the members of a receipt, {@code
 * "events":[{"index","id","type","session","outcome","pointer","reason"}]}, what would be looked up
 * at the platform, {@code "lookups":[{"index","session","orderId"}]}, and the types of the messages
 * that are of no use, {@code "ignored"}.
 *
 * @param told in the order of the delivery
 */
record Foresight(
    Receipt receipt, List<Told> told, List<Lookups.Due> lookups, List<String> ignored) {
  private static final String ACCEPTED = "accepted";
  private static final String DUPLICATE = "duplicate";
  private static final String REJECTED = "rejected";
  private static final String QUARANTINED = "quarantined";

  private static final JsonFactory JSON = new JsonFactory();

  /**
   * What would become of one event.
   *
   * @param id null when it could not be read
   * @param session null when it has none
   * @param fault null when there is none
   */
  record Told(
      int index,
      @Nullable String id,
      @Nullable EventType type,
      @Nullable String session,
      String outcome,
      @Nullable Fault fault) {

    static Told counted(int index, Event event, boolean fresh) {
      return new Told(
          index,
          event.origin().id(),
          EventType.of(event),
          event.origin().session(),
          fresh ? ACCEPTED : DUPLICATE,
          null);
    }

    static Told rejected(Refusal refusal, @Nullable String session) {
      return new Told(
          refusal.index(),
          refusal.id(),
          refusal.type(),
          session,
          REJECTED,
          refusal.faults().get(0));
    }

    static Told homeless(Placing.Homeless homeless) {
      Fault fault = new Fault("", homeless.reason());
      return new Told(homeless.index(), null, null, null, QUARANTINED, fault);
    }
  }

  /** As JSON, UTF-8. */
  byte[] encode() {
    ByteArrayOutputStream out = new ByteArrayOutputStream(512);
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      json.writeBooleanField("dryRun", true);
      receipt.writeMembers(json);
      json.writeArrayFieldStart("events");
      for (Told event : told) {
        write(json, event);
      }
      json.writeEndArray();
      if (!lookups.isEmpty()) {
        writeLookups(json);
      }
      if (!ignored.isEmpty()) {
        json.writeFieldName("ignored");
        json.writeArray(ignored.toArray(String[]::new), 0, ignored.size());
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory does not fail", e);
    }
    return out.toByteArray();
  }

  private static void write(JsonGenerator json, Told event) throws IOException {
    json.writeStartObject();
    json.writeNumberField("index", event.index);
    json.writeStringField("id", event.id);
    if (event.type != null) {
      json.writeStringField("type", event.type.wireName());
    }
    if (event.session != null) {
      json.writeStringField("session", event.session);
    }
    json.writeStringField("outcome", event.outcome);
    if (event.fault != null) {
      json.writeStringField("pointer", event.fault.pointer());
      json.writeStringField("reason", event.fault.reason());
    }
    json.writeEndObject();
  }

  private void writeLookups(JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("lookups");
    for (Lookups.Due due : lookups) {
      json.writeStartObject();
      json.writeNumberField("index", due.lookup().index());
      json.writeStringField("session", due.session());
      json.writeStringField("orderId", due.lookup().clue().orderId());
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
