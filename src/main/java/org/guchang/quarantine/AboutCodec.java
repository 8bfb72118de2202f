package org.guchang.quarantine;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.guchang.ingest.QuarantineBook.Kind;
import org.guchang.ingest.format.Fault;
import org.guchang.quarantine.Quarantined.About;

/** What is said of a message, as the text that is stored. */
final class AboutCodec {
  private AboutCodec() {}

  static String encode(About about) {
    return new JsonObject()
        .put("kind", about.kind().name())
        .put("format", about.format())
        .put("index", about.index())
        .put("eventId", about.eventId())
        .put("type", about.type())
        .put("faults", faults(about.faults()))
        .put("length", about.length())
        .put("digest", about.digest())
        .encode();
  }

  static JsonArray faults(List<Fault> faults) {
    JsonArray array = new JsonArray();
    for (Fault fault : faults) {
      array.add(new JsonObject().put("pointer", fault.pointer()).put("reason", fault.reason()));
    }
    return array;
  }

  static About decode(String text) {
    JsonObject json = new JsonObject(text);
    List<Fault> faults = new ArrayList<>();
    for (Object each : json.getJsonArray("faults")) {
      JsonObject fault = (JsonObject) each;
      faults.add(new Fault(fault.getString("pointer"), fault.getString("reason")));
    }
    return new About(
        Kind.valueOf(json.getString("kind")),
        json.getString("format"),
        json.getInteger("index"),
        json.getString("eventId"),
        json.getString("type"),
        faults,
        json.getInteger("length"),
        json.getString("digest"));
  }
}
