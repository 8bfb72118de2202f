package org.guchang.ops;

import static org.guchang.ops.Buckets.NONE;
import static org.guchang.ops.Label.BOARD;
import static org.guchang.ops.Label.COUNTY;
import static org.guchang.ops.Label.FORMAT;
import static org.guchang.ops.Label.KIND;
import static org.guchang.ops.Label.OUTCOME;
import static org.guchang.ops.Label.PARTNER;
import static org.guchang.ops.Label.PLATFORM;
import static org.guchang.ops.Label.REASON;
import static org.guchang.ops.Label.SESSION;
import static org.guchang.ops.Label.TYPE;
import static org.guchang.ops.Label.WHAT;
import static org.guchang.ops.Meter.Kind.COUNTER;
import static org.guchang.ops.Meter.Kind.GAUGE;
import static org.guchang.ops.Meter.Kind.HISTOGRAM;
import static org.guchang.ops.Meter.Kind.TIMER;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Timer;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleSupplier;

/**
 * Every meter of the product, once: name, unit, sentence and labels. What is registered, what
 * {@code grafana/metrics.md} says and what dashboards and alerts may ask for are all held against
 * it. The Java machine's own meters are Micrometer's.
 */
public enum Meter {
  // the partner door
  DELIVERIES(
      COUNTER,
      "deliveries",
      "",
      "Deliveries answered, or given up by their sender",
      PARTNER,
      FORMAT,
      OUTCOME),
  PARTNER_SEEN(
      GAUGE,
      "partner.last.delivery",
      "seconds",
      "When a partner's last genuine delivery came, seconds since 1970; 0 when none has since the start",
      PARTNER),
  SECRET_ENDS(
      GAUGE,
      "partner.secret.ends",
      "seconds",
      "When the last of a partner's secrets ends, seconds since 1970; +Inf when one never does",
      PARTNER),
  EVENTS(
      COUNTER,
      "events",
      "",
      "Events of genuine deliveries: accepted, duplicate, or the part at fault",
      TYPE,
      OUTCOME),
  EVENTS_REFUSED(
      COUNTER, "events.refused", "", "Events refused, by the part at fault", PARTNER, REASON),
  INGEST_DURATION(
      TIMER,
      "ingest.duration",
      "From a delivery's head to its answer, the sender's own pace included",
      Buckets.WAITS),
  RECEIPTS(COUNTER, "receipts", "", "Receipts kept, in brief, or for want of room not", OUTCOME),
  HANDSHAKES(
      COUNTER,
      "handshakes",
      "",
      "Handshakes, challenges and heartbeats of platforms answered",
      FORMAT,
      WHAT),
  IGNORED(
      COUNTER,
      "messages.ignored",
      "",
      "Messages of platforms that are understood and of no use",
      FORMAT,
      TYPE),

  // the ledger
  COMMIT_DURATION(
      TIMER,
      "commit.duration",
      "From taking a group of events to Redis having it as durably as promised",
      Buckets.COMMITS,
      OUTCOME),
  COMMIT_GROUP(HISTOGRAM, "commit.group", "", "Events committed together", Buckets.EVENTS),
  COMMIT_RETRIES(
      COUNTER,
      "commit.retries",
      "",
      "Commits computed again because Redis held something else than expected",
      REASON),
  QUEUE_EVENTS(GAUGE, "queue.events", "", "Events waiting for a commit"),
  QUEUE_FILLED(
      GAUGE, "queue.filled", "ratio", "Share of its room that the fullest session queue holds"),
  QUEUE_AGE(GAUGE, "queue.age", "seconds", "How long the oldest event has waited for a commit"),
  LEDGER_DRIFT(
      GAUGE,
      "ledger.drift",
      "",
      "Figures of a session that its ledger does not prove, as last looked; 0 is proved",
      SESSION),
  LEDGER_PROOFS(COUNTER, "ledger.proofs", "", "Background proofs of sessions' totals", OUTCOME),
  LEDGER_PROOF_DURATION(
      TIMER, "ledger.proof.duration", "A background proof of one session", Buckets.CHORES),

