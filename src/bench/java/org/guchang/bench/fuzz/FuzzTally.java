package org.guchang.bench.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.guchang.bench.load.RawConnection.Answered;
import org.guchang.bench.stage.Table;

/** What was answered to whom, and what must never be answered. Used by any thread. */
final class FuzzTally {
  /** Failures named; more are only counted. */
  private static final int MOST_NAMED = 10;

  /** Of what a failing answer says, characters. */
  private static final int MOST_CHARS = 400;

  private static final int THEIR_FAULT = 400;
  private static final int OUR_FAULT = 500;

  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] (\\d{3}) ");

  /** How Java speaks, not we. */
  private static final Pattern JAVA =
      Pattern.compile(
          "Exception|StackOverflow|\\tat |\\bjava\\.|\\bio\\.(vertx|netty)|com\\.fasterxml|org\\.guchang(\\.\\w+)*\\.[A-Z]");

  private final Map<String, Map<Integer, Long>> answers = new TreeMap<>();
  private final List<String> failures = new ArrayList<>();
  private long failed;

  /** A good answer may well speak of what this server is made of, such as names of loggers. */
  synchronized void answered(long seed, String format, Answered answered) {
    answers.computeIfAbsent(format, f -> new TreeMap<>()).merge(answered.status(), 1L, Long::sum);
    if (answered.status() >= OUR_FAULT) {
      fail(seed, format, "answered " + answered.status() + ": " + answered.body());
    } else if (answered.status() >= THEIR_FAULT && JAVA.matcher(answered.body()).find()) {
      fail(seed, format, "speaks of Java: " + answered.body());
    }
  }

  /** What came on a connection until its end, which may be nothing. */
  synchronized void ended(long seed, String what, String came) {
    Matcher status = STATUS.matcher(came);
    int first = status.find() ? Integer.parseInt(status.group(1)) : 0;
    answers.computeIfAbsent(what, f -> new TreeMap<>()).merge(first, 1L, Long::sum);
    for (boolean more = first != 0; more; more = status.find()) {
      if (Integer.parseInt(status.group(1)) >= OUR_FAULT) {
        fail(seed, what, "answered " + came);
      }
    }
    if (first >= THEIR_FAULT && JAVA.matcher(came).find()) {
      fail(seed, what, "speaks of Java: " + came);
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
    byDoor()
        .forEach(
            (door, statuses) ->
                Table.line(
                    "  %s door: %,d inputs",
                    door, statuses.values().stream().mapToLong(n -> n).sum()));
    answers.forEach((format, statuses) -> Table.line("  %-19s %s", format, statuses));
  }

  /** Of each door, by what its answers are called first. */
  synchronized Map<String, Map<Integer, Long>> byDoor() {
    Map<String, Map<Integer, Long>> doors = new TreeMap<>();
    answers.forEach(
        (what, statuses) ->
            statuses.forEach(
                (status, times) ->
                    doors
                        .computeIfAbsent(what.split(" ", 2)[0], d -> new TreeMap<>())
                        .merge(status, times, Long::sum)));
    return doors;
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
