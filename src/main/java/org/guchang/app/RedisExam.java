package org.guchang.app;

import java.util.Map;
import org.guchang.config.Settings;
import org.guchang.redis.ServerCheck;

/** Looks at the Redis of the settings. */
public final class RedisExam {
  /** Among the facts: its host's clock, milliseconds since 1970. */
  public static final String MILLIS = ServerCheck.MILLIS;

  private RedisExam() {}

  /**
   * What it says of itself, by the names of INFO. Blocks.
   *
   * @throws org.guchang.redis.RedisUnsuitable when it cannot keep what the settings promise
   */
  public static Map<String, String> run(Settings settings, String searchPath) {
    return RedisVisit.run(
        "doctor",
        settings,
        searchPath,
        link ->
            ServerCheck.run(link, settings.durability())
                .compose(version -> ServerCheck.told(link)));
  }
}
