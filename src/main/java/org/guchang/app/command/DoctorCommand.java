package org.guchang.app.command;

import java.io.PrintWriter;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.guchang.app.doctor.Doctor;
import org.guchang.app.doctor.Finding;
import org.guchang.app.doctor.Finding.Verdict;
import org.guchang.config.Settings;
import org.guchang.config.SettingsProblems;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Looks this host over before the evening. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description =
        "Looks over Java, memory, open files, clock, ports, disk, Redis and catalog, while the server"
            + " runs or not, and says what to change. Exits with 1 when something is bad, else with 0.")
public final class DoctorCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private ServerSettings server = new ServerSettings();

  @Override
  public Integer call() throws SettingsProblems {
    Settings settings = server.load();
    List<Finding> findings =
        Doctor.look(settings, Serving.searchPath(System.getenv()), Clock.systemUTC());
    PrintWriter out = spec.commandLine().getOut();
    for (Finding finding : findings) {
      out.printf(
          "%-4s  %-14s  %s%n",
          finding.verdict().name().toLowerCase(Locale.ROOT), finding.what(), finding.found());
      if (!finding.change().isEmpty()) {
        out.printf("%22s→ %s%n", "", finding.change());
      }
    }
    out.flush();
    return findings.stream().anyMatch(finding -> finding.verdict() == Verdict.BAD) ? 1 : 0;
  }
}
