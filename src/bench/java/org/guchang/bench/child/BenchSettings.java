package org.guchang.bench.child;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.guchang.config.Settings;
import org.guchang.config.SettingsLoader;
import org.guchang.config.SettingsProblems;

/** The product's defaults, on free ports. */
final class BenchSettings {
  private BenchSettings() {}

  /**
   * Settings of a child.
   *
   * @param options {@code data}, {@code durability}, {@code catalog} (a folder; the bundled one
   *     when absent), {@code users} (a file; who has none changes nothing then), {@code redis} (a
   *     uri; an embedded one when absent), {@code group} (most events in a commit; the default when
   *     absent), {@code queueWait} (milliseconds; so long when absent that whoever sends as fast as
   *     he is answered is never refused), {@code slowScreen} (seconds; the default when absent),
   *     {@code screenPort}, {@code partnerPort}, {@code opsPort} (free ones when absent), and
   *     settings by the names of their environment variables
   */
  static Settings of(Map<String, String> options) throws SettingsProblems {
    Map<String, String> env = new HashMap<>();
    env.put("GUCHANG_SCREEN_PORT", options.getOrDefault("screenPort", "0"));
    env.put("GUCHANG_PARTNER_PORT", options.getOrDefault("partnerPort", "0"));
    env.put("GUCHANG_OPS_PORT", options.getOrDefault("opsPort", "0"));
    env.put("GUCHANG_DATA_DIR", options.get("data"));
    env.put("GUCHANG_LEDGER_DURABILITY", options.getOrDefault("durability", "everysec"));
    env.put("GUCHANG_BOARD_MAX_SCREENS", "100000");
    env.put("GUCHANG_PRIVACY_KEY", "a key that only benchmarks use");
    String catalog = options.get("catalog");
    if (catalog != null) {
      env.put("GUCHANG_CATALOG_DIR", catalog);
    }
    String users = options.get("users");
    if (users != null) {
      env.put("GUCHANG_ACCESS_USERS", users);
      env.put("GUCHANG_ACCESS_PROBES", "open");
    }
    env.put("GUCHANG_LEDGER_QUEUE_WAIT_MS", options.getOrDefault("queueWait", "10000"));
    String group = options.get("group");
    if (group != null) {
      env.put("GUCHANG_LEDGER_GROUP_EVENTS", group);
    }
    String slowScreen = options.get("slowScreen");
    if (slowScreen != null) {
      env.put("GUCHANG_BOARD_SLOW_SCREEN_SECONDS", slowScreen);
    }
    String redis = options.get("redis");
    if (redis != null) {
      env.put("GUCHANG_REDIS_URI", redis);
    }
    options.forEach((name, value) -> putSetting(env, name, value));
    return SettingsLoader.load((Path) null, env);
  }

  private static void putSetting(Map<String, String> env, String name, String value) {
    if (name.startsWith("GUCHANG_")) {
      env.put(name, value);
    }
  }
}
