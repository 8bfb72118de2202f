package org.guchang.app.command;

import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import org.guchang.app.Forget;
import org.guchang.app.Forget.Outcome;
import org.guchang.app.Forget.Person;
import org.guchang.config.Settings;
import org.guchang.config.SettingsProblems;
import org.guchang.privacy.Forgetting.Forgotten;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Forgets a buyer, or everybody. */
@Command(
    name = "forget",
    mixinStandardHelpOptions = true,
    description =
        "Puts a buyer, or everybody, out of reach in what is stored, while the server runs or not:"
            + " whoever has the privacy key and the platform's id cannot find them any more. Every"
            + " figure stays, and stays proved. While it works, Redis needs room for a session"
            + " twice. Exits with 1 when nobody was found, or a session was too busy.")
public final class ForgetCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private ServerSettings server = new ServerSettings();

  @Option(
      names = "--session",
      paramLabel = "ID",
      description = "In which one. Without it: in all that are stored, and in the quarantine.")
  private @Nullable String session;

  @ArgGroup(multiplicity = "1")
  private Whom whom = new Whom();

  private static final class Whom {
    @ArgGroup(exclusive = false)
    private @Nullable Buyer buyer;

    @Option(names = "--everybody", required = true, description = "All buyers and viewers.")
    private boolean everybody;
  }

  private static final class Buyer {
    @Option(
        names = "--buyer",
        required = true,
        paramLabel = "ID",
        description = "One, by the id that the partner sends: buyer or viewer.")
    private String id = "";

    @Option(
        names = "--platform",
        required = true,
        paramLabel = "ID",
        description = "On which platform, by its id in the catalog.")
    private String platform = "";
  }

  @Override
  public Integer call() throws SettingsProblems {
    Settings settings = server.load();
    Buyer buyer = whom.buyer;
    Person person = whom.everybody || buyer == null ? null : new Person(buyer.platform, buyer.id);
    Outcome came = Forget.run(settings, person, session, Serving.searchPath(System.getenv()));
    PrintWriter out = spec.commandLine().getOut();
    int exit = print(out, came);
    out.flush();
    return exit;
  }

  private static int print(PrintWriter out, Outcome came) {
    int done = 0;
    int busy = 0;
    for (Map.Entry<String, Forgotten> each : came.sessions().entrySet()) {
      if (each.getValue() == Forgotten.DONE) {
        done++;
        out.println("Session " + each.getKey() + ": forgotten; its figures stay.");
      } else if (each.getValue() == Forgotten.BUSY) {
        busy++;
        out.println(
            "Session "
                + each.getKey()
                + ": NOT forgotten, so much is being counted in it. Try again when it is quiet.");
      }
    }
    if (came.messages() > 0) {
      out.println("Quarantine: forgotten in " + came.messages() + " messages.");
    }
    if (done + busy + came.messages() == 0) {
      out.println(
          "Nobody was found, so nothing was changed. The id is that which the partner sends, and"
              + " privacy.key that of the server, "
              + "which is looked for in the data directory unless it is set.");
      return 1;
    }
    out.println(
        came.rewritten()
            ? "Redis is writing its append-only file anew; then that does not hold them either."
            : "Redis did not take BGREWRITEAOF: until it writes its file anew, that still holds them.");
    out.println("Backups made before still do.");
    return busy == 0 ? 0 : 1;
  }
}
