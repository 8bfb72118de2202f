package org.guchang.ingest.format;

import org.guchang.config.Catalog;

/**
 * One way of pushing: how a platform proves who it is, says what happened, and wants to be
 * answered.
 *
 * <p>Contract: knows nothing of HTTP servers, sessions or Redis. Confined to one event loop; one
 * instance of each format serves all partners of that loop.
 */
public interface PushFormat {

  /** As a partner's {@code format} in the catalog names it. */
  String name();

  /**
   * What answers at this partner's hook; made once per partner and catalog, so that keys are
   * derived once.
   *
   * @param partner of this format, its keys checked by the catalog
   */
  Hook hook(Catalog.Partner partner);
}
