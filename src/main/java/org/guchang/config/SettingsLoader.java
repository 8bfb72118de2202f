package org.guchang.config;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.guchang.config.Settings.Board;
import org.guchang.config.Settings.Door;
import org.guchang.config.Settings.Limits;
import org.guchang.config.Settings.Privacy;
import org.guchang.config.Settings.Redis;
import org.guchang.config.Settings.Routing;
import org.jspecify.annotations.Nullable;

/**
 * Defaults, overlaid by the settings file, overlaid by the environment; strict, and every problem
 * is reported at once.
 */
public final class SettingsLoader {
  private static final Map<String, Setting<?>> BY_KEY =
      SettingsTable.ALL.stream().collect(Collectors.toMap(Setting::key, Function.identity()));
  private static final Map<String, Setting<?>> BY_ENV =
      SettingsTable.ALL.stream().collect(Collectors.toMap(Setting::env, Function.identity()));
  private static final Set<String> SECTIONS =
      BY_KEY.keySet().stream()
          .filter(key -> key.contains("."))
          .map(key -> key.substring(0, key.indexOf('.')))
          .collect(Collectors.toSet());

  /**
   * What Kubernetes sets for a service whose name begins with guchang; these are not meant for us.
   */
  private static final Pattern KUBERNETES =
      Pattern.compile(".*(_SERVICE_HOST|_SERVICE_PORT(_\\w+)?|_PORT(_\\d+_\\w+)?)");

  private final Problems problems = new Problems();
  private final Map<String, Given> given = new LinkedHashMap<>();

  /** Text, and where it was said. */
  private record Given(String where, String text) {}

  private SettingsLoader() {}

  /**
   * Reads, overlays and checks.
   *
   * @param file YAML; null: defaults and environment only
   * @param env usually {@link System#getenv()}
   * @throws SettingsProblems with every unknown key, wrong type and value out of range, each with
   *     its key and source
   */
  public static Settings load(@Nullable Path file, Map<String, String> env)
      throws SettingsProblems {
    SettingsLoader loader = new SettingsLoader();
    if (file != null) {
      loader.readFile(file);
    }
    loader.readEnvironment(env);
    Settings settings = loader.build();
    if (!loader.problems.isEmpty()) {
      throw new SettingsProblems(loader.problems.found());
    }
    return settings;
  }

  private void readFile(Path file) {
    String name = Objects.toString(file.getFileName());
    try {
      readMapping(name, "", Yaml.parse(name, Files.readString(file), problems));
    } catch (NoSuchFileException e) {
      problems.add(file.toString(), "there is no such file");
    } catch (CharacterCodingException e) {
      problems.add(file.toString(), "is not UTF-8");
    } catch (IOException e) {
      problems.add(file.toString(), "cannot be read: " + e.getClass().getSimpleName());
    }
  }

  private void readMapping(String file, String parent, Yaml.Mapping mapping) {
    mapping.entries().forEach((name, value) -> readEntry(file, parent + name, value));
  }

  private void readEntry(String file, String key, Yaml value) {
    boolean known = BY_KEY.containsKey(key);
    if (known && value instanceof Yaml.Scalar scalar) {
      if (scalar.text() != null) {
        given.put(key, new Given(file + ":" + value.line(), scalar.text().strip()));
      }
    } else if (known) {
      problems.add(
          file, value.line(), key + " is " + value.kind() + "; a single value is expected");
    } else if (SECTIONS.contains(key)) {
      readSection(file, key, value);
    } else {
      problems.add(
          file,
          value.line(),
          key + " is not a setting; did you mean " + Nearest.to(key, BY_KEY.keySet()) + "?");
    }
  }

  private void readSection(String file, String key, Yaml value) {
    if (value instanceof Yaml.Mapping mapping) {
      readMapping(file, key + ".", mapping);
    } else if (!(value instanceof Yaml.Scalar scalar) || scalar.text() != null) {
      problems.add(
          file, value.line(), key + " is " + value.kind() + "; settings below it are expected");
    }
  }

  private void readEnvironment(Map<String, String> env) {
    env.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(e -> readVariable(e.getKey(), e.getValue()));
  }

  private void readVariable(String name, String text) {
    Setting<?> setting = BY_ENV.get(name);
    if (setting != null) {
      given.put(setting.key(), new Given("environment " + name, text.strip()));
    } else if (meantForUs(name)) {
      problems.add(
          "environment " + name,
          "is not a setting; did you mean " + Nearest.to(name, BY_ENV.keySet()) + "?");
    }
  }

  private static boolean meantForUs(String name) {
    return !KUBERNETES.matcher(name).matches()
        && SECTIONS.stream()
            .anyMatch(
                section -> name.startsWith("GUCHANG_" + section.toUpperCase(Locale.ROOT) + "_"));
  }

