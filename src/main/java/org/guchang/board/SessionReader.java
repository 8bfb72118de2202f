package org.guchang.board;

import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import org.guchang.redis.MomentStore;
import org.jspecify.annotations.Nullable;

/**
 * Reads sessions. Contract: the figures are those of one instant, never older than {@code known};
 * if nothing changed since, {@code known} itself is returned. Reading costs what changed, not what
 * is stored. Fails when the store is away. A reader that keeps no past knows the present alone.
 */
public interface SessionReader {

  Future<SessionFigures> read(String session, @Nullable SessionFigures known);

  /** From when to when the past of a session is kept; null when nothing was ever counted. */
  default Future<MomentStore.@Nullable Span> span(String session) {
    return Future.succeededFuture();
  }

  /**
   * The session just before {@code time}, milliseconds since the epoch by the clock. A past does
   * not change: asked again, it is the same.
   */
  default Future<Earlier> before(String session, MomentStore.Clock clock, long time) {
    return Future.succeededFuture(new Earlier(null, false));
  }

  /**
   * Keeps what a board has reached, if it is not kept yet.
   *
   * @param epochs of the sessions it was reached by; what was kept of sessions since wiped is
   *     forgotten
   * @param reached milestones and when, milliseconds since the epoch
   * @return all that are kept; by default nothing is, and everything is as it was reached
   */
  default Future<Map<String, Long>> milestones(
      String board, List<String> epochs, Map<String, Long> reached) {
    return Future.succeededFuture(reached);
  }

  /**
   * A session in the past.
   *
   * @param figures null where nothing was counted since: they are those of {@link #read}, if that
   *     was read before this was asked
   * @param lost whether it is longer ago than is kept
   */
  record Earlier(@Nullable SessionFigures figures, boolean lost) {}
}
