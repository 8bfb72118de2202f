package org.guchang.app.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.guchang.ingest.csv.CellText;
import org.guchang.ingest.csv.Mappings;
import org.guchang.ingest.csv.sending.ImportTotals;
import org.guchang.ingest.csv.sending.ListSender;
import org.guchang.ingest.csv.sending.ListUnfit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Brings a platform's order list to the partner door. */
@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    description =
        "Imports a platform's order list (订单明细) through a server's partner door and reports every"
            + " difference to what is counted. Importing again changes nothing. Exits with 0 when"
            + " every row was taken, else with 1.")
public final class ImportCommand implements Callable<Integer> {

  private static final Map<String, String> DIFFERENCES =
      Map.of(
          "not-counted", "未计入 were not counted before",
          "not-in-file", "表中没有 are counted and not in the file",
          "amount", "金额不符 differ in the amount",
          "refund", "退款不符 differ in refunds",
          "status", "状态不符 differ in their state");

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private TrustOption trust = new TrustOption();

  @Option(
      names = "--file",
      required = true,
      paramLabel = "FILE",
      description = "As the platform gave it: CSV, in UTF-8 or GBK.")
  private Path file = Path.of("");

  @Option(
      names = "--to",
      required = true,
      paramLabel = "URL",
      description = "Partner door, e.g. http://127.0.0.1:8081")
  private String to = "";

  @Option(
      names = "--partner",
      required = true,
      paramLabel = "ID",
      description = "Whose hook; a partner of format csv.")
  private String partner = "";

  @Option(
      names = "--secret",
      required = true,
      paramLabel = "whsec_…",
      description = "One of the partner's secrets.")
  private String secret = "";

  @Option(
      names = "--platform",
      paramLabel = "ID",
      description = "Where the orders are from, if the partner has several platforms.")
  private @Nullable String platform;

  @Option(
      names = "--order-column",
      paramLabel = "HEADING",
      description = "The heading of the order number, if it is an uncommon one.")
  private @Nullable String orderColumn;

  @Option(
      names = "--rows",
      paramLabel = "N",
      defaultValue = "1000",
      description = "Most rows in one delivery; the server's limits.batch-events.")
  private int rows;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "Takes every difference and every rejected row as CSV.")
  private @Nullable Path report;

  @Option(names = "--dry-run", description = "Says what would change, and changes nothing.")
  private boolean dryRun;

  @Override
  public Integer call() throws InterruptedException {
    long began = System.nanoTime();
    try (Writer details = report == null ? null : Files.newBufferedWriter(report)) {
      ImportTotals totals = new ImportTotals(details);
      ListSender sender = new ListSender(door(), partner, secret, trust.context(), totals);
      sender.send(file, this::isOrderId, Math.max(1, rows), query());
      tell(totals, sender.retries(), TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began));
      return totals.problemCount() == 0 ? 0 : 1;
    } catch (ListUnfit | IllegalArgumentException wrong) {
      throw new ParameterException(spec.commandLine(), String.valueOf(wrong.getMessage()), wrong);
    } catch (IOException failure) {
      throw new ParameterException(
          spec.commandLine(),
          "The file cannot be read or the server not reached: " + failure,
          failure);
    }
  }

  private boolean isOrderId(String heading) {
    return orderColumn == null
        ? Mappings.isOrderId(heading)
        : CellText.plain(heading).equals(CellText.plain(orderColumn));
  }

  private String query() {
    return (dryRun ? "&dry-run=true" : "") + (platform == null ? "" : "&platform=" + platform);
  }

  private URI door() {
    try {
      URI uri = URI.create(to);
      if (uri.getHost() != null
          && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
        return uri;
      }
    } catch (IllegalArgumentException wrong) {
      // told below
    }
    throw new IllegalArgumentException("--to is a URL such as http://127.0.0.1:8081, not " + to);
  }

  private void tell(ImportTotals totals, long retries, long millis) {
    PrintWriter out = spec.commandLine().getOut();
    if (dryRun) {
      out.println("Dry run (试运行): nothing was changed; this is what would be.");
    }
    out.printf(
        "%d rows (行), %d orders (订单) in %.1f s; %d deliveries sent again.%n",
        totals.number("rows"), totals.number("orders"), millis / 1000.0, retries);
    out.printf(
        "%d counted now (新计入), %d known already (已计入), %d changed (有变动), %d of no session"
            + " (不在场次内), %d rows rejected (未收).%n",
        totals.number("accepted"),
        totals.number("duplicates"),
        totals.number("changed"),
        totals.number("outside"),
        totals.rejected());
    totals.sessions().forEach((id, orders) -> out.printf("  %s: %d orders%n", id, orders));
    for (String what : List.of("not-counted", "not-in-file", "amount", "refund", "status")) {
      long count = totals.differences().getOrDefault(what, 0L);
      if (count > 0) {
        out.printf("%d orders %s.%n", count, DIFFERENCES.get(what));
      }
    }
    totals.shown().forEach(line -> out.println("  " + line));
    out.flush();
    PrintWriter err = spec.commandLine().getErr();
    totals.problems().forEach(err::println);
    long untold = totals.problemCount() - totals.problems().size();
    if (untold > 0) {
      err.println("… and " + untold + " more; --report FILE takes all.");
    }
    err.flush();
  }
}
