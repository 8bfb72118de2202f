package org.guchang.bench.cost;

import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.guchang.bench.stage.ChildJvm;
import org.guchang.bench.stage.Table;

/**
 * Where Redis's time goes, by its own account. What {@code evalsha} takes includes the commands the
 * script calls; the rest of it is the script itself.
 */
final class RedisTimes {
  private static final Pattern STAT = Pattern.compile("cmdstat_(\\S+?):calls=(\\d+),usec=(\\d+)");

  private record Stat(long calls, long micros) {
    static final Stat NONE = new Stat(0, 0);
  }

  private Map<String, Stat> before = Map.of();

  void take(ChildJvm child) throws IOException {
    before = read(child);
  }

  private static Map<String, Stat> read(ChildJvm child) throws IOException {
    Map<String, Stat> stats = new HashMap<>();
    Matcher found = STAT.matcher(child.ask("redis INFO commandstats"));
    while (found.find()) {
      stats.put(
          found.group(1), new Stat(Long.parseLong(found.group(2)), Long.parseLong(found.group(3))));
    }
    return stats;
  }

  void print(ChildJvm child, long events) throws IOException {
    Map<String, Stat> now = read(child);
    List<String> names =
        now.keySet().stream()
            .sorted(Comparator.comparingLong(name -> -now.get(name).micros()))
            .toList();
    Table.line("  Redis by command         calls/event   us/event");
    for (String name : names) {
      Stat then = before.getOrDefault(name, Stat.NONE);
      long calls = now.get(name).calls() - then.calls();
      long micros = now.get(name).micros() - then.micros();
      if (calls > 0) {
        Table.line(
            "    %-20s %12.4f %10.3f", name, (double) calls / events, (double) micros / events);
      }
    }
  }
}
