/**
 * The partner door's whole path: verify → parse → commit → receipt. {@link
 * org.guchang.ingest.PartnerDoor} speaks HTTP and gathers bodies, {@code Intake} takes a posted
 * delivery through signature ({@link org.guchang.ingest.WebhookSignature}), format ({@link
 * org.guchang.ingest.format.NativeFormat}) and {@link org.guchang.ledger.Ledger}, and {@code
 * Receipt} or {@link org.guchang.ingest.Problem} is what the partner reads.
 */
@NullMarked
package org.guchang.ingest;

import org.jspecify.annotations.NullMarked;