  private Settings build() {
    Settings settings =
        new Settings(
            new Door(required(SettingsTable.SCREEN_HOST), required(SettingsTable.SCREEN_PORT)),
            new Door(required(SettingsTable.PARTNER_HOST), required(SettingsTable.PARTNER_PORT)),
            new Door(required(SettingsTable.OPS_HOST), required(SettingsTable.OPS_PORT)),
            tls(),
            new Redis(optional(SettingsTable.REDIS_URI), required(SettingsTable.REDIS_PREFIX)),
            required(SettingsTable.DATA_DIR),
            optional(SettingsTable.CATALOG_DIR),
            required(SettingsTable.DURABILITY),
            limits(),
            new Board(
                required(SettingsTable.FRAMES_PER_SECOND),
                required(SettingsTable.SLOW_SCREEN_SECONDS),
                required(SettingsTable.MAX_SCREENS)),
            new Privacy(
                optional(SettingsTable.PRIVACY_KEY), required(SettingsTable.RETENTION_DAYS)),
            new Routing(required(SettingsTable.GRACE_BEFORE), required(SettingsTable.GRACE_AFTER)),
            new Settings.Quarantine(
                required(SettingsTable.QUARANTINE_ITEMS), required(SettingsTable.QUARANTINE_BYTES)),
            new Settings.Watch(
                required(SettingsTable.PROOF_MINUTES),
                Objects.requireNonNullElse(optional(SettingsTable.CERTIFICATES), List.of())),
            access(),
            new Settings.Log(required(SettingsTable.LOG_FORMAT), required(SettingsTable.LOG_LEVEL)),
            required(SettingsTable.ZONE));
    checkTogether(settings);
    return settings;
  }

  private Settings.Tls tls() {
    return new Settings.Tls(
        optional(SettingsTable.TLS_CERTIFICATE),
        optional(SettingsTable.TLS_KEY),
        required(SettingsTable.TLS_DOORS),
        required(SettingsTable.TLS_HSTS),
        optional(SettingsTable.TLS_OPS_CLIENTS));
  }

  private Settings.Access access() {
    return new Settings.Access(
        required(SettingsTable.ACCESS_MODE),
        optional(SettingsTable.ACCESS_USERS),
        required(SettingsTable.SESSION_HOURS),
        optional(SettingsTable.PUBLIC_URL),
        Objects.requireNonNullElse(optional(SettingsTable.PROXIES), List.of()),
        required(SettingsTable.PROBES),
        optional(SettingsTable.ACCESS_KEY),
        oidc());
  }

  /** Null where it is not set up, or not wholly. */
  private Settings.@Nullable Oidc oidc() {
    String issuer = optional(SettingsTable.OIDC_ISSUER);
    String clientId = optional(SettingsTable.OIDC_CLIENT_ID);
    String clientSecret = optional(SettingsTable.OIDC_CLIENT_SECRET);
    List<String> scopes = required(SettingsTable.OIDC_SCOPES);
    return issuer == null || clientId == null || clientSecret == null
        ? null
        : new Settings.Oidc(issuer, clientId, clientSecret, scopes);
  }

  private Limits limits() {
    return new Limits(
        required(SettingsTable.BODY_BYTES),
        required(SettingsTable.BATCH_EVENTS),
        required(SettingsTable.TOLERANCE_SECONDS),
        required(SettingsTable.QUEUE_EVENTS),
        required(SettingsTable.QUEUE_WAIT_MS),
        required(SettingsTable.GROUP_EVENTS),
        required(SettingsTable.COMMIT_TIMEOUT_MS),
        required(SettingsTable.COMMENTS_PER_MINUTE),
        required(SettingsTable.PATIENCE_SECONDS));
  }

  /** What each setting allows alone, but not the two together. */
  private void checkTogether(Settings settings) {
    Limits limits = settings.limits();
    if (limits.batchEvents() > limits.queueEvents()) {
      problems.add(
          where(SettingsTable.BATCH_EVENTS),
          "hooks.batch-events is above ledger.queue-events, so a full batch could never be accepted");
    }
    if (limits.groupEvents() > limits.queueEvents()) {
      problems.add(
          where(SettingsTable.GROUP_EVENTS), "ledger.group-events is above ledger.queue-events");
    }
    checkTls(settings.tls());
    whoMayCome(settings);
    checkOidc(settings.access());
    sameDoor(
        SettingsTable.PARTNER_PORT, settings.partner(), settings.screen(), "the screen door's");
    sameDoor(SettingsTable.OPS_PORT, settings.ops(), settings.screen(), "the screen door's");
    sameDoor(SettingsTable.OPS_PORT, settings.ops(), settings.partner(), "the partner door's");
  }

