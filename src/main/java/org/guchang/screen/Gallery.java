package org.guchang.screen;

import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.guchang.access.Pass;
import org.guchang.board.BoardFeed;
import org.guchang.board.BoardListener;
import org.guchang.board.Frame;
import org.jspecify.annotations.Nullable;

/**
 * All screens in front of one board. A frame is made ready once; for each screen it is one write.
 *
 * <p>A screen that cannot take a frame is skipped from then on, gets a snapshot when it has read
 * what it was sent before, and is closed when that takes too long. Owned by one event loop.
 */
final class Gallery implements BoardListener {
  /** Ticks from one ping of a screen to the next: half a minute. */
  private static final int TICKS_A_PING = 60;

  private final BoardFeed feed;
  private final ScreenMeters meters;
  private final LongSupplier clock;
  private final LongSupplier elapsed;
  private final long slowMillis;
  private final List<Screen> screens = new ArrayList<>();

  private long framesSent;
  private long framesSkipped;
  private long bytesSent;
  private int late;
  private int turn;

  private @Nullable Frame lastSnapshot;
  private @Nullable ReadyFrame readySnapshot;

  /**
   * @param clock milliseconds since 1970
   * @param elapsed milliseconds by a clock that nobody sets
   */
  Gallery(
      BoardFeed feed,
      ScreenMeters meters,
      LongSupplier clock,
      LongSupplier elapsed,
      long slowMillis) {
    this.feed = feed;
    this.meters = meters;
    this.clock = clock;
    this.elapsed = elapsed;
    this.slowMillis = slowMillis;
  }

  long now() {
    return clock.getAsLong();
  }

  /** For how long something takes. */
  long elapsed() {
    return elapsed.getAsLong();
  }

  boolean shows(BoardFeed other) {
    return feed == other;
  }

  int size() {
    return screens.size();
  }

  String board() {
    return feed.definition().id();
  }

  Screen screen(int place) {
    return screens.get(place);
  }

  /** For the ops door: sums since the first of its screens came; late ones as of the last tick. */
  JsonObject told() {
    return new JsonObject()
        .put("board", board())
        .put("screens", screens.size())
        .put("late", late)
        .put("framesSent", framesSent)
        .put("framesSkipped", framesSkipped)
        .put("bytesSent", bytesSent);
  }

  /**
   * @param pass by which it was let in; null where nobody is asked
   */
  void enter(ServerWebSocket socket, Visitor visitor, @Nullable Pass pass) {
    Screen screen = new Screen(socket, visitor, pass, this);
    screen.place = screens.size();
    screens.add(screen);
    screen.open();
    meters.entered(feed.definition().id());
    if (!feed.isWatched()) {
      feed.watch(this);
    }
    feed.ready().onComplete(done -> catchUp(screen));
  }

  void resync(Screen screen) {
    meters.resync();
    screen.behind(elapsed());
    catchUp(screen);
  }

  @Override
  public void onFrame(Frame frame) {
    if (frame.kind() == Frame.Kind.SNAPSHOT) {
      restartAll();
    } else {
      continueAll(frame);
    }
  }

  @Override
  public void onGone() {
    closeAll(CloseCode.UNKNOWN_BOARD);
  }

  /** Those whose pass is one of these. Backwards, as a screen that goes is replaced by the last. */
  void closeThose(Predicate<@Nullable Pass> passes, CloseCode code) {
    for (int i = screens.size() - 1; i >= 0; i--) {
      Screen screen = screens.get(i);
      if (passes.test(screen.pass())) {
        screen.close(code, elapsed());
      }
    }
  }

  void closeAll(CloseCode code) {
    for (Screen screen : List.copyOf(screens)) {
      screen.close(code, elapsed());
    }
  }

  /**
   * Looks after the screens that are not in step, and asks some of the others whether they are
   * there.
   */
  void tick() {
    long now = elapsed();
    int behind = 0;
    turn = (turn + 1) % TICKS_A_PING;
    for (int i = screens.size() - 1; i >= 0; i--) {
      Screen screen = screens.get(i);
      if (screen.wantsSnapshot()) {
        catchUp(screen);
      }
      if (screen.isClosing()) {
        screen.cutIfOverdue(now);
      } else if (screen.isLate() && screen.lateFor(now) >= slowMillis) {
        screen.close(CloseCode.TOO_SLOW, now);
      }
      behind += screen.isLate() ? 1 : 0;
      if (i % TICKS_A_PING == turn) {
        screen.ping();
      }
    }
    late = behind;
  }

  void closing(CloseCode code) {
    meters.closed(code.label());
  }

  void closed(Screen screen, boolean told) {
    if (!told) {
      meters.closed(CloseCode.LEFT);
    }
    int last = screens.size() - 1;
    Screen moved = screens.get(last);
    screens.set(screen.place, moved);
    moved.place = screen.place;
    screens.remove(last);
    meters.left(feed.definition().id());
    if (screens.isEmpty()) {
      feed.unwatch();
      dropSnapshot();
    }
  }

  private void continueAll(Frame frame) {
    long now = elapsed();
    ReadyFrame ready = new ReadyFrame(frame.json());
    int written = 0;
    int skipped = 0;
    int i = 0;
    while (i < screens.size()) {
      Screen screen = screens.get(i);
      if (!screen.isInStep()) {
        screen.missed();
        catchUp(screen);
      } else if (screen.next(ready, now)) {
        written++;
      } else {
        skipped++;
      }
      i = after(screen, i);
    }
    framesSkipped += skipped;
    sent(ready, written);
    ready.release();
    meters.written(feed.definition().id(), frame, written, now());
    meters.skipped(skipped);
  }

  private void restartAll() {
    ReadyFrame ready = readySnapshot();
    if (ready == null) {
      return;
    }
    long now = elapsed();
    int written = 0;
    int i = 0;
    while (i < screens.size()) {
      Screen screen = screens.get(i);
      written += screen.restart(ready, now) ? 1 : 0;
      i = after(screen, i);
    }
    snapshotsWritten(ready, written);
  }

  /**
   * The place of who comes next. The oldest are written to first: a crowd that comes later, and may
   * never read, delays nobody who was there. A screen that goes is replaced by the last one.
   */
  private int after(Screen screen, int place) {
    return place < screens.size() && screens.get(place) == screen ? place + 1 : place;
  }

  private void catchUp(Screen screen) {
    ReadyFrame ready = screen.wantsSnapshot() ? readySnapshot() : null;
    if (ready != null && screen.snapshot(ready)) {
      snapshotsWritten(ready, 1);
    }
  }

  private void sent(ReadyFrame frame, int screens) {
    framesSent += screens;
    bytesSent += (long) frame.length() * screens;
  }

  private void snapshotsWritten(ReadyFrame ready, int count) {
    sent(ready, count);
    Frame snapshot = lastSnapshot;
    if (snapshot != null) {
      meters.written(feed.definition().id(), snapshot, count, now());
    }
  }

  /** Made ready once for all who need it. */
  private @Nullable ReadyFrame readySnapshot() {
    Frame present = feed.snapshot();
    if (present == null) {
      return null;
    }
    ReadyFrame ready = readySnapshot;
    if (ready == null || present != lastSnapshot) {
      dropSnapshot();
      ready = new ReadyFrame(present.json());
      readySnapshot = ready;
      lastSnapshot = present;
    }
    return ready;
  }

  private void dropSnapshot() {
    ReadyFrame old = readySnapshot;
    readySnapshot = null;
    lastSnapshot = null;
    if (old != null) {
      old.release();
    }
  }
}
