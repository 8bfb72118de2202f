package org.guchang.board;

import io.vertx.core.Future;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The milestones of one board that are kept for good: whoever saw one first has decided when it
 * was, and no later fact undoes it. Owned by one event loop.
 */
final class KeptMilestones {
  private static final Logger LOG = LoggerFactory.getLogger(KeptMilestones.class);

  private final String board;
  private final SessionReader reader;
  private @Nullable Map<String, Long> kept;
  private List<String> epochs = List.of();
  private boolean keeping;

  KeptMilestones(String board, SessionReader reader) {
    this.board = board;
    this.reader = reader;
  }

  /** What is kept of these sessions; nothing while it cannot be read. */
  Future<Map<String, Long>> of(List<SessionFigures> sessions) {
    List<String> present = epochs(sessions);
    Map<String, Long> known = kept;
    if (known != null && present.equals(epochs)) {
      return Future.succeededFuture(known);
    }
    return reader
        .milestones(board, present, Map.of())
        .map(
            all -> {
              kept = all;
              epochs = present;
              return all;
            })
        .onFailure(cause -> LOG.debug("milestones of {}: {}", board, cause.toString()))
        .otherwise(Map.of());
  }

  /** Keeps what is new of it. The future tells whether what is kept has changed. */
  Future<Boolean> keep(Map<String, Long> reached) {
    Map<String, Long> known = kept;
    if (known == null || keeping || known.keySet().containsAll(reached.keySet())) {
      return Future.succeededFuture(false);
    }
    Map<String, Long> fresh = new HashMap<>(reached);
    fresh.keySet().removeAll(known.keySet());
    keeping = true;
    return reader
        .milestones(board, epochs, fresh)
        .map(
            all -> {
              Map<String, Long> now = new HashMap<>(known);
              now.putAll(all);
              kept = now;
              return !now.equals(known);
            })
        .onComplete(done -> keeping = false)
        .onFailure(cause -> LOG.debug("milestones of {}: {}", board, cause.toString()))
        .otherwise(false);
  }

  static List<String> epochs(List<SessionFigures> sessions) {
    return sessions.stream()
        .map(SessionFigures::epoch)
        .filter(epoch -> !epoch.isEmpty())
        .sorted()
        .toList();
  }
}
