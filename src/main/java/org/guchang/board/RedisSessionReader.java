package org.guchang.board;

import io.vertx.core.Future;
import org.guchang.redis.MomentStore;
import org.guchang.redis.SessionStore;
import org.jspecify.annotations.Nullable;

/** Reads sessions from Redis: one call, one instant, only what changed. */
public final class RedisSessionReader implements SessionReader {
  private final SessionStore store;
  private final MomentStore moments;

  public RedisSessionReader(SessionStore store, MomentStore moments) {
    this.store = store;
    this.moments = moments;
  }

  @Override
  public Future<SessionFigures> read(String session, @Nullable SessionFigures known) {
    SessionFigures before = known != null ? known : SessionDecoder.empty(session);
    return store
        .read(session, before.epoch(), before.version())
        .map(stored -> figures(before, stored));
  }

  @Override
  public Future<MomentStore.@Nullable Span> span(String session) {
    return moments.span(session);
  }

  @Override
  public Future<Earlier> before(String session, MomentStore.Clock clock, long time) {
    return moments
        .before(session, clock, time)
        .map(
            found -> {
              SessionStore.Stored stored = found.stored();
              return new Earlier(
                  stored == null
                      ? null
                      : SessionDecoder.decode(SessionDecoder.empty(session), stored),
                  found.lost());
            });
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
