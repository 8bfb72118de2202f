package org.guchang.board;

import io.vertx.core.Future;
import org.jspecify.annotations.Nullable;

/**
 * Reads sessions. Contract: the figures are those of one instant, never older than {@code known};
 * if nothing changed since, {@code known} itself is returned. Reading costs what changed, not what
 * is stored. Fails when the store is away.
 */
public interface SessionReader {

  Future<SessionFigures> read(String session, @Nullable SessionFigures known);
}
