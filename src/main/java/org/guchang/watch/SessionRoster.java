package org.guchang.watch;

import java.util.Collection;
import java.util.List;

/** What the watch last saw of each session, never more than it looks at. Any thread may ask. */
public final class SessionRoster {

  /**
   * One look at all of them.
   *
   * @param at when it ended, milliseconds since 1970; negative while there was none
   * @param left sessions of the catalog that are too many to be looked at
   */
  record Look(long at, List<SessionWatch.Seen> sessions, int left) {}

  private volatile Look last = new Look(-1, List.of(), 0);

  Look last() {
    return last;
  }

  void tell(Collection<SessionWatch.Seen> sessions, int left, long at) {
    last = new Look(at, List.copyOf(sessions), left);
  }
}
