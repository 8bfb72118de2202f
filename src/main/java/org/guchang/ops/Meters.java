package org.guchang.ops;

/**
 * Every meter there is, by name. In Prometheus the dots are underscores, timers end in {@code
 * _seconds} and counters in {@code _total}.
 */
public final class Meters {
  private Meters() {}

  // the ledger

  /** Timer, by outcome: from taking a group to Redis having it. */
  public static final String COMMIT_DURATION = "guchang.commit.duration";

  /** Summary: events committed together. */
  public static final String COMMIT_GROUP = "guchang.commit.group";

  /** Counter: commits computed again because Redis held something else than expected. */
  public static final String COMMIT_RETRIES = "guchang.commit.retries";

  /** Gauge: events waiting for a commit. */
  public static final String QUEUE_EVENTS = "guchang.queue.events";

  // the partner door

  /** Counter, by partner, format and outcome: deliveries answered, or given up by their sender. */
  public static final String DELIVERIES = "guchang.deliveries";

  /** Counter, by type and outcome: events of deliveries that were verified and could be read. */
  public static final String EVENTS = "guchang.events";

  /** Counter: events about sessions or platforms their partner may not report on. */
  public static final String NOT_YOURS = "guchang.events.not.yours";

  /** Counter, by outcome: receipts kept, in brief, or for want of room not at all. */
  public static final String RECEIPTS = "guchang.receipts";

  /** Counter, by format and what: handshakes, challenges and heartbeats of platforms. */
  public static final String HANDSHAKES = "guchang.handshakes";

  /** Counter, by format and type: messages of platforms that are of no use to us. */
  public static final String IGNORED = "guchang.messages.ignored";

  /** Timer: from a delivery's head to its answer, the sender's own pace included. */
  public static final String INGEST_DURATION = "guchang.ingest.duration";

  // the quarantine

  /** Gauge, by partner: messages kept in quarantine. */
  public static final String QUARANTINE_ITEMS = "guchang.quarantine.items";

  /** Counter, by partner: messages kept, each once however often it came. */
  public static final String QUARANTINE_KEPT = "guchang.quarantine.kept";

  /** Counter, by partner: the oldest messages that went because there were too many. */
  public static final String QUARANTINE_DROPPED = "guchang.quarantine.dropped";

  /** Counter, by outcome: messages posted again. */
  public static final String QUARANTINE_REPOSTED = "guchang.quarantine.reposted";

  /** Counter: messages dismissed. */
  public static final String QUARANTINE_DISMISSED = "guchang.quarantine.dismissed";

  // amounts that were not in the push

  /** Gauge, by partner: orders and refunds whose amount is still to be asked for. */
  public static final String PENDING_ORDERS = "guchang.pending.orders";

  /** Gauge, by partner, in seconds: for how long the oldest of them has waited. */
  public static final String PENDING_OLDEST = "guchang.pending.oldest";

  /** Counter, by partner and outcome: questions to platforms' APIs. */
  public static final String LOOKUPS = "guchang.lookups";

  /** Timer: from asking a platform's API to its answer, a renewed token included. */
  public static final String LOOKUP_DURATION = "guchang.lookup.duration";

  // the server itself

  /** Timer: from sending something to Redis to its answer. */
  public static final String REDIS_ROUNDTRIP = "guchang.redis.roundtrip";

  /** Gauge, by part: 1 when it works, 0 when not; the same as {@code /health/ready} says. */
  public static final String PART_UP = "guchang.part.up";

  /** Counter, by outcome: catalog reloads asked for through the ops door. */
  public static final String CATALOG_RELOADS = "guchang.catalog.reloads";

  /**
   * Timer: how late event loops run what was due; what they spend on one thing delays all others.
   */
  public static final String LOOP_DELAY = "guchang.loop.delay";

  // the screen door

  /** Gauge, by board: screens connected. */
  public static final String SCREENS = "guchang.screens";

  /** Counter, by reason: WebSockets of screens that ended. */
  public static final String SCREENS_CLOSED = "guchang.screens.closed";

  /** Counter, by kind: frames written, one for each screen. */
  public static final String FRAMES = "guchang.frames";

  /** Counter: frames a screen did not get because it had not read the ones before. */
  public static final String FRAMES_SKIPPED = "guchang.frames.skipped";

  /** Summary, by kind: size of a frame, counted once however many screens it went to. */
  public static final String FRAME_BYTES = "guchang.frame.bytes";

  /** Timer: from a delivery's arrival to the first frame that shows it being written. */
  public static final String EVENT_TO_FRAME = "guchang.event.to.frame";
}
