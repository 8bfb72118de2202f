package org.guchang.board;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A store of figures in memory that can be slow or away. */
public final class FakeSessions implements SessionReader {
  private final Map<String, SessionFigures> stored = new ConcurrentHashMap<>();
  private final Map<String, Integer> underWay = new HashMap<>();
  private final List<Runnable> held = new ArrayList<>();
  private volatile boolean away;
  private boolean slow;
  private int reads;
  private int mostAtOnce;

  public void put(SessionFigures figures) {
    stored.put(figures.session(), figures);
  }

  public void away(boolean isAway) {
    away = isAway;
  }

  /** From now on reads wait for {@link #answer}. */
  void slow(boolean isSlow) {
    slow = isSlow;
  }

  void answer() {
    List<Runnable> now = List.copyOf(held);
    held.clear();
    now.forEach(Runnable::run);
  }

  int reads() {
    return reads;
  }

  /** Most reads of one session that were under way together. */
  int mostAtOnce() {
    return mostAtOnce;
  }

  @Override
  public Future<SessionFigures> read(String session, @Nullable SessionFigures known) {
    reads++;
    mostAtOnce = Math.max(mostAtOnce, underWay.merge(session, 1, Integer::sum));
    SessionFigures seen = stored.get(session);
    Promise<SessionFigures> promise = Promise.promise();
    Runnable finish =
        () -> {
          underWay.merge(session, -1, Integer::sum);
          if (away || seen == null) {
            promise.fail("the store is away");
          } else {
            promise.complete(seen);
          }
        };
    if (slow) {
      held.add(finish);
    } else {
      finish.run();
    }
    return promise.future();
  }
}
