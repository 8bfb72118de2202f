package org.guchang.app;

import io.vertx.core.Vertx;
import java.util.function.Supplier;
import org.guchang.access.AccessHolder;
import org.guchang.access.OpsTokens;
import org.guchang.access.Passes;
import org.guchang.access.ShareLinks;
import org.guchang.config.Loopback;
import org.guchang.config.Settings;
import org.guchang.config.Settings.Access.Mode;
import org.guchang.config.Settings.Access.Probes;
import org.guchang.ops.OpsGate;
import org.guchang.redis.AccessStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who may come to which door, from the settings and the file they name. */
final class Access {
  private static final Logger LOG = LoggerFactory.getLogger(Access.class);

  private final Settings settings;
  private final AccessHolder list;
  private final String key;

  private Access(Settings settings, AccessHolder list, String key) {
    this.settings = settings;
    this.list = list;
    this.key = key;
  }

  /**
   * Reads the file and the key.
   *
   * @throws org.guchang.access.AccessProblems when the file cannot be used
   * @throws StartProblem when the ops door would be open to others, or a provider let nobody in
   */
  static Access of(Settings settings) {
    AccessHolder list = new AccessHolder(settings.access().users());
    if (list.current().tokens().isEmpty() && !Loopback.is(settings.ops().host())) {
      throw new StartProblem(
          "ops.host is "
              + settings.ops().host()
              + ", which others can reach, and "
              + settings.access().users()
              + " has no tokens: anybody could change things. Put a line under tokens: that \"guchang"
              + " token\" makes, or leave ops.host at 127.0.0.1.");
    }
    claims(settings, list.current().rules().isEmpty());
    return new Access(settings, list, AccessKey.of(settings));
  }

  /** An account at the provider alone lets nobody in, and a line without a provider neither. */
  private static void claims(Settings settings, boolean none) {
    boolean asked = settings.access().oidc() != null;
    if (asked && none) {
      throw new StartProblem(
          "oidc.issuer is set, and "
              + settings.access().users()
              + " has no line under claims: nobody could log in by it. Write there who may see what,"
              + " such as - {claim: groups, value: county-office, role: viewer, boards:"
              + " [\"session/*\"]}, or take oidc.issuer out of the settings.");
    }
    if (!asked && !none) {
      LOG.warn("Lines under claims let nobody in: oidc.issuer is not set");
    }
  }

  OpsGate opsGate() {
    boolean open = settings.access().probes() == Probes.OPEN;
    return new OpsGate(
        () -> new OpsTokens(list.current().tokens()), open, System::currentTimeMillis);
  }

  /** For the screen door, on the event loop that asks; null where everybody sees everything. */
  @Nullable Supplier<Passes> passes(Supplier<AccessStore> stores) {
    return settings.access().mode() == Mode.OPEN
        ? null
        : () -> new Passes(list, key, settings.access().oidc(), stores.get());
  }

  /** Share links at the ops door. */
  ShareRoutes shares(Supplier<AccessStore> stores) {
    return new ShareRoutes(stores, new ShareLinks(key), settings.access().publicUrl());
  }

  /** Reads the file anew. */
  AccessRoutes reload(Vertx vertx) {
    return new AccessRoutes(vertx, list);
  }
}
