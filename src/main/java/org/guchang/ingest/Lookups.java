package org.guchang.ingest;

import io.vertx.core.Future;
import java.util.List;
import org.guchang.ingest.format.Lookup;
import org.guchang.ingest.format.Reporter;

/**
 * Takes down what a push leaves out and the platform's API has to be asked for.
 *
 * <p>Contract: called before the delivery's events are committed; when the future succeeds, each is
 * kept as durably as a committed event is, once however often it is asked for. When it fails,
 * nothing of the delivery is counted and the partner is asked to send it again.
 *
 * <p>Confined to the event loop that calls it.
 */
public interface Lookups {

  /**
   * @param due at least one
   */
  Future<Void> keep(List<Due> due, Reporter reporter);

  /**
   * @param session where it was placed
   */
  record Due(Lookup lookup, String session) {}

  /** Asks nobody: what is pending stays pending until the partner says more. */
  Lookups NONE = (due, reporter) -> Future.succeededFuture();
}
