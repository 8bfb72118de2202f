package org.guchang.app.command;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What was refused, and what is to become of it. */
@Command(
    name = "quarantine",
    mixinStandardHelpOptions = true,
    description = "Lists, shows, posts again and dismisses what was refused, at a running server.")
public final class QuarantineCommand implements Runnable {
  private static final String PATH = "/quarantine";
  private static final List<String> OUTCOMES =
      List.of("accepted", "duplicate", "ignored", "stayed");
  private static final JsonFactory JSON = new JsonFactory();
  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneId.systemDefault());

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "Say what to do: list, show, repost, dismiss or trail.");
  }

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "Lists what is kept, newest first.")
  int list(
      @Mixin OpsClient ops,
      @Option(
              names = "--partner",
              paramLabel = "ID",
              defaultValue = "",
              description = "Only this one's.")
          String partner,
      @Option(
              names = "--reason",
              paramLabel = "TEXT",
              defaultValue = "",
              description = "Only those whose reason holds this text.")
          String reason,
      @Option(
              names = "--count",
              paramLabel = "N",
              defaultValue = "50",
              description = "How many at most, up to 500. Default: ${DEFAULT-VALUE}")
          int count,
      @Option(
              names = "--after",
              paramLabel = "PLACE",
              defaultValue = "",
              description = "Go on where an earlier list ended.")
          String after) {
    JsonObject told =
        ops.get(
            PATH,
            Map.of(
                "partner",
                partner,
                "reason",
                reason,
                "count",
                Integer.toString(count),
                "after",
                after));
    JsonArray items = told.getJsonArray("items");
    PrintWriter out = spec.commandLine().getOut();
    if (items.isEmpty()) {
      out.println("Nothing is in quarantine" + (partner.isEmpty() ? "." : " of " + partner + "."));
    } else {
      printItems(out, items);
    }
    printPartners(out, told.getJsonArray("partners"));
    String next = told.getString("next");
    if (next != null) {
      out.printf("%nThere are more: add --after %s%n", next);
    }
    out.flush();
    return 0;
  }

  private static void printItems(PrintWriter out, JsonArray items) {
    TextTable table = new TextTable("last", "times", "id", "partner", "type", "why");
    for (Object each : items) {
      JsonObject item = (JsonObject) each;
      table.add(
          clock(item.getString("last")),
          item.getValue("times").toString(),
          item.getString("id"),
          item.getString("partner"),
          Objects.requireNonNullElse(item.getString("type"), "?"),
          why(item.getJsonArray("faults").getJsonObject(0)));
    }
    table.print(out);
  }

  private static void printPartners(PrintWriter out, JsonArray partners) {
    if (partners.isEmpty()) {
      return;
    }
    TextTable table = new TextTable("partner", "kept", "bytes", "dropped");
    for (Object each : partners) {
      JsonObject of = (JsonObject) each;
      table.add(
          of.getString("partner"),
          of.getValue("items").toString(),
          of.getValue("bytes").toString(),
          of.getValue("dropped").toString());
    }
    out.println();
    table.print(out);
  }

  @Command(
      name = "show",
      mixinStandardHelpOptions = true,
      description = "Shows one message as it is kept, without personal data.")
  int show(
      @Mixin OpsClient ops, @Parameters(paramLabel = "ID", description = "As listed.") String id) {
    JsonObject item = ops.get(PATH + "/" + OpsClient.segment(id), Map.of());
    PrintWriter out = spec.commandLine().getOut();
    TextTable table = new TextTable("id", item.getString("id"));
    table.add("partner", item.getString("partner"));
    table.add("format", item.getString("format"));
    table.add("type", Objects.requireNonNullElse(item.getString("type"), "?"));
    table.add("event", Objects.requireNonNullElse(item.getString("eventId"), "?"));
    table.add("first", clock(item.getString("at")));
    table.add("last", clock(item.getString("last")) + ", " + item.getValue("times") + " times");
    table.add("posted again", item.getValue("tries") + " times without success");
    for (Object fault : item.getJsonArray("faults")) {
      table.add("why", why((JsonObject) fault));
    }
    table.print(out);
    String message = item.getString("message");
    out.println();
    out.println(
        message == null
            ? item.getValue("bytes") + " bytes that cannot be kept without personal data"
            : pretty(message));
    out.flush();
    return 0;
  }

  @Command(
      name = "repost",
      mixinStandardHelpOptions = true,
      description =
          "Posts messages again, after the catalog was mended and reloaded. What is counted by now"
              + " is not counted twice. Exits with 0 when none stays, else with 1.")
  int repost(
      @Mixin OpsClient ops,
      @Parameters(arity = "0..*", paramLabel = "ID", description = "As listed.")
          @Nullable List<String> ids,
      @Option(
              names = "--partner",
              paramLabel = "ID",
              defaultValue = "",
              description = "All of this one's.")
          String partner,
      @Option(
              names = "--reason",
              paramLabel = "TEXT",
              defaultValue = "",
              description = "All whose reason holds this text.")
          String reason,
      @Option(names = "--all", description = "All of everybody's.") boolean all) {
    boolean many = all || !partner.isEmpty() || !reason.isEmpty();
    boolean named = ids != null && !ids.isEmpty();
    if (many == named) {
      throw new ParameterException(
          spec.commandLine(), "Name messages, or say --partner, --reason or --all.");
    }
    PrintWriter out = spec.commandLine().getOut();
    boolean clean = named ? repostThese(ops, ids, out) : repostMany(ops, partner, reason, out);
    out.flush();
    return clean ? 0 : 1;
  }

  private static boolean repostThese(OpsClient ops, @Nullable List<String> ids, PrintWriter out) {
    boolean clean = true;
    for (String id : ids == null ? List.<String>of() : ids) {
      JsonObject told = ops.post(PATH + "/" + OpsClient.segment(id) + "/repost", Map.of(), null);
      JsonArray faults = told.getJsonArray("faults");
      out.println(
          id
              + "  "
              + told.getString("outcome")
              + (faults.isEmpty() ? "" : ": " + why(faults.getJsonObject(0))));
      clean &= faults.isEmpty();
    }
    return clean;
  }

  private static boolean repostMany(OpsClient ops, String partner, String reason, PrintWriter out) {
    Map<String, Integer> sums = new TreeMap<>();
    String after = "";
    do {
      JsonObject told =
          ops.post(
              PATH + "/repost", Map.of("partner", partner, "reason", reason, "after", after), null);
      OUTCOMES.forEach(outcome -> sums.merge(outcome, told.getInteger(outcome), Integer::sum));
      after = Objects.requireNonNullElse(told.getString("next"), "");
    } while (!after.isEmpty());
    out.printf(
        "%d accepted, %d known already, %d of no use, %d stay%n",
        sums.get("accepted"), sums.get("duplicate"), sums.get("ignored"), sums.get("stayed"));
    return sums.getOrDefault("stayed", 0) == 0;
  }

  @Command(
      name = "dismiss",
      mixinStandardHelpOptions = true,
      description = "Throws messages away for good; why is kept in the trail.")
  int dismiss(
      @Mixin OpsClient ops,
      @Parameters(arity = "1..*", paramLabel = "ID", description = "As listed.") List<String> ids,
      @Option(names = "--because", required = true, paramLabel = "TEXT", description = "Why.")
          String because) {
    PrintWriter out = spec.commandLine().getOut();
    for (String id : ids) {
      ops.post(
          PATH + "/" + OpsClient.segment(id) + "/dismiss",
          Map.of(),
          new JsonObject().put("reason", because));
      out.println(id + "  dismissed");
    }
    out.flush();
    return 0;
  }

  @Command(
      name = "trail",
      mixinStandardHelpOptions = true,
      description = "Lists what was dismissed, when and why, newest first.")
  int trail(@Mixin OpsClient ops) {
    JsonArray lines = ops.get(PATH + "/trail", Map.of()).getJsonArray("lines");
    PrintWriter out = spec.commandLine().getOut();
    TextTable table =
        new TextTable("at", "id", "partner", "by", "was refused", "dismissed because");
    for (Object each : lines) {
      JsonObject line = new JsonObject((String) each);
      table.add(
          clock(line.getString("at")),
          line.getString("id"),
          line.getString("partner"),
          line.getString("by"),
          line.getString("reason"),
          line.getString("dismissedBecause"));
    }
    table.print(out);
    out.flush();
    return 0;
  }

  private static String clock(String instant) {
    return CLOCK.format(Instant.parse(instant));
  }

  private static String why(JsonObject fault) {
    return (fault.getString("pointer") + " " + fault.getString("reason")).strip();
  }

  /** Member by member as it is: what is there twice is shown twice. */
  private static String pretty(String message) {
    StringWriter written = new StringWriter();
    try (JsonParser in = JSON.createParser(message);
        JsonGenerator out = JSON.createGenerator(written).useDefaultPrettyPrinter()) {
      while (in.nextToken() != null) {
        out.copyCurrentEventExact(in);
      }
    } catch (IOException e) {
      return message;
    }
    return written.toString();
  }
}
