package org.guchang.app.command;

import java.io.PrintWriter;
import java.security.SecureRandom;
import java.util.concurrent.Callable;
import org.guchang.access.OpsTokens;
import org.guchang.access.Role;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Makes a token for the ops door. */
@Command(
    name = "token",
    mixinStandardHelpOptions = true,
    description =
        "Prints a new token for the ops door, and the line for users.yaml that makes it known. Only"
            + " its SHA-256 is in the line: the token is shown this once.",
    footer = {
      "",
      "metrics reads /metrics and /health, viewer reads everything there, operator changes things.",
      "The commands that ask a running server take it from --token-file or from GUCHANG_TOKEN."
    })
public final class TokenCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--name",
      required = true,
      paramLabel = "NAME",
      description = "Whose it is: stands in the log beside what is done with it.")
  private String name = "";

  @Option(
      names = "--role",
      required = true,
      paramLabel = "ROLE",
      description = "metrics, viewer, operator or administrator.")
  private String role = "";

  @Option(
      names = "--until",
      paramLabel = "TIME",
      description = "When it ends, such as 2026-10-01T00:00:00+08:00.")
  private @Nullable String until;

  @Override
  public Integer call() {
    if (Role.of(role) == null) {
      throw wrong("--role is one of " + Role.words() + ", not " + role);
    }
    String token = OpsTokens.make(new SecureRandom());
    String line =
        "  - {name: \""
            + name
            + "\", sha256: "
            + OpsTokens.digest(token)
            + ", role: "
            + role
            + (until == null ? "" : ", until: \"" + until + "\"")
            + "}";
    AccessListLine.check("tokens", line);
    PrintWriter out = spec.commandLine().getOut();
    out.println("The token, which is shown only now:");
    out.println(token);
    out.println("Under tokens: in the file of access.users:");
    out.println(line);
    out.flush();
    return 0;
  }

  private ParameterException wrong(String why) {
    return new ParameterException(spec.commandLine(), why);
  }
}
