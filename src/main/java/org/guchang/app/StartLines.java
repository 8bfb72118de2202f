package org.guchang.app;

import java.util.Map;
import org.guchang.config.Settings;
import org.guchang.config.SettingsTable;
import org.guchang.log.Field;
import org.guchang.ops.Version;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/** What a server says of itself before anything else. */
final class StartLines {
  private static final Logger LOG = LoggerFactory.getLogger(Application.class);

  private StartLines() {}

  /** Version and machine, then every setting as it is in effect, secrets masked. */
  static void tell(Settings settings) {
    LOG.atInfo()
        .addKeyValue(Field.VERSION.key, Version.current())
        .addKeyValue(Field.JAVA.key, System.getProperty("java.runtime.version", "unknown"))
        .addKeyValue(Field.PROCESS.key, ProcessHandle.current().pid())
        .log("Guchang starts");
    LoggingEventBuilder line = LOG.atInfo();
    for (Map.Entry<String, String> setting : SettingsTable.effective(settings).entrySet()) {
      line = line.addKeyValue(setting.getKey(), setting.getValue());
    }
    line.log("Settings in effect");
  }
}
