package org.guchang.app.command;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.guchang.app.ServedData;
import org.guchang.config.Settings;
import org.guchang.config.SettingsProblems;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says whether Redis holds what was served, and takes what it holds instead. */
@Command(
    name = "data",
    mixinStandardHelpOptions = true,
    description =
        "Says whether Redis holds the data that were served so far, and which sessions, while the"
            + " server runs or not. Exits with 1 when it does not: a server then counts nothing and"
            + " shows its last totals, until the data are restored or others are accepted.")
public final class DataCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private ServerSettings server = new ServerSettings();

  @Option(
      names = "--accept",
      description =
          "What is there now, be it nothing, is served from now on. What was served before is given"
              + " up. A running server follows within seconds.")
  private boolean accept;

  @Override
  public Integer call() throws SettingsProblems {
    Settings settings = server.load();
    ServedData.Found found = ServedData.run(settings, Serving.searchPath(System.getenv()), accept);
    PrintWriter out = spec.commandLine().getOut();
    out.println(
        found.same()
            ? "These are the data that are served."
            : "These are not the data that were served: restore those, or take these with --accept.");
    out.println(
        found.sessions().isEmpty()
            ? "No session is stored."
            : "Stored sessions: " + String.join(", ", found.sessions()));
    out.flush();
    return found.same() ? 0 : 1;
  }
}
