package org.guchang.ingest.csv;

import org.guchang.config.CsvStatus;
import org.jspecify.annotations.Nullable;

/**
 * What one row says; null, or {@link CellText#NONE}, where it says nothing.
 *
 * @param line it begins in, from 1
 * @param sku what the product is counted under
 * @param gaveBack whether the refund named is one that was paid out
 * @param buyer keyed hash, 0 for nobody
 */
record OrderRow(
    int line,
    String orderId,
    @Nullable CsvStatus status,
    @Nullable Moment createdAt,
    @Nullable Moment paidAt,
    long amountFen,
    long lineAmountFen,
    @Nullable String sku,
    @Nullable String product,
    long quantity,
    long refundFen,
    long lineRefundFen,
    boolean gaveBack,
    @Nullable Moment refundedAt,
    long buyer) {}
