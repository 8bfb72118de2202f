package org.guchang.app.command;

import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The sessions, and who has fallen silent. */
@Command(
    name = "sessions",
    mixinStandardHelpOptions = true,
    description =
        "Lists a running server's sessions, those on air first, with the last event of each platform."
            + " Exits with 1 when a platform on air is silent, a total is not proved, or the figures"
            + " are old.")
public final class SessionsCommand extends OpsCommand {
  /** The watch looks every five seconds. */
  private static final int OLD_SECONDS = 30;

  @Option(
      names = "--silent-after",
      paramLabel = "SECONDS",
      defaultValue = "180",
      description = "Without an event a platform on air is silent. Default: ${DEFAULT-VALUE}")
  private int silentAfter = 180;

  @Option(names = "--all", description = "The platforms of sessions that are not on air too.")
  private boolean all;

  @Override
  JsonObject ask(OpsClient door) {
    if (silentAfter < 1) {
      throw wronglyUsed("--silent-after is a number of seconds, at least 1.");
    }
    return door.get("/sessions", Map.of());
  }

  @Override
  void show(JsonObject told, PrintWriter out) {
    TextTable table =
        new TextTable(
            "session", "title", "status", "begins", "net yuan", "orders", "pending", "proved");
    TextTable platforms =
        new TextTable("session", "platform", "last event", "came in", "orders", "paid yuan");
    boolean any = false;
    for (JsonObject session : sessions(told)) {
      JsonObject totals = session.getJsonObject("totals");
      table.add(
          session.getString("id"),
          Cells.text(session.getString("title")),
          session.getString("status") + (session.getBoolean("rehearsal") ? ", rehearsal 演练" : ""),
          Cells.minute(session.getString("startsAt")),
          Cells.money(totals.getLong("netFen")),
          Cells.count(totals.getLong("orders")),
          Cells.count(session.getLong("pending")),
          proof(session.getJsonObject("proof")));
      if (all || isLive(session)) {
        any |= addPlatforms(platforms, session);
      }
    }
    table.print(out);
    if (any) {
      out.println();
      platforms.print(out);
    }
    if (told.getInteger("left") > 0) {
      out.printf("… and %d more sessions in the catalog%n", told.getInteger("left"));
    }
  }

  private static boolean addPlatforms(TextTable table, JsonObject session) {
    for (Map.Entry<String, Object> each : session.getJsonObject("platforms")) {
      JsonObject platform = (JsonObject) each.getValue();
      Integer age = platform.getInteger("ageSeconds");
      table.add(
          session.getString("id"),
          name(each.getKey(), platform),
          Cells.time(platform.getString("lastEventAt")),
          age == null ? "never" : Cells.age(age) + " ago",
          Cells.count(platform.getLong("orders")),
          Cells.money(platform.getLong("gmvFen")));
    }
    return !session.getJsonObject("platforms").isEmpty();
  }

  @Override
  List<String> troubles(JsonObject told) {
    List<String> troubles = new ArrayList<>();
    if (told.getInteger("ageSeconds") > OLD_SECONDS) {
      troubles.add(
          "These figures are "
              + Cells.age(told.getInteger("ageSeconds"))
              + " old: the server cannot read its sessions; see /health/ready");
    }
    for (JsonObject session : sessions(told)) {
      for (Map.Entry<String, Object> each : session.getJsonObject("platforms")) {
        JsonObject platform = (JsonObject) each.getValue();
        Integer silent = platform.getInteger("silentSeconds");
        if (silent != null && silent >= silentAfter) {
          troubles.add(
              name(each.getKey(), platform)
                  + " is silent in "
                  + session.getString("id")
                  + " for "
                  + Cells.age(silent));
        }
      }
      String doubt = ProofsCommand.trouble(session.getString("id"), session.getJsonObject("proof"));
      if (doubt != null) {
        troubles.add(doubt);
      }
    }
    return troubles;
  }

  private static String name(String id, JsonObject platform) {
    String name = platform.getString("name");
    return name == null ? id : id + " " + name;
  }

  private static boolean isLive(JsonObject session) {
    return session.getString("status").equals("live");
  }

  private static String proof(@Nullable JsonObject proof) {
    if (proof == null) {
      return "-";
    }
    Long differences = proof.getLong("differences");
    return differences == null
        ? "failed"
        : Cells.time(proof.getString("at")) + (differences == 0 ? "" : ", DIFFERS");
  }

  private static List<JsonObject> sessions(JsonObject told) {
    return told.getJsonArray("sessions").stream().map(JsonObject.class::cast).toList();
  }
}
