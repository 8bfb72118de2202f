package org.guchang.quarantine;

import io.vertx.core.json.JsonObject;
import java.time.Instant;

/** Lines of the trail, JSON. */
final class Trail {
  private Trail() {}

  static String dismissed(Quarantined item, String why, String by, long at) {
    return new JsonObject()
        .put("at", Instant.ofEpochMilli(at).toString())
        .put("id", item.id())
        .put("partner", item.partner())
        .put("type", item.about().type())
        .put("eventId", item.about().eventId())
        .put("reason", item.about().reason())
        .put("dismissedBecause", why)
        .put("by", by)
        .encode();
  }
}
