package org.guchang.ingest.format;

import java.util.List;
import org.guchang.config.Catalog;

/** The secrets of a platform that knows but one: while it is changed, there are two. */
final class SharedSecrets {
  private SharedSecrets() {}

  /** At least one. */
  static List<String> of(Catalog.Partner partner) {
    return partner.secrets().isEmpty() ? List.of(partner.key("secret")) : partner.secrets();
  }
}
