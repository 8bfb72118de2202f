package org.guchang.app.command;

import java.nio.file.Path;
import org.guchang.config.Settings;
import org.guchang.config.SettingsLoader;
import org.guchang.config.SettingsProblems;
import org.guchang.log.LogOutput;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The settings that a command of this process goes by: the server's own. */
final class ServerSettings {

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "The server's settings file (YAML). Without it: the defaults and GUCHANG_… variables.")
  private @Nullable Path file;

  /** Loads them; from then on the log is written as they say. */
  Settings load() throws SettingsProblems {
    Settings settings = SettingsLoader.load(file, System.getenv());
    LogOutput.use(settings.log());
    return settings;
  }
}
