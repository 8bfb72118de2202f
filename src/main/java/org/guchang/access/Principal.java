package org.guchang.access;

import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/**
 * Whom a request comes from, as far as the door has made sure. The ops door's gate puts it into
 * every request's context before any other handler runs; whoever wants to know who did something
 * asks {@link #of}, and nobody else.
 *
 * @param name of the user, the token or the share link; {@code anybody} where a door asks nobody
 * @param boards that may be seen
 */
public record Principal(String name, Role role, BoardPatterns boards) {

  /** Who comes to a door that is open: it has not been asked for anything. */
  public static final Principal ANYBODY =
      new Principal("anybody", Role.ADMINISTRATOR, BoardPatterns.ALL);

  private static final String KEY = Principal.class.getName();

  /** Whom this request comes from; {@link #ANYBODY} where the door asks nobody. */
  public static Principal of(RoutingContext ctx) {
    @Nullable Principal known = ctx.get(KEY);
    return known == null ? ANYBODY : known;
  }

  /** To be called by the gate of a door alone. */
  public void enter(RoutingContext ctx) {
    ctx.put(KEY, this);
  }

  public boolean maySee(String board) {
    return boards.include(board);
  }
}
