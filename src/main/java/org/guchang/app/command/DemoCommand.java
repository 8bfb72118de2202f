package org.guchang.app.command;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.net.PemTrustOptions;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.concurrent.Callable;
import org.guchang.app.Application;
import org.guchang.app.Doors;
import org.guchang.config.Catalog;
import org.guchang.config.CatalogHolder;
import org.guchang.config.CatalogLoader;
import org.guchang.config.CatalogProblems;
import org.guchang.config.Settings;
import org.guchang.config.Settings.DoorName;
import org.guchang.config.SettingsProblems;
import org.guchang.redis.EmbeddedRedis;
import org.guchang.replay.ReplayResult;
import org.guchang.replay.Replayer;
import org.guchang.replay.Scenario;
import org.guchang.replay.ScenarioProblem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Everything at once, to be looked at: the server, the bundled campaign, and both of its evenings
 * played into it.
 */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description =
        "Runs the server with the bundled campaign and plays both of its evenings into it,"
            + " then goes on serving until it is stopped. Each run begins empty.")
public final class DemoCommand implements Callable<Integer> {

  private static final Logger LOG = LoggerFactory.getLogger(DemoCommand.class);
  private static final String FOLDER = "demo";
  private static final String PARTNER = "demo";

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--speed",
      paramLabel = "N",
      defaultValue = "60",
      description = "How many times faster than the evening itself; 0 is as fast as it goes.")
  private double speed;

  @Override
  public Integer call() throws SettingsProblems, CatalogProblems, ScenarioProblem {
    PlaySpeed.check(spec, speed);
    Settings settings = ofDemo(new ServerSettings().load());
    Catalog catalog = CatalogLoader.load(null);
    String searchPath = Serving.searchPath(System.getenv());
    Application application =
        Application.of(
            settings, new CatalogHolder(catalog), new EmbeddedRedis.Start(searchPath, true));
    Doors doors = Serving.start(application);
    tell(doors, settings);
    Catalog.Partner partner = catalog.partners().get(PARTNER);
    if (partner == null) {
      throw new IllegalStateException("The bundled catalog has no partner " + PARTNER);
    }
    for (String name : Scenario.BUNDLED) {
      Scenario scenario = Scenario.load(name, catalog);
      long pause = pauseMillis(catalog, scenario.session());
      Runnable play = () -> play(application.vertx(), doors, partner, scenario);
      application.vertx().setTimer(Math.max(1, pause), due -> play.run());
    }
    Serving.untilStopped();
    return 0;
  }

  /**
   * With data of its own, and always the embedded Redis: what is thrown away at each start must be
   * the demo's.
   */
  private static Settings ofDemo(Settings settings) {
    return new Settings(
        settings.screen(),
        settings.partner(),
        settings.ops(),
        settings.tls(),
        new Settings.Redis(null, settings.redis().prefix()),
        settings.dataDir().resolve(FOLDER),
        null,
        settings.durability(),
        settings.limits(),
        settings.board(),
        settings.privacy(),
        settings.routing(),
        settings.quarantine(),
        settings.watch(),
        settings.access(),
        settings.log(),
        settings.zone());
  }

  /** Both evenings run by one clock: the session that began later begins later here too. */
  private long pauseMillis(Catalog catalog, String session) {
    if (speed == 0) {
      return 0;
    }
    Instant first =
        catalog.sessions().values().stream()
            .map(any -> any.startsAt().toInstant())
            .min(Comparator.naturalOrder())
            .orElse(Instant.EPOCH);
    Catalog.Session own = catalog.sessions().get(session);
    Instant begins = own != null ? own.startsAt().toInstant() : first;
    return (long) (Duration.between(first, begins).toMillis() / speed);
  }

  private void tell(Doors doors, Settings settings) {
    PrintWriter out = spec.commandLine().getOut();
    out.println();
    out.println("  screen   " + doors.address(DoorName.SCREEN));
    out.println("  partner  " + doors.address(DoorName.PARTNER));
    out.println("  ops      " + doors.address(DoorName.OPS));
    out.println();
    out.println(
        "Both evenings of 16 May 2020 now play "
            + (speed == 0 ? "as fast as they can" : "at " + PlaySpeed.shown(speed))
            + ", from an empty board; last run's data in "
            + settings.dataDir()
            + " was thrown away. Ctrl-C stops.");
    out.flush();
  }

  private void play(Vertx vertx, Doors doors, Catalog.Partner partner, Scenario scenario) {
    URI door = URI.create(doors.address(DoorName.PARTNER));
    String secret = partner.secrets().get(0).value();
    Replayer.replay(vertx, toItself(doors), door, partner.id(), secret, scenario, speed)
        .onSuccess(result -> tell(scenario, result))
        .onFailure(
            failure -> LOG.error("The evening {} could not be played", scenario.name(), failure));
  }

  /** The door is this process's own: its certificate is known, whatever host it was made for. */
  private static HttpClientOptions toItself(Doors doors) {
    Path own = doors.tls().certificate();
    HttpClientOptions transport = new HttpClientOptions();
    return own == null
        ? transport
        : transport
            .setVerifyHost(false)
            .setTrustOptions(new PemTrustOptions().addCertPath(own.toAbsolutePath().toString()));
  }

  private static void tell(Scenario scenario, ReplayResult result) {
    LOG.info(
        "{} is over: {} events accepted, {} known already, {} refused",
        scenario.name(),
        result.accepted(),
        result.duplicates(),
        result.rejected());
    result.problems().forEach(problem -> LOG.warn("{}: {}", scenario.name(), problem));
  }
}
