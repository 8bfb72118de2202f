/**
 * Amounts that were not in the push: to-dos that outlive a restart ({@link
 * org.guchang.pending.PendingLookups}), worked off by asking the partner's platform ({@link
 * org.guchang.pending.PendingWorker}) until every order has its money.
 */
@NullMarked
package org.guchang.pending;

import org.jspecify.annotations.NullMarked;
