/**
 * Makes events count: group commit into Redis, the ledger of facts, and the proof that totals and
 * ledger agree.
 */
@NullMarked
package org.guchang.ledger;

import org.jspecify.annotations.NullMarked;
