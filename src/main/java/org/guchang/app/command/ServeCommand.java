package org.guchang.app.command;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.guchang.app.Application;
import org.guchang.config.CatalogHolder;
import org.guchang.config.CatalogLoader;
import org.guchang.config.CatalogProblems;
import org.guchang.config.Settings;
import org.guchang.config.SettingsProblems;
import org.guchang.redis.EmbeddedRedis;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The server for real use. */
@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    description = "Runs the server until it is stopped.")
public final class ServeCommand implements Callable<Integer> {

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Settings file (YAML). Without it: the defaults and GUCHANG_… variables.")
  private @Nullable Path config;

  @Override
  public Integer call() throws SettingsProblems, CatalogProblems {
    Settings settings = ServerSettings.load(config);
    CatalogHolder catalog = new CatalogHolder(CatalogLoader.load(settings.catalogDir()));
    String searchPath = Serving.searchPath(System.getenv());
    Serving.start(Application.of(settings, catalog, new EmbeddedRedis.Start(searchPath, false)));
    Serving.untilStopped();
    return 0;
  }
}
