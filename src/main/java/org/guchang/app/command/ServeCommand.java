package org.guchang.app.command;

import java.util.concurrent.Callable;
import org.guchang.app.Application;
import org.guchang.config.CatalogHolder;
import org.guchang.config.CatalogLoader;
import org.guchang.config.CatalogProblems;
import org.guchang.config.Settings;
import org.guchang.config.SettingsProblems;
import org.guchang.redis.EmbeddedRedis;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The server for real use. */
@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    description = "Runs the server until it is stopped.")
public final class ServeCommand implements Callable<Integer> {

  @Mixin private ServerSettings server = new ServerSettings();

  @Override
  public Integer call() throws SettingsProblems, CatalogProblems {
    Settings settings = server.load();
    CatalogHolder catalog = new CatalogHolder(CatalogLoader.load(settings.catalogDir()));
    String searchPath = Serving.searchPath(System.getenv());
    Serving.start(Application.of(settings, catalog, new EmbeddedRedis.Start(searchPath, false)));
    Serving.untilStopped();
    return 0;
  }
}
