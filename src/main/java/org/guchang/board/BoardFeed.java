package org.guchang.board;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.guchang.config.Catalog;
import org.guchang.config.Catalog.Session;
import org.guchang.log.Field;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one board up to date while it is watched: reads what changed, merges, and tells the
 * listener the difference, at most so many times a second, the first change after a pause at once.
 *
 * <p>While reading fails nothing is sent, not even a beat, so that a screen shows how old its data
 * is. Owned by one event loop.
 *
 * <p>A frame's version is the sum of its sessions' versions and the number of frames that only the
 * time made (a platform gone stale, a session begun by schedule), so it grows with every patch.
 */
public final class BoardFeed {
  private static final Logger LOG = LoggerFactory.getLogger(BoardFeed.class);

  /** Reads even what nobody said had changed: a notice may be lost, and time changes boards too. */
  static final long SWEEP_MILLIS = 3_000;

  /** A screen turns amber after 5 s without a frame; this leaves room for the way there. */
  static final long BEAT_MILLIS = 4_000;

  /** A state confirmed longer ago than this is not vouched for: two sweeps went unanswered. */
  static final long TRUSTED_MILLIS = 2 * SWEEP_MILLIS + 500;

  /** A snapshot of a state that does not change is stamped with the time anew after so long. */
  static final long RECENT_MILLIS = 1_000;

  private static final long FIRST_RETRY_MILLIS = 250;
  private static final long LAST_RETRY_MILLIS = 5_000;

  private final SessionCache cache;
  private final Timing timing;
  private final ZoneId zone;
  private final FrameEncoder encoder;
  private final KeptMilestones milestones;
  private final long intervalMillis;

  private BoardDefinition definition;
  private Catalog catalog;
  private @Nullable BoardListener listener;
  private @Nullable BoardState state;
  private @Nullable Frame snapshot;
  private final List<Promise<Void>> waiting = new ArrayList<>();
  private long version;
  private long madeByTime;

  /** When a reading began that confirmed the state, by the clock on the wall: it is shown. */
  private long confirmedAt;

  /*
   * By the clock that nobody sets, as all that is waited for: one on the wall that is set back by an hour would else hold
   * every frame up for an hour.
   */
  private long confirmedElapsed = Long.MIN_VALUE;
  private long snapshotAt;
  private long sentAt;
  private long sweptAt;
  private long notBefore;
  private int failures;
  private boolean changed;
  private boolean reading;
  private boolean timerSet;

  BoardFeed(
      BoardDefinition definition,
      Catalog catalog,
      SessionCache cache,
      KeptMilestones milestones,
      Timing timing,
      ZoneId zone,
      int framesPerSecond) {
    this.definition = definition;
    this.catalog = catalog;
    this.cache = cache;
    this.milestones = milestones;
    this.timing = timing;
    this.zone = zone;
    this.encoder = new FrameEncoder(zone);
    this.intervalMillis = 1_000 / framesPerSecond;
  }

  public BoardDefinition definition() {
    return definition;
  }

  /** From now on {@code listener} is told; one at a time. */
  public void watch(BoardListener watching) {
    listener = watching;
  }

  public void unwatch() {
    listener = null;
  }

  public boolean isWatched() {
    return listener != null;
  }

  /**
   * Succeeds when {@link #snapshot} tells the present: a read that begins after it was asked for,
   * or a watched state since which no change was heard of. So who has just been told that a
   * delivery is kept finds it. However many ask, one read at a time answers them. Fails when there
   * is no state and none can be read; an old state is better than none: it says itself how old it
   * is.
   */
  public Future<Void> ready() {
    if (state != null && failures == 0 && !changed && isWatched() && isTrusted()) {
      return Future.succeededFuture();
    }
    Promise<Void> promise = Promise.promise();
    waiting.add(promise);
    refresh();
    return promise.future();
  }

  /** The present state as a frame; null when there is none yet. */
  public @Nullable Frame snapshot() {
    BoardState present = state;
    if (present == null) {
      return null;
    }
    Frame made = snapshot;
    boolean trusted = isTrusted();
    if (made == null || (trusted && timing.elapsed() - snapshotAt >= RECENT_MILLIS)) {
      made = encoder.snapshot(present, version, trusted ? timing.now() : confirmedAt);
      snapshot = made;
      snapshotAt = timing.elapsed();
    }
    return made;
  }

  boolean contains(String session) {
    for (Session of : definition.sessions()) {
      if (of.id().equals(session)) {
        return true;
      }
    }
    return false;
  }

  /** One of the sessions changed. */
  void sessionChanged() {
    changed = true;
    if (isWatched()) {
      pump();
    }
  }

  /** Whoever looks or not: what the board has reached is to be kept. */
  void noteMilestones() {
    if (changed || state == null) {
      changed = true;
      pump();
    }
  }

  /** Another catalog: another epoch, so everybody gets a snapshot. */
  void redefine(BoardDefinition newDefinition, Catalog newCatalog) {
    definition = newDefinition;
    catalog = newCatalog;
    sessionChanged();
  }

