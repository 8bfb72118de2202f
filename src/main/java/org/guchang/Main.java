package org.guchang;

import java.util.Objects;
import org.guchang.access.AccessProblems;
import org.guchang.app.StartProblem;
import org.guchang.app.command.AuditCommand;
import org.guchang.app.command.DataCommand;
import org.guchang.app.command.DemoCommand;
import org.guchang.app.command.DoctorCommand;
import org.guchang.app.command.ForgetCommand;
import org.guchang.app.command.ImportCommand;
import org.guchang.app.command.LogLevelCommand;
import org.guchang.app.command.PartnersCommand;
import org.guchang.app.command.ProofsCommand;
import org.guchang.app.command.QuarantineCommand;
import org.guchang.app.command.ReloadCommand;
import org.guchang.app.command.ReplayCommand;
import org.guchang.app.command.ScreensCommand;
import org.guchang.app.command.SecretCommand;
import org.guchang.app.command.ServeCommand;
import org.guchang.app.command.SessionsCommand;
import org.guchang.app.command.ShareCommand;
import org.guchang.app.command.SignCommand;
import org.guchang.app.command.TokenCommand;
import org.guchang.app.command.UserCommand;
import org.guchang.app.command.VerifyCommand;
import org.guchang.app.command.WipeCommand;
import org.guchang.config.CatalogProblems;
import org.guchang.config.SettingsProblems;
import org.guchang.log.LogOutput;
import org.guchang.redis.RedisUnsuitable;
import org.guchang.replay.ScenarioProblem;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line; it only composes. */
@Command(
    name = "guchang",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    description = "A real-time sales board for farm products sold in live streams.",
    subcommands = {
      DemoCommand.class,
      ServeCommand.class,
      DoctorCommand.class,
      ReplayCommand.class,
      VerifyCommand.class,
      SecretCommand.class,
      SignCommand.class,
      ImportCommand.class,
      SessionsCommand.class,
      ScreensCommand.class,
      PartnersCommand.class,
      ProofsCommand.class,
      QuarantineCommand.class,
      ReloadCommand.class,
      LogLevelCommand.class,
      WipeCommand.class,
      ForgetCommand.class,
      AuditCommand.class,
      DataCommand.class,
      UserCommand.class,
      TokenCommand.class,
      ShareCommand.class
    })
public final class Main implements Runnable {

  /** From the jar's manifest; the classes alone have none. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Main.class.getPackage().getImplementationVersion();
      return new String[] {"guchang " + Objects.requireNonNullElse(version, "(not a release)")};
    }
  }

  @Spec private CommandSpec spec;

  private Main(CommandSpec spec) {
    this.spec = spec;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Name a command.");
  }

  /**
   * Runs one command and exits with its code.
   *
   * @param args the command and its options
   */
  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  /** The commands, for whoever runs one inside a process. */
  public static CommandLine commandLine() {
    return new CommandLine(new Main(CommandSpec.create()))
        .setExecutionExceptionHandler((failure, command, parsed) -> failed(failure, command));
  }

  /**
   * Says in a sentence what an operator can put right, to a reader of JSON as JSON; only our own
   * faults go to the log with their trace.
   */
  private static int failed(Exception failure, CommandLine command) {
    boolean wrongInput =
        failure instanceof SettingsProblems
            || failure instanceof CatalogProblems
            || failure instanceof AccessProblems
            || failure instanceof ScenarioProblem;
    boolean foreseen =
        wrongInput || failure instanceof StartProblem || failure instanceof RedisUnsuitable;
    if (!foreseen) {
      LoggerFactory.getLogger(Main.class).error("The command failed", failure);
    }
    if (LogOutput.isJson()) {
      LoggerFactory.getLogger(Main.class).error(failure.getMessage());
    } else {
      command.getErr().println(failure.getMessage());
      command.getErr().flush();
    }
    return wrongInput ? ExitCode.USAGE : ExitCode.SOFTWARE;
  }
}
