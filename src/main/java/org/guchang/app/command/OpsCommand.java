package org.guchang.app.command;

import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * A question to a running server: its answer as a table that can be read at a glance, or as the
 * JSON it is. Exits with 1 when something is wrong, which is then the last of the output.
 */
abstract class OpsCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private OpsClient ops = new OpsClient();

  @Option(names = "--json", description = "The server's answer as it is.")
  private boolean json;

  /** What the server says; a refusal is an exception. */
  abstract JsonObject ask(OpsClient door);

  abstract void show(JsonObject told, PrintWriter out);

  /** What somebody has to look after, a sentence each. */
  List<String> troubles(JsonObject told) {
    return List.of();
  }

  @Override
  public final Integer call() {
    JsonObject told = ask(ops);
    List<String> troubles = troubles(told);
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(told.encodePrettily());
    } else {
      show(told, out);
      troubles.forEach(trouble -> out.println("! " + trouble));
    }
    out.flush();
    return troubles.isEmpty() ? 0 : 1;
  }

  /** For options that do not go together. */
  ParameterException wronglyUsed(String why) {
    return new ParameterException(spec.commandLine(), why);
  }
}
