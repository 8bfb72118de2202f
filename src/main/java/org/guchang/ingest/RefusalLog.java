package org.guchang.ingest;

import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One line for a refused delivery, then silence about the same partner and reason for a while; the
 * next line says how many were passed over. Never a body, a secret or a personal datum. Confined to
 * one event loop.
 */
final class RefusalLog {
  private static final Logger LOG = LoggerFactory.getLogger(RefusalLog.class);

  /** Between two lines about the same partner and reason. */
  private static final long QUIET_MILLIS = 10_000;

  /**
   * Partners and reasons remembered; past it all are forgotten, which costs no more than an early
   * line.
   */
  private static final int MAX_REMEMBERED = 1_000;

  /** Of a name nobody knows, characters. */
  private static final int MAX_NAME = 40;

  private final Map<String, Quiet> quiet = new HashMap<>();

  private static final class Quiet {
    long until;
    long passedOver;
  }

  /**
   * @param partner as named by the URL
   * @param known whether the catalog has it; others share one entry, whatever they call themselves
   */
  void refused(String partner, boolean known, DeliveryRefused refused, long now) {
    String key = (known ? partner : "") + '/' + refused.getMessage();
    if (quiet.size() >= MAX_REMEMBERED && !quiet.containsKey(key)) {
      quiet.clear();
    }
    Quiet entry = quiet.computeIfAbsent(key, k -> new Quiet());
    if (now < entry.until) {
      entry.passedOver++;
      return;
    }
    LOG.warn(
        "delivery of partner {} answered {}: {}{}",
        known ? partner : "“" + printable(partner) + "” (unknown)",
        refused.problem().status(),
        refused.getMessage(),
        entry.passedOver == 0
            ? ""
            : " (and " + entry.passedOver + " more since the last such line)");
    entry.until = now + QUIET_MILLIS;
    entry.passedOver = 0;
  }

  /** A fault of ours, with its trace. */
  void failed(Throwable failure) {
    LOG.error("a delivery failed by our fault", failure);
  }

  private static String printable(String name) {
    String start = name.length() > MAX_NAME ? name.substring(0, MAX_NAME) : name;
    return start.replaceAll("[^A-Za-z0-9_.-]", "?");
  }
}
