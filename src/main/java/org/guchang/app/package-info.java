/**
 * Builds, wires, starts and stops everything in a fixed order. It knows every room; no room knows
 * it.
 */
@NullMarked
package org.guchang.app;

import org.jspecify.annotations.NullMarked;
