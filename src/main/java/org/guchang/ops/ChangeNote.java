package org.guchang.ops;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/**
 * What a changing request found and left, for the audit trail; without secrets and personal data.
 *
 * @param before how it was; null where that is not known
 * @param after how it is
 */
public record ChangeNote(@Nullable Object before, Object after) {
  private static final String KEY = ChangeNote.class.getName();

  /** To be left before the answer is sent. */
  public static void leave(RoutingContext ctx, @Nullable Object before, Object after) {
    ctx.put(KEY, new ChangeNote(before, after));
  }

  /** Null when none was left. */
  public static @Nullable ChangeNote of(RoutingContext ctx) {
    return ctx.get(KEY);
  }

  public JsonObject json() {
    JsonObject json = new JsonObject();
    return (before == null ? json : json.put("before", before)).put("after", after);
  }
}
