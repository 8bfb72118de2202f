package org.guchang.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.guchang.bench.RawConnection.Answered;

/** What was answered to whom, and what must never be answered. Used by any thread. */
final class FuzzTally {
  /** Failures named; more are only counted. */
  private static final int MOST_NAMED = 10;

  /** Of what a failing answer says, characters. */
  private static final int MOST_CHARS = 400;

  private static final int OUR_FAULT = 500;

  /** How Java speaks, not we. */
  private static final Pattern JAVA =
      Pattern.compile(
          "Exception|StackOverflow|\\tat |\\bjava\\.|\\bio\\.(vertx|netty)|com\\.fasterxml|org\\.guchang");

  private final Map<String, Map<Integer, Long>> answers = new TreeMap<>();
  private final List<String> failures = new ArrayList<>();
  private long failed;

  synchronized void answered(long seed, String format, Answered answered) {
    answers.computeIfAbsent(format, f -> new TreeMap<>()).merge(answered.status(), 1L, Long::sum);
    if (answered.status() >= OUR_FAULT) {
      fail(seed, format, "answered " + answered.status() + ": " + answered.body());
    } else if (JAVA.matcher(answered.body()).find()) {
      fail(seed, format, "speaks of Java: " + answered.body());
    }
  }

  /** A failure, with the seed that repeats it alone. */
  synchronized void fail(long seed, String format, String what) {
    failed++;
    if (failures.size() < MOST_NAMED) {
      String start = what.length() > MOST_CHARS ? what.substring(0, MOST_CHARS) + "…" : what;
      failures.add("--inputs=1 --seed=" + seed + " (" + format + "): " + start);
    }
  }

  synchronized void tell() {
    answers.forEach((format, statuses) -> Table.line("  %-12s %s", format, statuses));
  }

  synchronized long answers() {
    return answers.values().stream().flatMap(s -> s.values().stream()).mapToLong(n -> n).sum();
  }

  /** All that went wrong, empty when nothing did. */
  synchronized List<String> failures() {
    List<String> all = new ArrayList<>(failures);
    if (failed > failures.size()) {
      all.add("and " + (failed - failures.size()) + " more");
    }
    return all;
  }
}
