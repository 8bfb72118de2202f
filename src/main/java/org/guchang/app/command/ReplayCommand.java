package org.guchang.app.command;

import io.vertx.core.Vertx;
import java.io.PrintWriter;
import java.net.URI;
import java.util.concurrent.Callable;
import org.guchang.replay.ReplayResult;
import org.guchang.replay.Replayer;
import org.guchang.replay.Scenario;
import org.guchang.replay.ScenarioProblem;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Plays an evening into any server. */
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    description =
        "Plays a scenario through a server's partner door. Exits with 0 when every event was"
            + " answered, and accepted or known already.")
public final class ReplayCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private TrustOption trust = new TrustOption();

  @Option(
      names = "--scenario",
      required = true,
      paramLabel = "NAME|FILE",
      description = "jiaocheng, wenshui, or a scenario file.")
  private String scenario = "";

  @Option(
      names = "--speed",
      paramLabel = "N",
      defaultValue = "60",
      description = "How many times faster than the evening itself; 0 is as fast as it goes.")
  private double speed;

  @Option(
      names = "--to",
      required = true,
      paramLabel = "URL",
      description = "Partner door, e.g. http://127.0.0.1:8081")
  private String to = "";

  @Option(names = "--partner", required = true, paramLabel = "ID", description = "Whose hook.")
  private String partner = "";

  @Option(
      names = "--secret",
      required = true,
      paramLabel = "whsec_…",
      description = "One of the partner's secrets.")
  private String secret = "";

  @Override
  public Integer call() throws ScenarioProblem {
    PlaySpeed.check(spec, speed);
    URI door = door();
    Scenario evening = Scenario.load(scenario);
    Vertx vertx = Vertx.vertx();
    try {
      ReplayResult result =
          Replayer.replay(vertx, trust.transport(), door, partner, secret, evening, speed).await();
      tell(result);
      return result.successful() ? 0 : 1;
    } catch (IllegalArgumentException wrong) {
      throw new ParameterException(spec.commandLine(), String.valueOf(wrong.getMessage()), wrong);
    } finally {
      vertx.close().await();
    }
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
    throw new ParameterException(
        spec.commandLine(), "--to is a URL such as http://127.0.0.1:8081, not " + to);
  }

  private void tell(ReplayResult result) {
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        "%d of %d deliveries answered in %.1f s; events: %d accepted, %d known already, %d"
            + " refused; %d deliveries sent again.%n",
        result.answered(),
        result.deliveries(),
        result.millis() / 1000.0,
        result.accepted(),
        result.duplicates(),
        result.rejected(),
        result.retries());
    out.flush();
    PrintWriter err = spec.commandLine().getErr();
    result.problems().forEach(err::println);
    err.flush();
  }
}
