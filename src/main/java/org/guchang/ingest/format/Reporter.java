package org.guchang.ingest.format;

import org.guchang.config.Catalog;

/**
 * Who reports, against what, when.
 *
 * @param catalog the one the whole delivery is judged by
 * @param receivedAt milliseconds since the epoch
 */
public record Reporter(Catalog.Partner partner, Catalog catalog, long receivedAt) {}
