/**
 * Platforms' order lists (订单明细), for whoever has no API access: {@link org.guchang.ingest.csv.Rows}
 * splits text into cells, a {@code Mapping} says which column is what, {@code OrderListReader}
 * makes one {@code ListedOrder} of all rows of an order, and {@code CsvImport} counts what is
 * missing and holds every order against what is counted already. All but the last is pure.
 */
@NullMarked
package org.guchang.ingest.csv;

import org.jspecify.annotations.NullMarked;
