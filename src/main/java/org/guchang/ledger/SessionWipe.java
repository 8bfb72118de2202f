package org.guchang.ledger;

import io.vertx.core.Future;
import org.guchang.config.Catalog;
import org.guchang.redis.SessionEraser;

/** Wipes a rehearsal (演练), and no other session. */
public final class SessionWipe {
  private final SessionEraser eraser;

  public SessionWipe(SessionEraser eraser) {
    this.eraser = eraser;
  }

  /** Why nothing was wiped. */
  public enum Reason {
    UNKNOWN_SESSION,
    LIVE_SESSION
  }

  /** Nothing was wiped; the message says what to do. */
  public static final class NotWiped extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final Reason reason;

    NotWiped(Reason reason, String message) {
      super(message, null, false, false);
      this.reason = reason;
    }

    public Reason reason() {
      return reason;
    }
  }

  /**
   * Removes what was counted in the session: orders, totals, ledger, what is still to be asked for.
   * Servers that run go on counting in it from nothing, and screens show it empty at once.
   *
   * @return how many keys went; fails with {@link NotWiped} unless the catalog marks the session as
   *     a rehearsal
   */
  public Future<Long> wipe(Catalog catalog, String id) {
    Catalog.Session session = catalog.sessions().get(id);
    if (session == null) {
      return Future.failedFuture(
          new NotWiped(
              Reason.UNKNOWN_SESSION,
              "There is no session \""
                  + id
                  + "\" in the catalog; there are "
                  + String.join(", ", catalog.sessions().keySet())
                  + "."));
    }
    if (!session.rehearsal()) {
      return Future.failedFuture(
          new NotWiped(
              Reason.LIVE_SESSION,
              "Session "
                  + id
                  + " is live: what was counted in it stays. Only a session with"
                  + " \"rehearsal: true\" in the catalog can be wiped."));
    }
    return eraser.erase(id);
  }
}
