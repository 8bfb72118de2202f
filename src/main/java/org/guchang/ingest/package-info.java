/**
 * The partner door's whole path: verify → parse → keep → answer.
 *
 * <ul>
 *   <li>HTTP: {@link org.guchang.ingest.PartnerDoor} listens, {@code HookHandler} tells hooks from
 *       other paths, {@code Exchange} gathers one request, {@code Answers} writes.
 *   <li>Who and what: {@code Intake} asks the partner's hook ({@code Hooks}, of {@link
 *       org.guchang.ingest.Formats}; {@code NativePush} is our own) whether it is genuine and what
 *       it says, {@code AllowList} and {@link org.guchang.ingest.Rates} whether it may.
 *   <li>Keeping: {@code Keeper} has it placed ({@link org.guchang.ingest.Placement}), what it
 *       leaves out taken down ({@link org.guchang.ingest.Lookups}), its events committed ({@link
 *       org.guchang.ledger.Ledger}), what is refused kept ({@link
 *       org.guchang.ingest.QuarantineBook}); {@code DryRun} only says what would happen.
 *   <li>Answering: {@code Settlement} becomes a {@code Receipt}, the platform's words or a {@link
 *       org.guchang.ingest.Problem}; {@code Receipts} and {@code ReceiptDesk} keep receipts and
 *       hand them out again ({@link org.guchang.ingest.ReceiptBook}).
 * </ul>
 */
@NullMarked
package org.guchang.ingest;

import org.jspecify.annotations.NullMarked;
