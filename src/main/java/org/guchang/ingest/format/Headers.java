package org.guchang.ingest.format;

import org.jspecify.annotations.Nullable;

/** A request's headers; names are compared regardless of case. */
@FunctionalInterface
public interface Headers {

  /** The first of that name, null when there is none. */
  @Nullable String get(CharSequence name);
}
