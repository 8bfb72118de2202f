package org.guchang.board;

import io.vertx.core.Future;
import org.guchang.redis.SessionStore;
import org.jspecify.annotations.Nullable;

/** Reads sessions from Redis: one call, one instant, only what changed. */
public final class RedisSessionReader implements SessionReader {
  private final SessionStore store;

  public RedisSessionReader(SessionStore store) {
    this.store = store;
  }

  @Override
  public Future<SessionFigures> read(String session, @Nullable SessionFigures known) {
    SessionFigures before = known != null ? known : SessionDecoder.empty(session);
    return store
        .read(session, before.epoch(), before.version())
        .map(stored -> figures(before, stored));
  }

  private static SessionFigures figures(SessionFigures before, SessionStore.Stored stored) {
    boolean sameEpoch = stored.epoch().equals(before.epoch());
    if (sameEpoch && stored.version() == before.version()) {
      return before;
    }
    SessionFigures base = sameEpoch ? before : SessionDecoder.empty(before.session());
    return SessionDecoder.decode(base, stored);
  }
}
