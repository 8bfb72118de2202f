package org.guchang.app.command;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.guchang.app.Wipe;
import org.guchang.config.Catalog;
import org.guchang.config.CatalogLoader;
import org.guchang.config.CatalogProblems;
import org.guchang.config.Settings;
import org.guchang.config.SettingsProblems;
import org.guchang.ledger.SessionWipe.NotWiped;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Ends a rehearsal. */
@Command(
    name = "wipe",
    mixinStandardHelpOptions = true,
    description =
        "Removes all that was counted in a rehearsal (演练), while the server runs or not; screens"
            + " show it empty at once. A session that the catalog does not mark with rehearsal:"
            + " true is live and is not touched: exit code 1.")
public final class WipeCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private ServerSettings server = new ServerSettings();

  @Option(names = "--session", required = true, paramLabel = "ID", description = "Which one.")
  private String session = "";

  @Override
  public Integer call() throws SettingsProblems, CatalogProblems {
    Settings settings = server.load();
    Catalog catalog = CatalogLoader.load(settings.catalogDir());
    try {
      long keys = Wipe.run(settings, catalog, session, Serving.searchPath(System.getenv()));
      PrintWriter out = spec.commandLine().getOut();
      out.println("Session " + session + " is empty now: " + keys + " keys went.");
      out.flush();
      return 0;
    } catch (NotWiped refused) {
      PrintWriter err = spec.commandLine().getErr();
      err.println(refused.getMessage());
      err.flush();
      return 1;
    }
  }
}