  // Redis
  COMMITS_MISSING(
      GAUGE,
      "ledger.commits.missing",
      "",
      "Commits acknowledged since the server began that Redis has lost"),
  REDIS_ROUNDTRIP(
      TIMER, "redis.roundtrip", "From sending something to Redis to its answer", Buckets.COMMITS),
  REDIS_RECONNECTS(COUNTER, "redis.reconnects", "", "Connections to Redis that had to be remade"),
  REDIS_FIT(
      GAUGE,
      "redis.fit",
      "",
      "1 while Redis is set up to keep what a 2xx promises, 0 when its settings or its role changed"),
  REDIS_MEMORY(GAUGE, "redis.memory", "bytes", "Memory that Redis uses"),
  REDIS_MEMORY_LIMIT(
      GAUGE,
      "redis.memory.limit",
      "bytes",
      "Memory that Redis may use: its maxmemory, else all of its machine's"),
  REDIS_AOF_UP(
      GAUGE,
      "redis.aof.up",
      "",
      "1 when Redis could write its append-only file the last time, 0 when not",
      WHAT),
  REDIS_AOF_SIZE(GAUGE, "redis.aof.size", "bytes", "Size of the append-only file"),
  REDIS_FSYNC_AGE(
      GAUGE,
      "redis.fsync.age",
      "seconds",
      "Since Redis was last seen with everything written and no fsync outstanding"),
  REDIS_FSYNC_DELAYED(
      GAUGE, "redis.fsync.delayed", "", "Fsyncs that were late since Redis started, as it counts"),
  DATA_FREE(GAUGE, "data.free", "bytes", "Room left where the embedded Redis keeps its files"),
  DATA_SIZE(GAUGE, "data.size", "bytes", "Size of the file system it keeps them on"),

  // sessions
  SESSION_LIVE(GAUGE, "session.live", "", "1 while the session is on air", SESSION, COUNTY),
  SOURCE_AGE(
      GAUGE,
      "source.age",
      "seconds",
      "Since the newest event of a platform came in; while on air also of one that never spoke",
      SESSION,
      PLATFORM),
  SESSION_PAID(GAUGE, "session.paid", "yuan", "Paid, before refunds", SESSION, COUNTY, PLATFORM),
  SESSION_REFUNDED(GAUGE, "session.refunded", "yuan", "Refunded", SESSION, COUNTY, PLATFORM),
  SESSION_ORDERS(GAUGE, "session.orders", "", "Orders paid", SESSION, COUNTY, PLATFORM),
  SESSION_VIEWS(GAUGE, "session.views", "", "Views", SESSION, COUNTY, PLATFORM),
  SESSION_ONLINE(GAUGE, "session.online", "", "Viewers online now", SESSION, COUNTY, PLATFORM),
  SESSION_MILESTONES(
      GAUGE, "session.milestones", "", "Steps of 10,000 yuan that the money has passed", SESSION),

  // the screen door
  SCREENS(GAUGE, "screens", "", "Screens connected", BOARD),
  BOARD_AGE(
      GAUGE,
      "board.age",
      "seconds",
      "Since anything, a beat included, was last sent to a board's screens; 0 without screens",
      BOARD),
  SCREENS_CLOSED(COUNTER, "screens.closed", "", "WebSockets of screens that ended", REASON),
  SCREEN_RESYNCS(COUNTER, "screen.resyncs", "", "Snapshots that screens asked for anew"),
  SCREEN_SENT(COUNTER, "screen.sent", "bytes", "Bytes of frames written to all screens"),
  FRAMES(COUNTER, "frames", "", "Frames written, one for each screen", KIND),
  FRAMES_SKIPPED(
      COUNTER,
      "frames.skipped",
      "",
      "Frames a screen did not get because it had not read the ones before"),
  FRAME_SIZE(
      HISTOGRAM,
      "frame.size",
      "bytes",
      "Size of a frame, once however many screens it went to",
      Buckets.BYTES,
      KIND),
  EVENT_TO_FRAME(
      TIMER,
      "event.to.frame",
      "From a delivery's arrival to the first frame that shows it being written",
      Buckets.WAITS),

  // the quarantine
  QUARANTINE_ITEMS(GAUGE, "quarantine.items", "", "Messages kept in quarantine", PARTNER),
  QUARANTINE_KEPT(COUNTER, "quarantine.kept", "", "Messages kept, each once", PARTNER),
  QUARANTINE_DROPPED(
      COUNTER,
      "quarantine.dropped",
      "",
      "The oldest messages, which went because there were too many",
      PARTNER),
  QUARANTINE_REPOSTED(COUNTER, "quarantine.reposted", "", "Messages posted again", OUTCOME),
  QUARANTINE_DISMISSED(COUNTER, "quarantine.dismissed", "", "Messages dismissed"),

  // amounts that were not in the push
  PENDING_ORDERS(
      GAUGE,
      "pending.orders",
      "",
      "Orders and refunds whose amount is still to be asked for",
      PARTNER),
  PENDING_OLDEST(
      GAUGE, "pending.oldest", "seconds", "For how long the oldest of them has waited", PARTNER),
  LOOKUPS(COUNTER, "lookups", "", "Questions to platforms' APIs", PARTNER, OUTCOME),
  LOOKUP_DURATION(
      TIMER,
      "lookup.duration",
      "From asking a platform's API to its answer, a renewed token included",
      Buckets.QUESTIONS),

