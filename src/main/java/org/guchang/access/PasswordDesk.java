package org.guchang.access;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import org.guchang.access.AccessList.User;
import org.jspecify.annotations.Nullable;

/**
 * Compares passwords, away from the event loops: a few at a time, since each takes memory, and no
 * more waiting than are answered soon. For a name that is nobody's the same work is done. Owned by
 * one event loop.
 */
public final class PasswordDesk {
  private static final int AT_A_TIME = 2;

  /** With 50 ms each some two seconds. */
  static final int MOST_WAITING = 64;

  private final WorkerExecutor workers;
  private int waiting;

  public PasswordDesk(Vertx vertx) {
    this.workers = vertx.createSharedWorkerExecutor("guchang-passwords", AT_A_TIME);
  }

  /** There are too many at once; try again in a moment. */
  public static final class Busy extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Busy() {
      super("too many passwords at once", null, false, false);
    }
  }

  /**
   * Whether it is the password of this user; never that of nobody.
   *
   * @return fails with {@link Busy}
   */
  public Future<Boolean> fits(@Nullable User user, String password) {
    if (waiting >= MOST_WAITING) {
      return Future.failedFuture(new Busy());
    }
    waiting++;
    String hash = user == null ? Passwords.NOBODY : user.password();
    return workers
        .executeBlocking(() -> Passwords.fits(password, hash) && user != null, false)
        .onComplete(done -> waiting--);
  }
}
