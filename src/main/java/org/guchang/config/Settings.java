package org.guchang.config;

import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Everything an operator can set; validated as a whole at start, then frozen. The README's table is
 * checked against it.
 */
public record Settings(
    Door screen,
    Door partner,
    Door ops,
    Tls tls,
    Redis redis,
    Path dataDir,
    @Nullable Path catalogDir,
    Durability durability,
    Limits limits,
    Board board,
    Privacy privacy,
    Routing routing,
    Quarantine quarantine,
    Watch watch,
    Access access,
    Log log,
    ZoneId zone) {

  /** Where a door listens; port 0 means any free port. */
  public record Door(String host, int port) {}

  /** The three doors, as settings, logs and meters call them. */
  public enum DoorName {
    SCREEN,
    PARTNER,
    OPS
  }

  /**
   * How doors speak TLS.
   *
   * @param certificate chain of the server in PEM, its own certificate first; absent: no TLS
   * @param key of that certificate, in PEM, without a password
   * @param doors which speak it
   * @param hstsSeconds how long browsers are told to come by TLS only; 0 is not told
   * @param opsClients certificates in PEM that those of clients of the ops door are signed with;
   *     absent: clients need none
   */
  public record Tls(
      @Nullable Path certificate,
      @Nullable Path key,
      Set<DoorName> doors,
      int hstsSeconds,
      @Nullable Path opsClients) {

    /** As by default. */
    public static final Tls NONE = new Tls(null, null, Set.of(DoorName.values()), 15_552_000, null);

    public Tls {
      doors = Set.copyOf(doors);
    }

    /** Whether that door speaks it. */
    public boolean at(DoorName door) {
      return certificate != null && key != null && doors.contains(door);
    }
  }

  /**
   * Where the facts are kept.
   *
   * @param uri of an outside Redis; absent: embedded
   * @param prefix put before every key
   */
  public record Redis(@Nullable String uri, String prefix) {

    /** Without the password. */
    @Override
    public String toString() {
      return "Redis[uri="
          + (uri == null ? "embedded" : SettingsValues.maskUri(uri))
          + ", prefix="
          + prefix
          + "]";
    }
  }

  /** What a 2xx promises. */
  public sealed interface Durability {
    /** Redis has written and synced its append-only file. */
    record Fsync() implements Durability {}

    /** Redis has it in memory; at most about a second is lost when the host dies. */
    record EverySecond() implements Durability {}

    /** That many replicas have acknowledged it. */
    record Replicas(int count) implements Durability {}
  }

  /**
   * Bounds of the partner door and the ledger.
   *
   * @param bodyBytes largest delivery, bytes
   * @param batchEvents most events in one delivery
   * @param toleranceSeconds how far webhook-timestamp may be off, and how far ahead an event's time
   *     may be
   * @param queueEvents most events waiting for a commit, per session
   * @param queueWaitMillis how long a delivery is to wait for its commit at most: what cannot be
   *     committed by then is answered 503
   * @param groupEvents most events in one commit
   * @param commitTimeoutMillis how long a commit may take before its deliveries are answered 503
   * @param commentsPerMinute most comments of one platform and session that can be shown; all are
   *     counted
   * @param patienceSeconds in which the head of a request at any door has to be whole, and after
   *     which its body has to go on at a least rate
   */
  public record Limits(
      int bodyBytes,
      int batchEvents,
      int toleranceSeconds,
      int queueEvents,
      int queueWaitMillis,
      int groupEvents,
      int commitTimeoutMillis,
      int commentsPerMinute,
      int patienceSeconds) {

    /** By default. */
    public static final int USUAL_PATIENCE_SECONDS = 10;

    /** By default. */
    public static final int USUAL_QUEUE_WAIT_MILLIS = 250;

    /** With as long a wait, as many comments and as much patience as by default. */
    public Limits(
        int bodyBytes,
        int batchEvents,
        int toleranceSeconds,
        int queueEvents,
        int groupEvents,
        int commitTimeoutMillis) {
      this(
          bodyBytes,
          batchEvents,
          toleranceSeconds,
          queueEvents,
          USUAL_QUEUE_WAIT_MILLIS,
          groupEvents,
          commitTimeoutMillis,
          120,
          USUAL_PATIENCE_SECONDS);
    }
  }

  /**
   * Bounds of the screen door.
   *
   * @param framesPerSecond most frames a second to a screen
   * @param slowScreenSeconds how long a screen may be unable to read before it is closed with 4008
   * @param maxScreens most screens at once
   */
  public record Board(int framesPerSecond, int slowScreenSeconds, int maxScreens) {}

  /**
   * How far beyond a session's times what is pushed without naming one still belongs to it;
   * minutes.
   *
   * @param graceBeforeMinutes before it starts: sellers open their shops early
   * @param graceAfterMinutes after it ends: buyers order what they saw
   */
  public record Routing(int graceBeforeMinutes, int graceAfterMinutes) {}

  /**
   * How much of what was refused is kept, of each partner; beyond, the oldest goes.
   *
   * @param items messages
   * @param bytes of them all
   */
  public record Quarantine(int items, int bytes) {}

  /**
   * What the server looks at of itself.
   *
   * @param proofMinutes pause between two proofs of recent sessions' totals; 0: none in the
   *     background
   * @param certificates TLS certificates whose end is told, files in PEM
   */
  public record Watch(int proofMinutes, List<Path> certificates) {

    /** As by default. */
    public static final Watch USUAL = new Watch(10, List.of());
  }

  /**
   * Who may see and who may change.
   *
   * @param users file of users, tokens and claims; null: nobody has a password or a token
   * @param sessionHours how long a log-in lasts
   * @param publicUrl where browsers reach the screen door, without a slash at its end; null: where
   *     it listens
   * @param proxies whose word on whom they speak for is believed
   * @param probes who reads meters and health at an ops door that has tokens
   * @param key secret that signs log-ins and share links; null: made once and kept in the data
   *     directory
   * @param oidc the identity provider that is asked; null: none is
   */
  public record Access(
      Mode mode,
      @Nullable Path users,
      int sessionHours,
      @Nullable String publicUrl,
      List<AddressRange> proxies,
      Probes probes,
      @Nullable String key,
      @Nullable Oidc oidc) {

    /** As by default. */
    public static final Access USUAL =
        new Access(Mode.OPEN, null, 12, null, List.of(), Probes.TOKEN, null, null);

    /** Who sees boards. */
    public enum Mode {
      /** Whoever reaches the screen door, which is on loopback then. */
      OPEN,
      /** Who has logged in or opened a share link. */
      USERS
    }

    /** Who reads meters and health. */
    public enum Probes {
      /** Whoever shows a token. */
      TOKEN,
      /** Whoever reaches the ops door. */
      OPEN
    }

    /** Without the key. */
    @Override
    public String toString() {
      String provider = oidc == null ? "" : ", " + oidc;
      return "Access["
          + mode
          + ", users="
          + users
          + ", key "
          + (key == null ? "made" : "set")
          + provider
          + "]";
    }
  }

  /**
   * An organisation's identity provider, by <a
   * href="https://openid.net/specs/openid-connect-core-1_0.html">OpenID Connect</a>.
   *
   * @param issuer its own address, without a slash at its end; its discovery document is below it
   * @param clientId what this server is called there
   * @param clientSecret by which it knows this server
   * @param scopes what is asked for, {@code openid} among it
   */
  public record Oidc(String issuer, String clientId, String clientSecret, List<String> scopes) {

    /** Path of the screen door that the provider sends browsers back to. */
    public static final String BACK = "/login/oidc/back";

    public Oidc {
      scopes = List.copyOf(scopes);
    }

    /** Without the secret. */
    @Override
    public String toString() {
      return "Oidc[" + issuer + ", " + clientId + ", " + scopes + "]";
    }
  }

  /**
   * How the log of the process is written.
   *
   * @param level below which our own lines are left out; libraries' are from warnings up
   */
  public record Log(Format format, Level level) {

    /** As by default. */
    public static final Log USUAL = new Log(Format.TEXT, Level.INFO);

    /** What a line looks like. */
    public enum Format {
      /** {@code key=value}. */
      TEXT,
      /** An object a line. */
      JSON
    }

    /** From the least talkative. */
    public enum Level {
      ERROR,
      WARN,
      INFO,
      /** With a line for each delivery. */
      DEBUG
    }
  }

  /**
   * What keeps buyers and viewers unknown.
   *
   * @param key secret for the keyed hashes of buyers and viewers; absent: made once and kept in the
   *     data directory
   * @param retentionDays after a session's end and its last event buyers and viewers are forgotten
   *     in it; 0 never
   */
  public record Privacy(@Nullable String key, int retentionDays) {

    /** Without the key. */
    @Override
    public String toString() {
      return "Privacy[key "
          + (key == null ? "made" : "set")
          + ", retentionDays="
          + retentionDays
          + "]";
    }
  }
}
