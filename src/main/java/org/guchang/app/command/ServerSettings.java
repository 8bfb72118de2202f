package org.guchang.app.command;

import java.nio.file.Path;
import org.guchang.config.Settings;
import org.guchang.config.SettingsLoader;
import org.guchang.config.SettingsProblems;
import org.guchang.log.LogOutput;
import org.jspecify.annotations.Nullable;

/** The settings that a command of this process goes by. */
final class ServerSettings {
  private ServerSettings() {}

  /**
   * Loads them; from then on the log is written as they say.
   *
   * @param file null: defaults and environment only
   */
  static Settings load(@Nullable Path file) throws SettingsProblems {
    Settings settings = SettingsLoader.load(file, System.getenv());
    LogOutput.use(settings.log());
    return settings;
  }
}
