package org.guchang.board;

import java.util.List;
import org.guchang.config.Catalog.Session;

/** Whether a session is yet to come, on, or over. */
public enum SessionStatus {
  BEFORE("before"),
  LIVE("live"),
  ENDED("ended");

  private final String wireName;

  SessionStatus(String wireName) {
    this.wireName = wireName;
  }

  public String wireName() {
    return wireName;
  }

  /**
   * What the newest of session.started and session.ended says; the schedule while there is none.
   */
  public static SessionStatus of(Session session, SessionFigures.Totals totals, long now) {
    if (totals.endedAt() >= 0 && totals.endedAt() >= totals.startedAt()) {
      return ENDED;
    }
    return totals.startedAt() >= 0 ? LIVE : bySchedule(session, now);
  }

  static SessionStatus bySchedule(Session session, long now) {
    if (now < session.startsAt().toInstant().toEpochMilli()) {
      return BEFORE;
    }
    return now < session.endsAt().toInstant().toEpochMilli() ? LIVE : ENDED;
  }

  /** Of several sessions: between the first that began and the last that ends a board is live. */
  static SessionStatus of(List<SessionStatus> sessions) {
    if (sessions.stream().allMatch(status -> status == BEFORE)) {
      return BEFORE;
    }
    return sessions.stream().allMatch(status -> status == ENDED) ? ENDED : LIVE;
  }
}
