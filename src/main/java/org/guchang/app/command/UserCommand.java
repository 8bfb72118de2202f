package org.guchang.app.command;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.guchang.access.BoardPatterns;
import org.guchang.access.Passwords;
import org.guchang.access.Role;
import org.guchang.app.StartProblem;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Makes a user's line of a password. */
@Command(
    name = "user",
    mixinStandardHelpOptions = true,
    description =
        "Asks for a password, at the terminal or as the first line of its input, and prints the line"
            + " for users.yaml; the password itself is in no argument and in no output.",
    footer = {
      "",
      "Put the line under users: in the file that access.users names, and reload it:",
      "  users:",
      "    - {name: \"wang\", password: \"$argon2id$…\", role: viewer, boards: [\"session/*\"]}"
    })
public final class UserCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--name", required = true, paramLabel = "NAME", description = "Who logs in.")
  private String name = "";

  @Option(
      names = "--role",
      paramLabel = "ROLE",
      defaultValue = "viewer",
      description = "viewer, operator or administrator. Default: ${DEFAULT-VALUE}")
  private String role = "viewer";

  @Option(
      names = "--board",
      paramLabel = "ID",
      description =
          "A board that a viewer sees, such as session/ID or county/CAMPAIGN/COUNTY; * is any text."
              + " Several times for several.")
  private List<String> boards = List.of();

  @Override
  public Integer call() throws IOException {
    String line = line(Passwords.hash(password()));
    check(line);
    PrintWriter out = spec.commandLine().getOut();
    out.println(line);
    out.flush();
    return 0;
  }

  private String line(String hash) {
    String seen =
        boards.isEmpty()
            ? ""
            : boards.stream()
                .map(UserCommand::quoted)
                .collect(Collectors.joining(", ", ", boards: [", "]"));
    return "  - {name: "
        + quoted(name)
        + ", password: "
        + quoted(hash)
        + ", role: "
        + role
        + seen
        + "}";
  }

  /** By what will read it. */
  private void check(String line) {
    if (Role.of(role) == null || role.equals(Role.METRICS.word())) {
      throw wrong("--role is viewer, operator or administrator, not " + role);
    }
    for (String board : boards) {
      if (!BoardPatterns.isOne(board)) {
        throw wrong("--board " + board + " is no board: session/ID, county/CAMPAIGN/COUNTY, …");
      }
    }
    AccessListLine.check("users", line);
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  @SuppressWarnings("SystemConsoleNull") // what it is for is Java 17, where null means no terminal
  private String password() throws IOException {
    Console console = System.console();
    String password = console == null ? ofInput() : ofTerminal(console);
    if (password == null || password.length() < Passwords.FEWEST_CHARS) {
      throw new StartProblem("A password has at least " + Passwords.FEWEST_CHARS + " characters");
    }
    if (password.length() > Passwords.MOST_CHARS) {
      throw new StartProblem("A password has at most " + Passwords.MOST_CHARS + " characters");
    }
    return password;
  }

  private static @Nullable String ofInput() throws IOException {
    return new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
  }

  private static @Nullable String ofTerminal(Console console) {
    char[] first = console.readPassword("Password: ");
    char[] again = console.readPassword("Once more: ");
    if (first == null || again == null) {
      return null;
    }
    if (!String.valueOf(first).equals(String.valueOf(again))) {
      throw new StartProblem("The two are not the same");
    }
    return String.valueOf(first);
  }

  private ParameterException wrong(String why) {
    return new ParameterException(spec.commandLine(), why);
  }
}
