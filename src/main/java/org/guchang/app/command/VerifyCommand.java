package org.guchang.app.command;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.guchang.app.Proof;
import org.guchang.config.Settings;
import org.guchang.config.SettingsProblems;
import org.guchang.event.Figure;
import org.guchang.ledger.Verification.Report;
import org.guchang.ledger.Verification.Row;
import org.guchang.redis.Chunks;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Proves the totals. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description =
        "Recomputes every figure from the ledger and compares it with what is stored, while the"
            + " server runs or not. Exits with 0 when every difference is zero, else with 1.")
public final class VerifyCommand implements Callable<Integer> {

  /** Differences shown for each session. */
  private static final int SHOWN = 20;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private ServerSettings server = new ServerSettings();

  @Override
  public Integer call() throws SettingsProblems {
    Settings settings = server.load();
    List<Report> reports = Proof.run(settings, Serving.searchPath(System.getenv()));
    PrintWriter out = spec.commandLine().getOut();
    print(out, reports);
    out.flush();
    return reports.stream().allMatch(Report::isProved) ? 0 : 1;
  }

  private static void print(PrintWriter out, List<Report> reports) {
    if (reports.isEmpty()) {
      out.println("Nothing is stored, so there is nothing to prove.");
      return;
    }
    int width =
        Math.max(7, reports.stream().mapToInt(report -> report.session().length()).max().orElse(0));
    String line = "%-" + width + "s  %10s  %10s  %10s  %11s%n";
    out.printf(line, "session", "commits", "in ledger", "figures", "differences");
    for (Report report : reports) {
      out.printf(
          line,
          report.session(),
          report.version(),
          report.entries(),
          report.rows().size(),
          report.differences().size());
    }
    for (Report report : reports) {
      printTotals(out, report);
      printDifferences(out, report);
    }
  }

  /** Money in fen. */
  private static void printTotals(PrintWriter out, Report report) {
    String line = "%-12s  %16s  %16s  %11s%n";
    out.printf("%n%s%n" + line, report.session(), "total", "by the ledger", "stored", "difference");
    for (Figure figure : Figure.values()) {
      Row none = new Row(Chunks.TOTALS, Chunks.field(Chunks.ALL, figure.key()), "0", "0");
      Row row =
          report.rows().stream()
              .filter(any -> any.chunk().equals(none.chunk()) && any.field().equals(none.field()))
              .findFirst()
              .orElse(none);
      long difference = Long.parseLong(row.stored()) - Long.parseLong(row.ledger());
      out.printf(line, figure.key(), row.ledger(), row.stored(), difference);
    }
  }

  private static void printDifferences(PrintWriter out, Report report) {
    if (report.entries() != report.version()) {
      out.printf(
          "%n%s: %d of %d ledger entries are there.%n",
          report.session(), report.entries(), report.version());
    }
    List<Row> differences = report.differences();
    for (Row row : differences.subList(0, Math.min(SHOWN, differences.size()))) {
      out.printf(
          "%n%s: %s %s is %s by the ledger, stored is %s.",
          report.session(), row.chunk(), row.field(), row.ledger(), row.stored());
    }
    if (!differences.isEmpty()) {
      out.println();
    }
    if (differences.size() > SHOWN) {
      out.printf(
          "… and %d more differences in %s.%n", differences.size() - SHOWN, report.session());
    }
  }
}
