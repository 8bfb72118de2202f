package org.guchang.config;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The catalog in use. Any thread may read it; a reload replaces it as a whole, so a reader that
 * keeps {@link #current()} in a variable works on one catalog to the end.
 */
public final class CatalogHolder {
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private volatile Catalog current;

  public CatalogHolder(Catalog initial) {
    this.current = initial;
  }

  public Catalog current() {
    return current;
  }

  /**
   * The new catalog is visible to every thread before the listeners are called, on the caller's
   * thread.
   */
  public void replace(Catalog next) {
    current = next;
    listeners.forEach(Runnable::run);
  }

  /**
   * {@code listener} is called after each replacement, from then on; it must not block and hops to
   * its own thread itself.
   */
  public void onReplace(Runnable listener) {
    listeners.add(listener);
  }
}
