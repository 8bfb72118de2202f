package org.guchang.screen;

import io.vertx.core.http.ServerWebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
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
  private final BoardFeed feed;
  private final ScreenMeters meters;
  private final LongSupplier clock;
  private final long slowMillis;
  private final List<Screen> screens = new ArrayList<>();

  private @Nullable Frame lastSnapshot;
  private @Nullable ReadyFrame readySnapshot;

  Gallery(BoardFeed feed, ScreenMeters meters, LongSupplier clock, long slowMillis) {
    this.feed = feed;
    this.meters = meters;
    this.clock = clock;
    this.slowMillis = slowMillis;
  }

  long now() {
    return clock.getAsLong();
  }

  boolean shows(BoardFeed other) {
    return feed == other;
  }

  int size() {
    return screens.size();
  }

  void enter(ServerWebSocket socket) {
    Screen screen = new Screen(socket, this);
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
    screen.behind(now());
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

  void closeAll(CloseCode code) {
    for (Screen screen : List.copyOf(screens)) {
      screen.close(code, now());
    }
  }

  /** Looks after the screens that are not in step. */
  void tick() {
    long now = now();
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
    }
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

  /** Backwards, here and elsewhere: a screen that goes is replaced by the last one. */
  private void continueAll(Frame frame) {
    long now = now();
    ReadyFrame ready = new ReadyFrame(frame.json());
    int written = 0;
    int skipped = 0;
    for (int i = screens.size() - 1; i >= 0; i--) {
      Screen screen = screens.get(i);
      if (!screen.isInStep()) {
        catchUp(screen);
      } else if (screen.next(ready, now)) {
        written++;
      } else {
        skipped++;
      }
    }
    ready.release();
    meters.written(feed.definition().id(), frame, written, now);
    meters.skipped(skipped);
  }

  private void restartAll() {
    ReadyFrame ready = readySnapshot();
    if (ready == null) {
      return;
    }
    long now = now();
    int written = 0;
    for (int i = screens.size() - 1; i >= 0; i--) {
      written += screens.get(i).restart(ready, now) ? 1 : 0;
    }
    snapshotsWritten(written);
  }

  private void catchUp(Screen screen) {
    ReadyFrame ready = screen.wantsSnapshot() ? readySnapshot() : null;
    if (ready != null && screen.snapshot(ready)) {
      snapshotsWritten(1);
    }
  }

  private void snapshotsWritten(int count) {
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