  // the server itself
  PART_UP(GAUGE, "part.up", "", "1 when the part works, 0 when not", Label.PART),
  CATALOG_RELOADS(COUNTER, "catalog.reloads", "", "Catalog reloads asked for", OUTCOME),
  DOOR_REFUSED(
      COUNTER,
      "door.refused",
      "",
      "Connections a door ended: slow, too large, no HTTP, half a body, answers not read; of the screen and ops doors also requests they refused",
      Label.DOOR,
      REASON),
  CERTIFICATE_ENDS(
      GAUGE,
      "certificate.ends",
      "seconds",
      "When a watched TLS certificate ends, seconds since 1970",
      Label.CERTIFICATE),
  CERTIFICATE_CURRENT(
      GAUGE,
      "certificate.current",
      "",
      "0 when the certificate or key of the doors changed in its file and cannot be used, 1 otherwise"),
  LOOP_DELAY(TIMER, "loop.delay", "How late event loops run what was due", Buckets.COMMITS),
  BUILD_INFO(
      GAUGE, "build.info", "", "Always 1; the labels say what runs", Label.VERSION, Label.JAVA);

  /** How it counts. */
  public enum Kind {
    /** Only grows; {@code _total} in Prometheus. */
    COUNTER,
    GAUGE,
    /** A histogram of seconds. */
    TIMER,
    /** A histogram of anything else. */
    HISTOGRAM
  }

  private static final String PREFIX = "guchang.";
  private static final String SECONDS = "seconds";

  private final Kind kind;
  private final String id;
  private final String unit;
  private final String sentence;

  @SuppressWarnings("ImmutableEnumChecker") // never handed out
  private final double[] bounds;

  @SuppressWarnings("ImmutableEnumChecker") // unmodifiable
  private final List<Label> labels;

  Meter(Kind kind, String name, String unit, String sentence, Label... labels) {
    this(kind, name, unit, sentence, NONE, labels);
  }

  Meter(Kind kind, String name, String sentence, double[] bounds, Label... labels) {
    this(kind, name, SECONDS, sentence, bounds, labels);
  }

  Meter(Kind kind, String name, String unit, String sentence, double[] bounds, Label... labels) {
    this.kind = kind;
    this.id = PREFIX + name;
    this.unit = unit;
    this.sentence = sentence;
    this.bounds = bounds;
    this.labels = List.of(labels);
  }

  public Kind kind() {
    return kind;
  }

  /** As Micrometer knows it. */
  public String id() {
    return id;
  }

  /** Base unit, empty for a plain number. */
  public String unit() {
    return unit;
  }

  public String sentence() {
    return sentence;
  }

  public List<Label> labels() {
    return labels;
  }

  /**
   * As Prometheus knows it; of a histogram without {@code _bucket}, {@code _sum}, {@code _count}.
   */
  public String prometheusName() {
    String name = id.replace('.', '_') + (unit.isEmpty() ? "" : "_" + unit);
    return kind == COUNTER ? name + "_total" : name;
  }

  /** The counter with these values of its labels, in their order; the same one when asked again. */
  public Counter counter(MeterRegistry registry, String... values) {
    return Counter.builder(id)
        .description(sentence)
        .baseUnit(unit.isEmpty() ? null : unit)
        .tags(tags(values))
        .register(registry);
  }

  /** As {@link #counter}. */
  public Timer timer(MeterRegistry registry, String... values) {
    return Timer.builder(id)
        .description(sentence)
        .serviceLevelObjectives(Buckets.durations(bounds))
        .tags(tags(values))
        .register(registry);
  }

  /** As {@link #counter}. */
  public DistributionSummary histogram(MeterRegistry registry, String... values) {
    return DistributionSummary.builder(id)
        .description(sentence)
        .baseUnit(unit.isEmpty() ? null : unit)
        .serviceLevelObjectives(bounds)
        .tags(tags(values))
        .register(registry);
  }

  /** Asks for the value whenever it is read; the supplier is held as long as the registry. */
  public void gauge(MeterRegistry registry, DoubleSupplier value, String... values) {
    Gauge.builder(id, value::getAsDouble)
        .description(sentence)
        .baseUnit(unit.isEmpty() ? null : unit)
        .tags(tags(values))
        .strongReference(true)
        .register(registry);
  }

  /** Rows that come and go; each has a value for each label. */
  public MultiGauge gauges(MeterRegistry registry) {
    return MultiGauge.builder(id)
        .description(sentence)
        .baseUnit(unit.isEmpty() ? null : unit)
        .register(registry);
  }

  /** A row of {@link #gauges}. */
  public MultiGauge.Row<?> row(double value, String... values) {
    return MultiGauge.Row.of(io.micrometer.core.instrument.Tags.of(tags(values)), value);
  }

  private String[] tags(String... values) {
    if (values.length != labels.size()) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "%s has %d labels, not %d", id, labels.size(), values.length));
    }
    String[] tags = new String[2 * values.length];
    for (int i = 0; i < values.length; i++) {
      tags[2 * i] = labels.get(i).wireName();
      tags[2 * i + 1] = values[i];
    }
    return tags;
  }
}