  void gone() {
    BoardListener told = listener;
    listener = null;
    if (told != null) {
      told.onGone();
    }
  }

  /** Called every half second or so. */
  void tick() {
    long now = timing.elapsed();
    BoardListener told = listener;
    if (told == null) {
      return;
    }
    if (now - sweptAt >= SWEEP_MILLIS) {
      sweptAt = now;
      refresh();
    }
    if (state != null && failures == 0 && isTrusted() && now - sentAt >= BEAT_MILLIS) {
      sentAt = now;
      told.onFrame(encoder.beat(timing.now()));
    }
  }

  private boolean isTrusted() {
    return confirmedElapsed != Long.MIN_VALUE
        && timing.elapsed() - confirmedElapsed <= TRUSTED_MILLIS;
  }

  private void refresh() {
    definition.sessions().forEach(session -> cache.changed(session.id()));
    changed = true;
    pump();
  }

  private void pump() {
    if (reading || timerSet) {
      return;
    }
    long pause = notBefore - timing.elapsed();
    if (pause <= 0) {
      read();
      return;
    }
    timerSet = true;
    timing.after(
        pause,
        () -> {
          timerSet = false;
          if (changed) {
            pump();
          }
        });
  }

  private record Reading(List<SessionFigures> figures, Map<String, Long> milestones) {}

  /** When a reading began, by both clocks. */
  private record Began(long now, long elapsed) {}

  private void read() {
    changed = false;
    reading = true;
    Began began = new Began(timing.now(), timing.elapsed());
    BoardDefinition about = definition;
    List<Promise<Void>> asked = List.copyOf(waiting);
    waiting.clear();
    cache
        .fresh(about.sessions().stream().map(Session::id).toList())
        .compose(figures -> milestones.of(figures).map(kept -> new Reading(figures, kept)))
        .map(
            reading -> {
              if (about.equals(definition)) {
                show(reading, began);
              }
              return reading;
            })
        .onComplete(
            done -> {
              reading = false;
              if (done.succeeded()) {
                settled(began, asked);
              } else {
                failed(done.cause(), asked);
              }
            });
  }

  private void settled(Began began, List<Promise<Void>> asked) {
    if (failures > 0) {
      LOG.atInfo().addKeyValue(Field.BOARD.key, definition.id()).log("The board can be read again");
    }
    failures = 0;
    confirmedAt = began.now();
    confirmedElapsed = began.elapsed();
    release(asked, null);
    if (changed) {
      pump();
    }
  }

  private void failed(Throwable cause, List<Promise<Void>> asked) {
    if (failures == 0) {
      LOG.atWarn()
          .addKeyValue(Field.BOARD.key, definition.id())
          .addKeyValue(Field.REASON.key, cause)
          .log("The board cannot be read, trying again");
    }
    failures = Math.min(failures + 1, 16);
    long pause = Math.min(LAST_RETRY_MILLIS, FIRST_RETRY_MILLIS << Math.min(failures - 1, 8));
    notBefore = timing.elapsed() + pause;
    List<Promise<Void>> all = new ArrayList<>(asked);
    all.addAll(waiting);
    waiting.clear();
    release(all, state == null ? cause : null);
    changed = true;
    if (isWatched()) {
      pump();
    }
  }

  private static void release(List<Promise<Void>> asked, @Nullable Throwable cause) {
    for (Promise<Void> promise : asked) {
      if (cause == null) {
        promise.complete();
      } else {
        promise.fail(cause);
      }
    }
  }

  private void show(Reading reading, Began began) {
    BoardState before = state;
    BoardState after =
        Board.merge(
            definition,
            reading.figures(),
            catalog,
            timing.now(),
            zone,
            before,
            reading.milestones());
    milestones
        .keep(after.reached())
        .onSuccess(
            other -> {
              if (other) {
                sessionChanged();
              }
            });
    if (before == null || !before.epoch().equals(after.epoch())) {
      madeByTime = 0;
      version = after.version();
      become(after, began);
      Frame frame = snapshot();
      if (frame != null) {
        send(frame);
      }
      return;
    }
    Map<String, @Nullable Object> patch = MergePatch.diff(before.state(), after.state());
    if (patch.isEmpty()) {
      state = after;
      return;
    }
    long from = version;
    madeByTime += after.version() + madeByTime <= from ? 1 : 0;
    version = after.version() + madeByTime;
    become(after, began);
    if (isWatched()) {
      long news = after.receivedAt() > before.receivedAt() ? after.receivedAt() : -1;
      send(encoder.patch(after, from, version, timing.now(), patch, news));
    }
  }

  private void become(BoardState after, Began began) {
    state = after;
    snapshot = null;
    confirmedAt = began.now();
    confirmedElapsed = began.elapsed();
    notBefore = timing.elapsed() + intervalMillis;
  }

  private void send(Frame frame) {
    BoardListener told = listener;
    if (told != null) {
      sentAt = timing.elapsed();
      told.onFrame(frame);
    }
  }
}
