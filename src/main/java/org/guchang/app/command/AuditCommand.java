package org.guchang.app.command;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.guchang.app.StartProblem;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Who changed what at a running server, and whether the trail of it is whole. */
@Command(
    name = "audit",
    mixinStandardHelpOptions = true,
    description =
        "Lists who changed what at a running server's ops door, and checks that no line of that"
            + " trail was changed or removed. Exits with 1 when one was.")
public final class AuditCommand extends OpsCommand {
  private static final int PAGE = 1_000;
  private static final String LINES = "lines";

  @Option(
      names = "--count",
      paramLabel = "N",
      defaultValue = "50",
      description = "The newest lines to show. Default: ${DEFAULT-VALUE}")
  private long count;

  @Option(
      names = "--export",
      paramLabel = "FILE",
      description =
          "Writes all lines there, as they are kept; a file that is there is not replaced.")
  private @Nullable Path export;

  @Option(
      names = "--cut",
      paramLabel = "NUMBER",
      description =
          "Takes the lines up to this one out of Redis; what they ended with stays as an anchor."
              + " Export them first.")
  private @Nullable Long cut;

  @Override
  JsonObject ask(OpsClient door) {
    JsonObject told = door.get("/audit/check", Map.of());
    if (export != null) {
      told.put("exported", export(door, export));
    }
    if (cut != null) {
      told.put(
          "cut", door.post("/audit/cut", Map.of("through", cut.toString()), null).getLong("cut"));
    }
    long after = Math.max(0, told.getLong("through") - Math.min(PAGE, count));
    return told.put("newest", page(door, after).getJsonArray(LINES));
  }

  private static JsonObject page(OpsClient door, long after) {
    return door.get(
        "/audit", Map.of("after", Long.toString(after), "count", Integer.toString(PAGE)));
  }

  private static long export(OpsClient door, Path file) {
    long written = 0;
    try (BufferedWriter out =
        Files.newBufferedWriter(file, java.nio.file.StandardOpenOption.CREATE_NEW)) {
      long after = 0;
      for (JsonArray lines = page(door, after).getJsonArray(LINES);
          !lines.isEmpty();
          lines = page(door, after).getJsonArray(LINES)) {
        for (Object each : lines) {
          String text = ((JsonObject) each).getString("line");
          out.write(text + "\n");
          after = new JsonObject(text).getLong("number");
          written++;
        }
      }
      return written;
    } catch (IOException e) {
      throw new StartProblem(file + " cannot be written: " + e);
    }
  }

  @Override
  void show(JsonObject told, PrintWriter out) {
    TextTable table = new TextTable("line", "when", "who", "from", "what", "target", "came to");
    for (Object each : told.getJsonArray("newest")) {
      JsonObject line = new JsonObject(((JsonObject) each).getString("line"));
      table.add(
          String.valueOf(line.getValue("number")),
          Cells.time(line.getString("at")),
          line.getString("who", ""),
          line.getString("from", ""),
          line.getString("what", ""),
          line.getString("target", ""),
          outcome(line));
    }
    table.print(out);
    out.printf(
        "%n%d lines, %d to %d%n",
        told.getLong(LINES), told.getLong("from"), told.getLong("through"));
    if (told.containsKey("exported")) {
      out.printf("%d lines written to %s%n", told.getLong("exported"), export);
    }
    if (told.containsKey("cut")) {
      out.printf("%d lines cut off%n", told.getLong("cut"));
    }
  }

  private static String outcome(JsonObject line) {
    if (!line.containsKey("of")) {
      return "";
    }
    String came = "line " + line.getValue("of") + ": " + line.getValue("status");
    return line.containsKey("after")
        ? came + " " + line.getValue("before", "") + " → " + line.getValue("after")
        : came;
  }

  @Override
  List<String> troubles(JsonObject told) {
    return told.getJsonArray("faults").stream().map(String::valueOf).toList();
  }
}
