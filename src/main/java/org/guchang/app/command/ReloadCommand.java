package org.guchang.app.command;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The catalog anew. */
@Command(
    name = "reload",
    mixinStandardHelpOptions = true,
    description =
        "Has a running server read its catalog anew, and says what changed, field by field; no secret"
            + " is shown. Exits with 1 when the new catalog cannot be used, with every problem; the"
            + " old one stays.")
public final class ReloadCommand extends OpsCommand {
  private static final List<String> KINDS =
      List.of("platforms", "campaigns", "sessions", "partners", "counties", "products");

  @Option(
      names = "--users",
      description = "The file of access.users instead: who may see, who may change.")
  private boolean users;

  @Override
  JsonObject ask(OpsClient door) {
    if (users) {
      return door.post("/access/reload", Map.of(), null);
    }
    return door.post("/catalog/reload", Map.of(), null);
  }

  @Override
  void show(JsonObject told, PrintWriter out) {
    if (users) {
      told.forEach(each -> out.println(each.getKey() + " " + each.getValue()));
      return;
    }
    TextTable table = new TextTable("", "added", "removed", "changed");
    for (String name : KINDS) {
      JsonObject kind = told.getJsonObject(name);
      table.add(
          name,
          kind.getValue("added").toString(),
          kind.getValue("removed").toString(),
          kind.getValue("changed").toString());
    }
    table.print(out);
    for (String name : KINDS) {
      JsonObject kind = told.getJsonObject(name);
      for (Object each : kind.getJsonArray("entries")) {
        showEntry(name, (JsonObject) each, out);
      }
      if (kind.getInteger("left") > 0) {
        out.printf("  … and %d more %s%n", kind.getInteger("left"), name);
      }
    }
  }

  private static void showEntry(String kind, JsonObject entry, PrintWriter out) {
    out.printf("%n%s %s %s%n", kind, entry.getString("id"), entry.getString("fate"));
    JsonArray fields = entry.getJsonArray("fields");
    for (Object each : fields) {
      JsonObject field = (JsonObject) each;
      out.printf(
          "  %s: %s → %s%n",
          field.getString("field"), shown(field.getString("from")), shown(field.getString("to")));
    }
  }

  private static String shown(String value) {
    return Objects.requireNonNullElse(value, "(none)");
  }
}
