package org.guchang.ingest;

import java.util.Map;

/**
 * What a partner did since this server began.
 *
 * @param seenSeconds when its last genuine delivery came, seconds since 1970; 0 when none has
 * @param deliveries by outcome, those that occurred
 * @param refusals events by the part at fault, likewise
 */
record PartnerFigures(long seenSeconds, Map<String, Long> deliveries, Map<String, Long> refusals) {
  static final PartnerFigures NONE = new PartnerFigures(0, Map.of(), Map.of());
}
