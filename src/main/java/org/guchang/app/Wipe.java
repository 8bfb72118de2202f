package org.guchang.app;

import org.guchang.config.Catalog;
import org.guchang.config.Settings;
import org.guchang.ledger.SessionWipe;
import org.guchang.redis.Keys;
import org.guchang.redis.ReplicaWait;
import org.guchang.redis.SessionEraser;

/** Wipes a rehearsal in the Redis of the settings, while the server runs or not. */
public final class Wipe {

  private Wipe() {}

  /**
   * Blocks.
   *
   * @return how many keys went
   * @throws SessionWipe.NotWiped unless the catalog marks the session as a rehearsal
   */
  public static long run(Settings settings, Catalog catalog, String session, String searchPath) {
    Keys keys = new Keys(settings.redis().prefix());
    ReplicaWait replicas =
        ReplicaWait.of(settings.durability(), settings.limits().commitTimeoutMillis());
    return RedisVisit.run(
        "wipe",
        settings,
        searchPath,
        link ->
            new SessionWipe(new SessionEraser(link, replicas, keys, System::currentTimeMillis))
                .wipe(catalog, session));
  }
}
