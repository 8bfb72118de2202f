package org.guchang.access;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Signs tickets, and reads them again. Nothing is kept here: a restarted server, and every other
 * one with the same key, knows its tickets.
 */
public final class Tickets {
  private final Seal seal;

  public Tickets(String key) {
    this.seal = new Seal("tickets", key);
  }

  /** The text for a cookie; null when it would be too long for one. */
  public @Nullable String signed(Ticket ticket) {
    JsonObject told =
        new JsonObject()
            .put("k", ticket.kind().name().toLowerCase(Locale.ROOT))
            .put("n", ticket.name())
            .put("i", ticket.id())
            .put("e", ticket.ends())
            .put("p", ticket.proof())
            .put("v", new JsonArray(ticket.values()));
    return seal.seal(told);
  }

  /** The ticket; null unless it was signed here and has not ended. */
  public @Nullable Ticket read(String text, long now) {
    JsonObject told = seal.open(text);
    try {
      if (told == null || told.getLong("e") <= now) {
        return null;
      }
      List<String> values = told.getJsonArray("v").stream().map(String::valueOf).toList();
      return new Ticket(
          Ticket.Kind.valueOf(told.getString("k").toUpperCase(Locale.ROOT)),
          told.getString("n"),
          told.getString("i"),
          told.getLong("e"),
          told.getString("p"),
          values);
    } catch (RuntimeException ofAnotherTime) {
      return null;
    }
  }
}
