package org.guchang.app.command;

import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Who pushes, and what came of it. */
@Command(
    name = "partners",
    mixinStandardHelpOptions = true,
    description =
        "Lists a running server's partners: when they were last seen, what came of their deliveries"
            + " since the server began, what is refused, in quarantine or about to end. Exits with 1"
            + " when somebody has to look after one.")
public final class PartnersCommand extends OpsCommand {
  private static final Duration SOON = Duration.ofDays(7);

  @Option(names = "--partner", paramLabel = "ID", defaultValue = "", description = "Only this one.")
  private String partner = "";

  @Option(
      names = "--after",
      paramLabel = "ID",
      defaultValue = "",
      description = "Go on where an earlier list ended.")
  private String after = "";

  @Override
  JsonObject ask(OpsClient door) {
    return door.get("/partners", Map.of("partner", partner, "after", after));
  }

  @Override
  void show(JsonObject told, PrintWriter out) {
    TextTable table =
        new TextTable(
            "partner",
            "format",
            "last seen",
            "quarantined",
            "could send now",
            "secrets",
            "deliveries",
            "events refused");
    for (JsonObject one : partners(told)) {
      JsonObject rate = one.getJsonObject("rate");
      Long age = one.getLong("ageSeconds");
      table.add(
          one.getString("partner"),
          one.getString("format"),
          age == null ? "never" : Cells.age(age) + " ago",
          Cells.text(one.getValue("quarantined")),
          rate == null ? "any" : rate.getValue("available") + " of " + rate.getValue("burst"),
          secrets(one),
          counts(one.getJsonObject("deliveries")),
          counts(one.getJsonObject("refused")));
    }
    table.print(out);
    JsonObject strangers = told.getJsonObject("strangers");
    if (!strangers.isEmpty()) {
      out.printf("%nOf nobody in the catalog: %s%n", counts(strangers));
    }
    String next = told.getString("next");
    if (next != null) {
      out.printf("%nThere are more: add --after %s%n", next);
    }
  }

  private static String counts(JsonObject counts) {
    return counts.isEmpty()
        ? "-"
        : counts.stream()
            .map(each -> each.getKey() + " " + each.getValue())
            .collect(Collectors.joining(", "));
  }

  private static String secrets(JsonObject partner) {
    List<JsonObject> secrets = list(partner, "secrets");
    if (secrets.isEmpty()) {
      return "keys";
    }
    long active = secrets.stream().filter(secret -> secret.getBoolean("active")).count();
    Instant end = lastEnd(secrets);
    return active
        + " of "
        + secrets.size()
        + " good"
        + (end == null ? "" : ", the last until " + Cells.time(end.toString()));
  }

  @Override
  List<String> troubles(JsonObject told) {
    List<String> troubles = new ArrayList<>();
    for (JsonObject one : partners(told)) {
      String id = one.getString("partner");
      Long kept = one.getLong("quarantined");
      if (kept == null) {
        troubles.add("What " + id + " has in quarantine cannot be read now");
      } else if (kept > 0) {
        troubles.add(
            kept + " of " + id + " in quarantine: guchang quarantine list --partner " + id);
      }
      JsonObject rate = one.getJsonObject("rate");
      if (rate != null && rate.getLong("available") == 0) {
        troubles.add(id + " is at its rate: what it sends now is answered 429");
      }
      String ending = ending(list(one, "secrets"));
      if (ending != null) {
        troubles.add(id + " " + ending);
      }
    }
    return troubles;
  }

  private static @Nullable String ending(List<JsonObject> secrets) {
    if (secrets.isEmpty()) {
      return null;
    }
    if (secrets.stream().noneMatch(secret -> secret.getBoolean("active"))) {
      return "has no secret that is good now: all it sends is answered 401";
    }
    Instant end = lastEnd(secrets);
    return end != null && end.isBefore(Instant.now().plus(SOON))
        ? "has no secret any more from " + Cells.time(end.toString())
        : null;
  }

  /** Null when one of them never ends. */
  private static @Nullable Instant lastEnd(List<JsonObject> secrets) {
    Instant last = Instant.MIN;
    for (JsonObject secret : secrets) {
      String end = secret.getString("notAfter");
      if (end == null) {
        return null;
      }
      Instant at = OffsetDateTime.parse(end).toInstant();
      last = at.isAfter(last) ? at : last;
    }
    return last;
  }

  private static List<JsonObject> partners(JsonObject told) {
    return list(told, "partners");
  }

  private static List<JsonObject> list(JsonObject of, String key) {
    return of.getJsonArray(key).stream().map(JsonObject.class::cast).toList();
  }
}
