package org.guchang.app.command;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Links that show a board to who has no keyboard. */
@Command(
    name = "share",
    mixinStandardHelpOptions = true,
    description =
        "Makes, lists and revokes links that show boards without a log-in, until they end.",
    subcommands = {ShareCommand.Make.class, ShareCommand.Show.class, ShareCommand.Revoke.class})
public final class ShareCommand implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Name one of make, list, revoke.");
  }

  @Command(
      name = "make",
      mixinStandardHelpOptions = true,
      description =
          "Makes a link and prints it, this once. A wall opens it once; from then on a cookie lets it in.")
  static final class Make extends OpsCommand {

    @Option(names = "--name", required = true, description = "For which wall, for whom.")
    private String name = "";

    @Option(
        names = "--board",
        required = true,
        paramLabel = "ID",
        description =
            "What it shows, such as session/ID; * is any text. Several times for several.")
    private List<String> boards = List.of();

    @Option(
        names = "--until",
        required = true,
        paramLabel = "TIME",
        description = "When it ends, such as 2026-10-01T00:00:00+08:00.")
    private String until = "";

    @Override
    JsonObject ask(OpsClient door) {
      JsonObject wanted =
          new JsonObject()
              .put("name", name)
              .put("boards", new JsonArray(boards))
              .put("until", until);
      return door.post("/shares", Map.of(), wanted);
    }

    @Override
    void show(JsonObject told, PrintWriter out) {
      String link = told.getString("link");
      out.println(Objects.requireNonNullElse(link, "(the screen door)" + told.getString("path")));
      out.printf("id %s, until %s%n", told.getString("id"), told.getString("until"));
    }
  }

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "The links that are good, those that end first before the others.")
  static final class Show extends OpsCommand {

    @Override
    JsonObject ask(OpsClient door) {
      return door.get("/shares", Map.of());
    }

    @Override
    void show(JsonObject told, PrintWriter out) {
      TextTable table = new TextTable("id", "name", "boards", "until", "made by");
      for (Object each : told.getJsonArray("shares")) {
        JsonObject share = (JsonObject) each;
        table.add(
            share.getString("id"),
            share.getString("name"),
            share.getJsonArray("boards").stream()
                .map(String::valueOf)
                .collect(Collectors.joining(" ")),
            share.getString("until"),
            share.getString("madeBy"));
      }
      table.print(out);
    }
  }

  @Command(
      name = "revoke",
      mixinStandardHelpOptions = true,
      description = "Ends a link at once, for who has it open too.")
  static final class Revoke extends OpsCommand {

    @Parameters(paramLabel = "ID", description = "As list shows it.")
    private String id = "";

    @Override
    JsonObject ask(OpsClient door) {
      return door.post("/shares/" + OpsClient.segment(id) + "/revoke", Map.of(), null);
    }

    @Override
    void show(JsonObject told, PrintWriter out) {
      out.println("Revoked " + told.getString("id"));
    }
  }
}
