package org.guchang.config;

import static org.guchang.config.SettingsValues.addresses;
import static org.guchang.config.SettingsValues.doors;
import static org.guchang.config.SettingsValues.durability;
import static org.guchang.config.SettingsValues.host;
import static org.guchang.config.SettingsValues.issuer;
import static org.guchang.config.SettingsValues.keyText;
import static org.guchang.config.SettingsValues.number;
import static org.guchang.config.SettingsValues.oneOf;
import static org.guchang.config.SettingsValues.path;
import static org.guchang.config.SettingsValues.paths;
import static org.guchang.config.SettingsValues.prefix;
import static org.guchang.config.SettingsValues.publicUrl;
import static org.guchang.config.SettingsValues.redisUri;
import static org.guchang.config.SettingsValues.scopes;
import static org.guchang.config.SettingsValues.word;
import static org.guchang.config.SettingsValues.zone;

import java.nio.file.Path;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.guchang.config.Settings.Access;
import org.guchang.config.Settings.DoorName;
import org.guchang.config.Settings.Durability;
import org.guchang.config.Settings.Log;
import org.guchang.config.Settings.Oidc;
import org.jspecify.annotations.Nullable;

/**
 * Every setting, once: what is read, what is printed and what the README's table says are all made
 * from here.
 *
 * <p>{@link #rows()} and {@link #effective(Settings)} are for callers; the constants are the
 * loader's.
 */
public final class SettingsTable {

  /**
   * A row of the README's table. {@code fallback} is empty when nothing is set by default, {@code
   * unit} when it has none.
   */
  public record Row(String key, String env, String fallback, String unit, String sentence) {}

  static final Setting<String> SCREEN_HOST =
      plain(
          "screen.host",
          "127.0.0.1",
          "",
          "Where the screen door listens.",
          host(),
          s -> s.screen().host());
  static final Setting<Integer> SCREEN_PORT =
      plain(
          "screen.port",
          "8080",
          "",
          "Its port; 0 is any free one.",
          number(0, 65_535),
          s -> s.screen().port());
  static final Setting<String> PARTNER_HOST =
      plain(
          "partner.host",
          "127.0.0.1",
          "",
          "Where the partner door listens.",
          host(),
          s -> s.partner().host());
  static final Setting<Integer> PARTNER_PORT =
      plain(
          "partner.port",
          "8081",
          "",
          "Its port; 0 is any free one.",
          number(0, 65_535),
          s -> s.partner().port());
  static final Setting<String> OPS_HOST =
      plain(
          "ops.host", "127.0.0.1", "", "Where the ops door listens.", host(), s -> s.ops().host());
  static final Setting<Integer> OPS_PORT =
      plain(
          "ops.port",
          "8082",
          "",
          "Its port; 0 is any free one.",
          number(0, 65_535),
          s -> s.ops().port());

  static final Setting<Path> TLS_CERTIFICATE =
      plain(
          "tls.certificate",
          null,
          "",
          "The server's certificate and those between it and its authority, in PEM; with it doors speak TLS. Read anew when it changes.",
          path(),
          s -> s.tls().certificate());
  static final Setting<Path> TLS_KEY =
      plain(
          "tls.key",
          null,
          "",
          "Its key in PEM, without a password. Read anew when it changes.",
          path(),
          s -> s.tls().key());
  static final Setting<Set<DoorName>> TLS_DOORS =
      plain(
          "tls.doors",
          "screen,partner,ops",
          "",
          "Which doors speak TLS, with commas between them.",
          doors(),
          s -> SettingsValues.written(s.tls().doors()));
  static final Setting<Integer> TLS_HSTS =
      plain(
          "tls.hsts-seconds",
          "15552000",
          "seconds",
          "How long browsers that came by TLS are to come to this host by TLS only, at every port; 0 does not tell them.",
          number(0, 63_072_000),
          s -> s.tls().hstsSeconds());
  static final Setting<Path> TLS_OPS_CLIENTS =
      plain(
          "tls.ops-clients",
          null,
          "",
          "Authorities' certificates in PEM; with it the ops door takes only clients with a certificate of theirs. Read anew when it changes.",
          path(),
          s -> s.tls().opsClients());

  static final Setting<Integer> PATIENCE_SECONDS =
      plain(
          "doors.patience-seconds",
          "10",
          "seconds",
          "How long the head of a request may take; its body has to go on after it at 4 KiB a second. An idle connection is closed after six times as long.",
          number(1, 600),
          s -> s.limits().patienceSeconds());

