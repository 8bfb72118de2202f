package org.guchang.ingest.format;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a URL's query, percent-decoded. A plus is a plus: WeChat's may stand in base64.
 */
final class Query {

  private Query() {}

  /**
   * By name; of several of one name the first.
   *
   * @param query as sent, null when there is none
   * @throws NotGenuine when it cannot be decoded; no platform sends such
   */
  static SortedMap<String, String> read(@Nullable String query) throws NotGenuine {
    SortedMap<String, String> parameters = new TreeMap<>();
    int start = 0;
    while (query != null && start < query.length()) {
      int and = query.indexOf('&', start);
      int end = and < 0 ? query.length() : and;
      int equals = query.indexOf('=', start);
      int nameEnd = equals < 0 || equals > end ? end : equals;
      String name = decoded(query.substring(start, nameEnd));
      String value = nameEnd == end ? "" : decoded(query.substring(nameEnd + 1, end));
      parameters.putIfAbsent(name, value);
      start = end + 1;
    }
    return parameters;
  }

  private static String decoded(String text) throws NotGenuine {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new NotGenuine("the query is not percent-encoded as it should be");
    }
  }
}
