package org.guchang.ingest.csv;

import org.jspecify.annotations.Nullable;

/**
 * A row, or a whole order, that is not taken.
 *
 * @param line of the text that was posted, from 1
 * @param column its heading, null when it is about no single one
 * @param orderId null when it could not be read
 * @param reason what is wrong and what to change
 */
record Rejection(int line, @Nullable String column, @Nullable String orderId, String reason) {}