  static final Setting<String> REDIS_URI =
      new Setting<>(
          "redis.uri",
          null,
          "",
          "An outside Redis, redis://user:password@host:port, or its Sentinels, redis-sentinel://user:password@host:port,host:port#master; without it one is started in the data directory.",
          redisUri(),
          s -> s.redis().uri(),
          SettingsValues::maskUri);
  static final Setting<String> REDIS_PREFIX =
      plain(
          "redis.prefix",
          "guchang:",
          "",
          "Put before every key in Redis.",
          prefix(),
          s -> s.redis().prefix());

  static final Setting<Path> DATA_DIR =
      plain(
          "data.dir",
          "./data",
          "",
          "Where the started Redis and the privacy key are kept.",
          path(),
          Settings::dataDir);
  static final Setting<Path> CATALOG_DIR =
      plain(
          "catalog.dir",
          null,
          "",
          "Folder of catalog.yaml and products.csv; without it the bundled campaign is shown.",
          path(),
          Settings::catalogDir);

  static final Setting<Durability> DURABILITY =
      plain(
          "ledger.durability",
          "fsync",
          "",
          "What a 2xx promises: fsync (on disk), everysec (on disk within a second), replicas:N (N replicas have it).",
          durability(),
          s -> SettingsValues.written(s.durability()));
  static final Setting<Integer> QUEUE_EVENTS =
      plain(
          "ledger.queue-events",
          "20000",
          "events",
          "Most events of a session waiting for a commit; beyond it deliveries are answered 503, of the partner first who has most waiting.",
          number(1, 10_000_000),
          s -> s.limits().queueEvents());
  static final Setting<Integer> QUEUE_WAIT_MS =
      plain(
          "ledger.queue-wait-ms",
          "250",
          "ms",
          "Longest wait for a commit: what cannot be committed in that time, as commits go, is answered 503 at once, of the partner first who has most waiting.",
          number(1, 600_000),
          s -> s.limits().queueWaitMillis());
  static final Setting<Integer> GROUP_EVENTS =
      plain(
          "ledger.group-events",
          "500",
          "events",
          "Most events in one commit.",
          number(1, 100_000),
          s -> s.limits().groupEvents());
  static final Setting<Integer> COMMIT_TIMEOUT_MS =
      plain(
          "ledger.commit-timeout-ms",
          "5000",
          "ms",
          "How long a commit may take before its deliveries are answered 503.",
          number(10, 600_000),
          s -> s.limits().commitTimeoutMillis());
  static final Setting<Integer> COMMENTS_PER_MINUTE =
      plain(
          "ledger.comments-per-minute",
          "120",
          "comments/min",
          "Most comments of one platform a minute that can be shown; the others are counted only.",
          number(1, 60_000),
          s -> s.limits().commentsPerMinute());

  static final Setting<Integer> BODY_BYTES =
      plain(
          "hooks.body-bytes",
          "1048576",
          "bytes",
          "Largest delivery; a larger one is answered 413.",
          number(1_024, 64 << 20),
          s -> s.limits().bodyBytes());
  static final Setting<Integer> BATCH_EVENTS =
      plain(
          "hooks.batch-events",
          "1000",
          "events",
          "Most events in one delivery.",
          number(1, 100_000),
          s -> s.limits().batchEvents());
  static final Setting<Integer> TOLERANCE_SECONDS =
      plain(
          "hooks.tolerance-seconds",
          "300",
          "seconds",
          "How far webhook-timestamp may be off, and how far ahead an event's time may be.",
          number(1, 86_400),
          s -> s.limits().toleranceSeconds());

  static final Setting<Integer> GRACE_BEFORE =
      plain(
          "routing.grace-before-minutes",
          "30",
          "minutes",
          "How long before a session starts a platform's push already belongs to it.",
          number(0, 1_440),
          s -> s.routing().graceBeforeMinutes());
  static final Setting<Integer> GRACE_AFTER =
      plain(
          "routing.grace-after-minutes",
          "120",
          "minutes",
          "How long after a session's end an order that is created still belongs to it.",
          number(0, 1_440),
          s -> s.routing().graceAfterMinutes());

