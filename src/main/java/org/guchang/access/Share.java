package org.guchang.access;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A link that shows named boards to whoever has it, until it ends or is taken back.
 *
 * @param name for people: which wall, which guest
 * @param ends milliseconds since the epoch
 * @param madeBy who made it
 */
public record Share(
    String id, String name, BoardPatterns boards, long ends, long madeAt, String madeBy) {

  /** As it is kept. */
  public String text() {
    return new JsonObject()
        .put("name", name)
        .put("boards", new JsonArray(boards.written()))
        .put("ends", ends)
        .put("madeAt", madeAt)
        .put("madeBy", madeBy)
        .encode();
  }

  /** As it was kept; null when it was not by {@link #text}. */
  public static @Nullable Share of(String id, String text) {
    try {
      JsonObject told = new JsonObject(text);
      List<String> boards = told.getJsonArray("boards").stream().map(String::valueOf).toList();
      return new Share(
          id,
          told.getString("name"),
          new BoardPatterns(boards),
          told.getLong("ends"),
          told.getLong("madeAt"),
          told.getString("madeBy"));
    } catch (DecodeException | ClassCastException | NullPointerException notOurs) {
      return null;
    }
  }

  public Principal principal() {
    return new Principal("share:" + id, Role.VIEWER, boards);
  }
}
