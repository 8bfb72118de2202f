package org.guchang.ops;

import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;

/** What another room adds to the ops door. */
public interface Routes {

  /** Adds its routes; called once, on the door's event loop. */
  void mount(Router router, Vertx vertx);
}
