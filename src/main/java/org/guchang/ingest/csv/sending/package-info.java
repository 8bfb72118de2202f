/**
 * Sends an order list of any length to a partner door: {@code OrderIndex} looks through it once,
 * {@code Splitter} cuts it between orders, {@link org.guchang.ingest.csv.sending.ListSender} signs
 * and posts the pieces and adds up the answers. Memory does not grow with the file but for some 24
 * bytes an order.
 */
@NullMarked
package org.guchang.ingest.csv.sending;

import org.jspecify.annotations.NullMarked;