  private void checkTls(Settings.Tls tls) {
    if (tls.certificate() != null && tls.key() == null) {
      problems.add(
          where(SettingsTable.TLS_CERTIFICATE), "tls.certificate is set and tls.key is not");
    }
    if (tls.key() != null && tls.certificate() == null) {
      problems.add(where(SettingsTable.TLS_KEY), "tls.key is set and tls.certificate is not");
    }
    if (tls.opsClients() != null && !tls.at(Settings.DoorName.OPS)) {
      problems.add(
          where(SettingsTable.TLS_OPS_CLIENTS),
          "tls.ops-clients is set, but the ops door speaks no TLS: a certificate cannot be asked for");
    }
  }

  /** A provider is of use only together with all that it needs. */
  private void checkOidc(Settings.Access access) {
    List<Setting<String>> parts =
        List.of(
            SettingsTable.OIDC_ISSUER,
            SettingsTable.OIDC_CLIENT_ID,
            SettingsTable.OIDC_CLIENT_SECRET);
    List<Setting<String>> said = parts.stream().filter(this::isSaid).toList();
    if (said.isEmpty()) {
      return;
    }
    String where = where(said.get(0));
    for (Setting<String> part : parts) {
      if (!said.contains(part)) {
        problems.add(
            where,
            said.get(0).key()
                + " is set and "
                + part.key()
                + " is not; write it as the identity provider says");
      }
    }
    if (access.mode() == Settings.Access.Mode.OPEN) {
      problems.add(
          where,
          "an identity provider is set and access.mode is open: nobody would be asked to log in."
              + " Write access.mode: users");
    }
    if (access.publicUrl() == null) {
      problems.add(
          where,
          "an identity provider is set and access.public-url is not: it has to know where to send"
              + " browsers back to. Write access.public-url: https://… as browsers reach the screen"
              + " door, and tell the provider that address with "
              + Settings.Oidc.BACK
              + " behind it");
    }
    if (access.users() == null) {
      problems.add(
          where,
          "an identity provider is set and access.users is not: an account there alone lets nobody"
              + " in. Name a file by access.users, with a line under claims: such as - {claim: groups,"
              + " value: county-office, role: viewer, boards: [\"session/*\"]}");
    }
  }

  private boolean isSaid(Setting<?> setting) {
    Given said = given.get(setting.key());
    return said != null && !said.text().isEmpty();
  }

  /** A door that others can reach asks who they are. */
  private void whoMayCome(Settings settings) {
    String screen = settings.screen().host();
    if (settings.access().mode() == Settings.Access.Mode.OPEN && !Loopback.is(screen)) {
      problems.add(
          where(SettingsTable.SCREEN_HOST),
          "screen.host is "
              + screen
              + ", which others can reach, and access.mode is open: anybody could read every figure."
              + " Write access.mode: users, and say who may see: by access.users, a file whose lines"
              + " \"guchang user\" makes, by accounts of your organisation, with oidc.issuer, or by links that"
              + " \"guchang share\" makes; or leave screen.host at 127.0.0.1");
    }
    String ops = settings.ops().host();
    if (settings.access().users() == null && !Loopback.is(ops)) {
      problems.add(
          where(SettingsTable.OPS_HOST),
          "ops.host is "
              + ops
              + ", which others can reach, and there are no tokens: anybody could change things. Name a"
              + " file by access.users, with a line under tokens: that \"guchang token\" makes; or leave"
              + " ops.host at 127.0.0.1");
    }
  }

  private void sameDoor(Setting<?> setting, Door one, Door other, String whose) {
    if (one.port() != 0 && one.equals(other)) {
      problems.add(
          where(setting), setting.key() + " is " + whose + " port too; each door needs its own");
    }
  }

  /**
   * The value said last, or the default; the default too when what was said is refused, so that
   * reading goes on.
   */
  private <T> T required(Setting<T> setting) {
    T value = optional(setting);
    return value != null
        ? value
        : setting.parse().apply(Objects.requireNonNull(setting.fallback(), setting.key()));
  }

  private <T> @Nullable T optional(Setting<T> setting) {
    Given said = given.get(setting.key());
    if (said == null || (said.text().isEmpty() && setting.fallback() == null)) {
      return null;
    }
    try {
      return setting.parse().apply(said.text());
    } catch (IllegalArgumentException e) {
      String shown =
          said.text().isEmpty() ? "empty" : "\"" + setting.mask().apply(said.text()) + "\"";
      problems.add(said.where(), setting.key() + " is " + shown + "; " + e.getMessage());
      return null;
    }
  }

  private String where(Setting<?> setting) {
    Given said = given.get(setting.key());
    return said == null ? "default" : said.where();
  }
}
