package org.guchang.app;

import org.guchang.config.Settings;

/**
 * The secret that signs log-ins and share links: the setting, or one made once and kept in {@code
 * <data>/access.key}. With another key everybody has to log in again, and no share link is good.
 */
final class AccessKey {
  private static final String FILE = "access.key";

  private AccessKey() {}

  static String of(Settings settings) {
    String set = settings.access().key();
    return set != null ? set : KeptKey.of(settings.dataDir(), FILE, "access.key");
  }
}
