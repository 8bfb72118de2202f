package org.guchang.access;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Signs what browsers keep, {@code base64url(JSON).HMAC}, and reads it again. Nothing is kept here:
 * a restarted server, and every other one with the same key, knows its tickets.
 */
public final class Tickets {
  /** Longer is none of ours; most browsers keep 4096 bytes. */
  private static final int MOST_CHARS = 3_800;

  private final byte[] key;

  public Tickets(String key) {
    this.key = Digests.sha256Bytes("tickets " + key);
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
    return seal(told);
  }

  /** The ticket; null unless it was signed here and has not ended. */
  public @Nullable Ticket read(String text, long now) {
    JsonObject told = open(text);
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

  /** Anything else of ours that a browser carries; null when it is too long for a cookie. */
  @Nullable String seal(JsonObject told) {
    String body = Digests.base64(told.encode().getBytes(StandardCharsets.UTF_8));
    String text = body + "." + Digests.mac(key, body);
    return text.length() > MOST_CHARS ? null : text;
  }

  /** What was sealed; null when it was not, or not here. */
  @Nullable JsonObject open(String text) {
    int dot = text.indexOf('.');
    if (dot < 0 || text.length() > MOST_CHARS) {
      return null;
    }
    String body = text.substring(0, dot);
    if (!Digests.same(text.substring(dot + 1), Digests.mac(key, body))) {
      return null;
    }
    try {
      return new JsonObject(
          new String(Base64.getUrlDecoder().decode(body), StandardCharsets.UTF_8));
    } catch (IllegalArgumentException | DecodeException notOurs) {
      return null;
    }
  }
}
