/**
 * Who may see, who may change: users, tokens of the ops door, share links, the log-in, and the
 * {@link org.guchang.access.Principal} that a request comes from. It knows no door; doors ask it.
 */
@NullMarked
package org.guchang.access;

import org.jspecify.annotations.NullMarked;
