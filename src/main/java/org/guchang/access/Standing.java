package org.guchang.access;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.guchang.redis.AccessStore;

/**
 * What all servers know in common: links that are good, tickets that were taken back. Immutable.
 *
 * @param version -1 before anything was read
 */
record Standing(long version, Map<String, Share> shares, Set<String> revoked) {

  /** Before anything was read: no link is good yet. */
  static final Standing UNREAD = new Standing(-1, Map.of(), Set.of());

  static Standing of(AccessStore.Kept kept) {
    Map<String, Share> shares = new HashMap<>();
    kept.shares()
        .forEach(
            (id, text) -> {
              Share share = Share.of(id, text);
              if (share != null) {
                shares.put(id, share);
              }
            });
    return new Standing(kept.version(), Map.copyOf(shares), kept.revoked());
  }
}
