package org.guchang.app;

import org.guchang.config.Settings;
import org.guchang.config.Settings.Privacy;

/**
 * The secret of the keyed hashes of buyers and viewers: the setting, or one made once and kept in
 * {@code <data>/privacy.key}. With another key the same buyer counts as another.
 */
final class PrivacyKey {
  private static final String FILE = "privacy.key";

  private PrivacyKey() {}

  /** The settings with a key in them. */
  static Settings fill(Settings settings) {
    if (settings.privacy().key() != null) {
      return settings;
    }
    return with(settings, KeptKey.of(settings.dataDir(), FILE, "privacy.key"));
  }

  private static Settings with(Settings settings, String key) {
    return new Settings(
        settings.screen(),
        settings.partner(),
        settings.ops(),
        settings.tls(),
        settings.redis(),
        settings.dataDir(),
        settings.catalogDir(),
        settings.durability(),
        settings.limits(),
        settings.board(),
        new Privacy(key, settings.privacy().retentionDays()),
        settings.routing(),
        settings.quarantine(),
        settings.watch(),
        settings.access(),
        settings.log(),
        settings.zone());
  }
}
