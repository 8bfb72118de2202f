package org.guchang.app.command;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Who looks. */
@Command(
    name = "screens",
    mixinStandardHelpOptions = true,
    description =
        "Lists the screens connected to a running server, by board and one by one. Exits with 1 when"
            + " some cannot keep up.")
public final class ScreensCommand extends OpsCommand {

  @Option(
      names = "--board",
      paramLabel = "ID",
      defaultValue = "",
      description = "Only this one's screens, such as session/jiaocheng-0516.")
  private String board = "";

  @Option(names = "--late", description = "Only those that cannot keep up.")
  private boolean late;

  @Option(
      names = "--count",
      paramLabel = "N",
      defaultValue = "50",
      description = "How many screens at most, up to 500. Default: ${DEFAULT-VALUE}")
  private int count = 50;

  @Option(
      names = "--after",
      paramLabel = "PLACE",
      defaultValue = "",
      description = "Go on where an earlier list ended.")
  private String after = "";

  @Override
  JsonObject ask(OpsClient door) {
    return door.get(
        "/screens",
        Map.of("board", board, "late", late ? "true" : "", "count", "" + count, "after", after));
  }

  @Override
  void show(JsonObject told, PrintWriter out) {
    JsonArray boards = told.getJsonArray("boards");
    out.printf(
        "%s of at most %s screens%n",
        Cells.count(told.getLong("screens")), Cells.count(told.getLong("most")));
    if (boards.isEmpty()) {
      return;
    }
    TextTable table = new TextTable("board", "screens", "late", "frames", "skipped", "sent");
    for (Object each : boards) {
      JsonObject one = (JsonObject) each;
      table.add(
          one.getString("board"),
          Cells.count(one.getLong("screens")),
          Cells.count(one.getLong("late")),
          Cells.count(one.getLong("framesSent")),
          Cells.count(one.getLong("framesSkipped")),
          Cells.bytes(one.getLong("bytesSent")));
    }
    table.print(out);
    if (told.getInteger("boardsLeft") > 0) {
      out.printf("… and %d more boards%n", told.getInteger("boardsLeft"));
    }
    showScreens(told, out);
  }

  private static void showScreens(JsonObject told, PrintWriter out) {
    TextTable table =
        new TextTable(
            "board", "address", "since", "heard", "is", "frames", "skipped", "sent", "shows on");
    for (Object each : told.getJsonArray("items")) {
      JsonObject one = (JsonObject) each;
      String proxied = one.getString("forwardedFor");
      table.add(
          one.getString("board"),
          Cells.text(one.getString("address")) + (proxied == null ? "" : " for " + proxied),
          Cells.time(one.getString("since")),
          Cells.age(one.getLong("heardSeconds")) + " ago",
          one.getString("stage"),
          Cells.count(one.getLong("framesSent")),
          Cells.count(one.getLong("framesSkipped")),
          Cells.bytes(one.getLong("bytesSent")),
          (Objects.requireNonNullElse(one.getString("layout"), "")
                  + " "
                  + Objects.requireNonNullElse(one.getString("agent"), ""))
              .strip());
    }
    out.println();
    table.print(out);
    String next = told.getString("next");
    if (next != null) {
      out.printf("%nThere are more: add --after %s%n", next);
    }
  }

  @Override
  List<String> troubles(JsonObject told) {
    List<String> troubles = new ArrayList<>();
    for (Object each : told.getJsonArray("boards")) {
      JsonObject one = (JsonObject) each;
      if (one.getInteger("late") > 0) {
        troubles.add(
            one.getInteger("late") + " screens of " + one.getString("board") + " cannot keep up");
      }
    }
    return troubles;
  }
}
