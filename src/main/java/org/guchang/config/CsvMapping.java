package org.guchang.config;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the order list of one platform is read, as far as the catalog says; what it leaves out is as
 * the built-in mapping for that platform has it.
 *
 * @param platform id of the platform the orders are from
 * @param like name of the built-in mapping; null for that of the platform's own id
 * @param columns the headings under which a column may stand, instead of the built-in ones
 * @param statuses what the platform's words for a state come to, beside the built-in ones
 * @param zone of times that are written without one; null for the built-in one
 */
public record CsvMapping(
    String platform,
    @Nullable String like,
    Map<CsvColumn, List<String>> columns,
    Map<String, CsvStatus> statuses,
    @Nullable ZoneId zone) {}
