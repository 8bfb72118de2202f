/**
 * How the log speaks: one line an occurrence, as {@code key=value} or as JSON ({@link
 * org.guchang.log.LogOutput}), with fields of fixed names ({@link org.guchang.log.Field}), what
 * repeats itself counted instead of written ({@link org.guchang.log.Throttle}, and {@link
 * org.guchang.log.LibraryThrottle} for what libraries say). What is said is the rooms' own, by
 * SLF4J.
 */
@NullMarked
package org.guchang.log;

import org.jspecify.annotations.NullMarked;