  static final Setting<Integer> QUARANTINE_ITEMS =
      plain(
          "quarantine.items",
          "10000",
          "messages",
          "Most refused messages kept of one partner; beyond, the oldest goes.",
          number(1, 1_000_000),
          s -> s.quarantine().items());
  static final Setting<Integer> QUARANTINE_BYTES =
      plain(
          "quarantine.bytes",
          "20971520",
          "bytes",
          "Most bytes of them, of one partner.",
          number(65_536, 1_073_741_824),
          s -> s.quarantine().bytes());

  static final Setting<Integer> FRAMES_PER_SECOND =
      plain(
          "board.frames-per-second",
          "5",
          "frames/s",
          "Most frames a second to a screen.",
          number(1, 60),
          s -> s.board().framesPerSecond());
  static final Setting<Integer> SLOW_SCREEN_SECONDS =
      plain(
          "board.slow-screen-seconds",
          "30",
          "seconds",
          "How long a screen may be unable to read before it is closed.",
          number(1, 3_600),
          s -> s.board().slowScreenSeconds());
  static final Setting<Integer> MAX_SCREENS =
      plain(
          "board.max-screens",
          "20000",
          "screens",
          "Most screens at once; more are turned away.",
          number(1, 1_000_000),
          s -> s.board().maxScreens());

  static final Setting<Integer> PROOF_MINUTES =
      plain(
          "watch.proof-minutes",
          "10",
          "minutes",
          "Pause between two proofs of recent sessions' totals from their ledgers; 0 is none in the background.",
          number(0, 1_440),
          s -> s.watch().proofMinutes());
  static final Setting<List<Path>> CERTIFICATES =
      plain(
          "watch.certificates",
          null,
          "",
          "TLS certificates whose end is told in /metrics: files in PEM, with commas between them.",
          paths(),
          s -> SettingsValues.written(s.watch().certificates()));

  static final Setting<Access.Mode> ACCESS_MODE =
      plain(
          "access.mode",
          "open",
          "",
          "Who sees the boards: open (whoever reaches the screen door, which has to be on loopback then) or users (who has logged in or opened a share link).",
          oneOf(Access.Mode.class),
          s -> SettingsValues.written(s.access().mode()));
  static final Setting<Path> ACCESS_USERS =
      plain(
          "access.users",
          null,
          "",
          "File of users, of tokens for the ops door, and of what an identity provider's claims give.",
          path(),
          s -> s.access().users());
  static final Setting<Integer> SESSION_HOURS =
      plain(
          "access.session-hours",
          "12",
          "hours",
          "How long a log-in lasts.",
          number(1, 720),
          s -> s.access().sessionHours());
  static final Setting<String> PUBLIC_URL =
      plain(
          "access.public-url",
          null,
          "",
          "Where browsers reach the screen door, such as https://board.example.cn; with https cookies are Secure.",
          publicUrl(),
          s -> s.access().publicUrl());
  static final Setting<List<AddressRange>> PROXIES =
      plain(
          "access.proxies",
          null,
          "",
          "Addresses or ranges of proxies whose X-Forwarded-For is believed when log-ins are throttled, with commas between them.",
          addresses(),
          s -> SettingsValues.writtenRanges(s.access().proxies()));
  static final Setting<Access.Probes> PROBES =
      plain(
          "access.probes",
          "token",
          "",
          "Who reads /metrics and /health at an ops door that has tokens: token (whoever shows one) or open (anybody).",
          oneOf(Access.Probes.class),
          s -> SettingsValues.written(s.access().probes()));
  static final Setting<String> ACCESS_KEY =
      new Setting<>(
          "access.key",
          null,
          "",
          "Secret that signs log-ins and share links; without it one is made and kept in the data directory.",
          keyText(),
          s -> s.access().key(),
          text -> "***");

  static final Setting<String> OIDC_ISSUER =
      plain(
          "oidc.issuer",
          null,
          "",
          "The identity provider whose accounts log in, as it calls itself, such as https://id.example.cn/realms/county; lines under claims in the file of access.users say who of them sees what.",
          issuer(),
          s -> oidc(s, Oidc::issuer));
  static final Setting<String> OIDC_CLIENT_ID =
      plain(
          "oidc.client-id",
          null,
          "",
          "What this server is called at the identity provider.",
          word(),
          s -> oidc(s, Oidc::clientId));
  static final Setting<String> OIDC_CLIENT_SECRET =
      new Setting<>(
          "oidc.client-secret",
          null,
          "",
          "Secret by which the identity provider knows this server.",
          word(),
          s -> oidc(s, Oidc::clientSecret),
          text -> "***");
  static final Setting<List<String>> OIDC_SCOPES =
      plain(
          "oidc.scopes",
          "openid profile",
          "",
          "What is asked of the identity provider, with spaces between; some tell groups only where a scope asks for them.",
          scopes(),
          s -> oidc(s, oidc -> String.join(" ", oidc.scopes())));

