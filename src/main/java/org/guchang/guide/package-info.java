/**
 * What a partner reads: the guide as a page in Chinese and English, and the OpenAPI document. Both
 * are made once, at the start, of what the partner door itself works with: its rules of events, its
 * types of problems, its limits.
 */
@NullMarked
package org.guchang.guide;

import org.jspecify.annotations.NullMarked;
