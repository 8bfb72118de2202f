/**
 * Forgetting people: what a session, its ledger and the quarantine hold of buyers and viewers is
 * put out of reach, and every figure stays, and stays proved.
 */
@NullMarked
package org.guchang.privacy;

import org.jspecify.annotations.NullMarked;
