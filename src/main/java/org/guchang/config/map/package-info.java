/**
 * Outlines of counties as the operator's map data has them, made into what a screen draws: on a
 * plane, fit into a box, with no more points than can be seen. Pure.
 */
@NullMarked
package org.guchang.config.map;

import org.jspecify.annotations.NullMarked;
