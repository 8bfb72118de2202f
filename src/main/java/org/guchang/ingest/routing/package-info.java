/**
 * Which session does it belong to? Finds the session of what a platform pushes without naming one.
 */
@NullMarked
package org.guchang.ingest.routing;

import org.jspecify.annotations.NullMarked;