  static final Setting<String> PRIVACY_KEY =
      new Setting<>(
          "privacy.key",
          null,
          "",
          "Secret for the keyed hashes of buyers and viewers; without it one is made and kept in the data directory.",
          keyText(),
          s -> s.privacy().key(),
          text -> "***");
  static final Setting<Integer> RETENTION_DAYS =
      plain(
          "privacy.retention-days",
          "180",
          "days",
          "So long after a session's end and its last event nobody can be found in it any more, with the key neither; every figure stays. 0 is never.",
          number(0, 36_500),
          s -> s.privacy().retentionDays());
  static final Setting<Log.Format> LOG_FORMAT =
      plain(
          "log.format",
          "text",
          "",
          "How a line of the log looks: text (key=value) or json (an object a line).",
          oneOf(Log.Format.class),
          s -> SettingsValues.written(s.log().format()));
  static final Setting<Log.Level> LOG_LEVEL =
      plain(
          "log.level",
          "info",
          "",
          "What is logged: error, warn, info, or debug, which has a line for each delivery.",
          oneOf(Log.Level.class),
          s -> SettingsValues.written(s.log().level()));
  static final Setting<ZoneId> ZONE =
      plain(
          "zone",
          "Asia/Shanghai",
          "",
          "Time zone of minutes and clocks on screen.",
          zone(),
          s -> s.zone().getId());

  static final List<Setting<?>> ALL =
      List.of(
          SCREEN_HOST,
          SCREEN_PORT,
          PARTNER_HOST,
          PARTNER_PORT,
          OPS_HOST,
          OPS_PORT,
          PATIENCE_SECONDS,
          TLS_CERTIFICATE,
          TLS_KEY,
          TLS_DOORS,
          TLS_HSTS,
          TLS_OPS_CLIENTS,
          REDIS_URI,
          REDIS_PREFIX,
          DATA_DIR,
          CATALOG_DIR,
          DURABILITY,
          QUEUE_EVENTS,
          QUEUE_WAIT_MS,
          GROUP_EVENTS,
          COMMIT_TIMEOUT_MS,
          COMMENTS_PER_MINUTE,
          BODY_BYTES,
          BATCH_EVENTS,
          TOLERANCE_SECONDS,
          GRACE_BEFORE,
          GRACE_AFTER,
          QUARANTINE_ITEMS,
          QUARANTINE_BYTES,
          FRAMES_PER_SECOND,
          SLOW_SCREEN_SECONDS,
          MAX_SCREENS,
          PROOF_MINUTES,
          CERTIFICATES,
          ACCESS_MODE,
          ACCESS_USERS,
          SESSION_HOURS,
          PUBLIC_URL,
          PROXIES,
          PROBES,
          ACCESS_KEY,
          OIDC_ISSUER,
          OIDC_CLIENT_ID,
          OIDC_CLIENT_SECRET,
          OIDC_SCOPES,
          PRIVACY_KEY,
          RETENTION_DAYS,
          LOG_FORMAT,
          LOG_LEVEL,
          ZONE);

  private SettingsTable() {}

  /** All settings in the order they are documented. */
  public static List<Row> rows() {
    return ALL.stream()
        .map(
            s ->
                new Row(
                    s.key(),
                    s.env(),
                    s.fallback() == null ? "" : s.fallback(),
                    s.unit(),
                    s.sentence()))
        .toList();
  }

  /** The effective settings in the order they are documented, with passwords and keys masked. */
  public static Map<String, String> effective(Settings settings) {
    Map<String, String> values = new LinkedHashMap<>();
    ALL.forEach(setting -> values.put(setting.key(), setting.masked(settings)));
    return values;
  }

  private static @Nullable String oidc(Settings settings, Function<Oidc, String> part) {
    Oidc oidc = settings.access().oidc();
    return oidc == null ? null : part.apply(oidc);
  }

  private static <T> Setting<T> plain(
      String key,
      @Nullable String fallback,
      String unit,
      String sentence,
      Function<String, T> parse,
      Function<Settings, @Nullable Object> read) {
    return new Setting<>(key, fallback, unit, sentence, parse, read, text -> text);
  }
}
