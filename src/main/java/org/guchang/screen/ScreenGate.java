package org.guchang.screen;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.guchang.access.Pass;
import org.guchang.access.Passes;
import org.jspecify.annotations.Nullable;

/**
 * Who may see what at the screen door. It is asked once for each request and each WebSocket, and
 * again for a WebSocket when something was taken back; never for a frame.
 */
final class ScreenGate {
  private final @Nullable Passes passes;
  private final Cookies cookies;
  private final Origins origins;
  private final LongSupplier clock;
  private long turn;

  /**
   * @param passes null where whoever reaches the door sees everything
   */
  ScreenGate(@Nullable Passes passes, Cookies cookies, Origins origins, LongSupplier clock) {
    this.passes = passes;
    this.cookies = cookies;
    this.origins = origins;
    this.clock = clock;
  }

  void start(Vertx vertx) {
    Passes all = passes;
    if (all != null) {
      all.look(clock.getAsLong());
      vertx.setPeriodic(Passes.LOOK_MILLIS, id -> all.look(clock.getAsLong()));
    }
  }

  boolean isOpen() {
    return passes == null;
  }

  /** Whether a page of another site asks, by way of the browser it is open in. */
  boolean isForeign(HttpServerRequest request) {
    return origins.isForeign(request);
  }

  /** Who asks; null where nobody has to say so, and where nobody that is known does. */
  @Nullable Pass pass(HttpServerRequest request) {
    Passes all = passes;
    String ticket = all == null ? null : cookies.ticket(request);
    return all == null || ticket == null ? null : all.pass(ticket, clock.getAsLong());
  }

  /** Whether there is somebody who may see something, and so may ask. */
  boolean admits(@Nullable Pass pass) {
    return passes == null || pass != null;
  }

  /** Which boards exist for who has this pass. */
  Predicate<String> sees(@Nullable Pass pass) {
    if (passes == null) {
      return board -> true;
    }
    return pass == null ? board -> false : pass.principal()::maySee;
  }

  /**
   * Looks for screens that may not stay; does next to nothing while nothing was taken back.
   *
   * @param galleries all there are
   */
  void tick(Iterable<Gallery> galleries) {
    Passes all = passes;
    if (all == null) {
      return;
    }
    long now = clock.getAsLong();
    boolean turned = all.turn() != turn;
    turn = all.turn();
    for (Gallery gallery : galleries) {
      String board = gallery.board();
      gallery.closeThose(
          pass ->
              pass == null
                  || now >= pass.ticket().ends()
                  || (turned && !all.stays(pass, board, now)),
          CloseCode.NOT_ADMITTED);
    }
  }
}
