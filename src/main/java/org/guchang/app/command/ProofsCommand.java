package org.guchang.app.command;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What a running server found when it proved its totals. */
@Command(
    name = "proofs",
    mixinStandardHelpOptions = true,
    description =
        "Shows when a running server last proved each session's totals from their ledger, and what"
            + " differs; or proves one now. Exits with 1 when something differs or could not be"
            + " proved. Without a running server: guchang verify.")
public final class ProofsCommand extends OpsCommand {

  @Option(names = "--now", paramLabel = "SESSION", description = "Proves this one now.")
  private @Nullable String now;

  @Override
  JsonObject ask(OpsClient door) {
    if (now == null) {
      return door.get("/verify", Map.of());
    }
    JsonObject told = door.post("/verify/" + OpsClient.segment(now), Map.of(), null);
    return told.containsKey("running")
        ? told.put("proofs", new JsonArray())
        : new JsonObject().put("proofs", new JsonArray().add(told)).putNull("running");
  }

  @Override
  void show(JsonObject told, PrintWriter out) {
    JsonObject running = told.getJsonObject("running");
    if (running != null) {
      out.printf(
          "%s is being proved since %s; ask again%n",
          running.getString("session"), Cells.time(running.getString("since")));
    }
    List<JsonObject> proofs = proofs(told);
    if (proofs.isEmpty()) {
      out.println("No proof has come to an end yet.");
      return;
    }
    TextTable table =
        new TextTable(
            "session", "proved", "took", "commits", "in ledger", "figures", "differences");
    for (JsonObject proof : proofs) {
      Long differences = proof.getLong("differences");
      table.add(
          proof.getString("session"),
          Cells.time(proof.getString("at")),
          proof.getLong("millis") + " ms",
          Cells.count(proof.getLong("version")),
          Cells.count(proof.getLong("entries")),
          Cells.count(proof.getLong("figures")),
          differences == null ? "failed" : Cells.count(differences));
    }
    table.print(out);
    proofs.forEach(proof -> showDifferences(proof, out));
  }

  private static void showDifferences(JsonObject proof, PrintWriter out) {
    for (Object each : proof.getJsonArray("named")) {
      JsonObject row = (JsonObject) each;
      out.printf(
          "  %s: %s is %s by the ledger, stored is %s%n",
          proof.getString("session"),
          row.getString("figure"),
          row.getString("ledger"),
          row.getString("stored"));
    }
  }

  @Override
  List<String> troubles(JsonObject told) {
    List<String> troubles = new ArrayList<>();
    for (JsonObject proof : proofs(told)) {
      String trouble = trouble(proof.getString("session"), proof);
      if (trouble != null) {
        troubles.add(trouble);
      }
    }
    return troubles;
  }

  /** Null when it is proved, or was not tried. */
  static @Nullable String trouble(String session, @Nullable JsonObject proof) {
    if (proof == null) {
      return null;
    }
    Long differences = proof.getLong("differences");
    if (differences == null) {
      return session + " could not be proved: " + proof.getString("failure");
    }
    return differences == 0
        ? null
        : session + " is not proved by its ledger: " + differences + " differences";
  }

  private static List<JsonObject> proofs(JsonObject told) {
    return told.getJsonArray("proofs").stream().map(JsonObject.class::cast).toList();
  }
}
