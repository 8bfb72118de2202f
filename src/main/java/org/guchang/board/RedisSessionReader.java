package org.guchang.board;

import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import org.guchang.redis.MilestoneStore;
import org.guchang.redis.MomentStore;
import org.guchang.redis.SessionStore;
import org.jspecify.annotations.Nullable;

/** Reads sessions from Redis: one call, one instant, only what changed. */
public final class RedisSessionReader implements SessionReader {
  private final SessionStore store;
  private final MomentStore moments;
  private final MilestoneStore milestones;

  public RedisSessionReader(SessionStore store, MomentStore moments, MilestoneStore milestones) {
    this.store = store;
    this.moments = moments;
    this.milestones = milestones;
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

  @Override
  public Future<Map<String, Long>> milestones(
      String board, List<String> epochs, Map<String, Long> reached) {
    return milestones.keep(board, epochs, reached);
  }

  private static SessionFigures figures(SessionFigures before, SessionStore.Stored stored) {
    boolean sameEpoch = stored.epoch().equals(before.epoch());
    if (sameEpoch
        && stored.version() == before.version()
        && stored.hidden().equals(before.hidden())) {
      return before;
    }
    SessionFigures base = sameEpoch ? before : SessionDecoder.empty(before.session());
    return SessionDecoder.decode(base, stored);
  }
}
