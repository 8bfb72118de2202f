package org.guchang.redis;

/** Who is told how links to Redis fare; on any event loop, and not to take time. */
public interface LinkObserver {

  /** Tells nobody. */
  LinkObserver NOBODY =
      new LinkObserver() {
        @Override
        public void roundTrip(long nanos) {}

        @Override
        public void reconnected() {}
      };

  /** From sending something to its answer. */
  void roundTrip(long nanos);

  /** A link that was lost is back. */
  void reconnected();
}
