package org.guchang.app.command;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** How much a running server's log tells. */
@Command(
    name = "log-level",
    mixinStandardHelpOptions = true,
    description =
        "Shows how much a running server's log tells, or changes it for a while; afterwards it goes"
            + " back by itself.",
    footer = {
      "",
      "  guchang log-level                                    what is set",
      "  guchang log-level org.guchang.ingest debug           for half an hour",
      "  guchang log-level org.guchang.ingest --back          as it was, now"
    })
public final class LogLevelCommand extends OpsCommand {
  private static final String PATH = "/log-level";

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "LOGGER",
      description = "root, org.guchang, or a package or class of it.")
  private @Nullable String logger;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "LEVEL",
      description = "error, warn, info, debug or trace.")
  private @Nullable String level;

  @Option(
      names = "--minutes",
      paramLabel = "N",
      description = "After which it goes back, up to a day. 30 when absent.")
  private @Nullable Integer minutes;

  @Option(names = "--back", description = "Takes a change back now.")
  private boolean back;

  @Override
  JsonObject ask(OpsClient door) {
    if ((back && (level != null || logger == null)) || (minutes != null && level == null)) {
      throw wronglyUsed("Say LOGGER LEVEL [--minutes N], LOGGER --back, LOGGER, or nothing.");
    }
    if (logger == null) {
      return door.get(PATH, Map.of());
    }
    String one = PATH + "/" + OpsClient.segment(logger);
    if (back) {
      return door.delete(one);
    }
    if (level == null) {
      return door.get(one, Map.of());
    }
    JsonObject wanted = new JsonObject().put("level", level);
    return door.put(one, minutes == null ? wanted : wanted.put("minutes", minutes));
  }

  @Override
  void show(JsonObject told, PrintWriter out) {
    JsonArray loggers = told.getJsonArray("loggers", new JsonArray().add(told));
    TextTable table = new TextTable("logger", "level", "until");
    for (Object each : loggers) {
      JsonObject one = (JsonObject) each;
      table.add(
          one.getString("logger"),
          one.getString("level") + (one.getBoolean("own") ? "" : " (its parent's)"),
          Cells.time(one.getString("until")));
    }
    table.print(out);
  }
}
