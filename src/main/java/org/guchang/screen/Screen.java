package org.guchang.screen;

import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocketFrame;
import io.vertx.core.http.WebSocketFrameType;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.SocketAddress;
import java.util.Locale;
import org.guchang.access.Pass;
import org.jspecify.annotations.Nullable;

/**
 * One screen in front of a board. There may be many thousands: no timer, no queue of its own. Owned
 * by the event loop of its gallery, which is its socket's.
 */
final class Screen implements Handler<WebSocketFrame> {

  /** A resync is 17 bytes; anything much larger is not one. */
  static final int MOST_MESSAGE_BYTES = 1_024;

  /** How long a screen that was told to close may take before it is cut. */
  static final long CLOSING_MILLIS = 5_000;

  private enum Stage {
    /** Has not had a snapshot yet. */
    WAITING,
    /** Has had every frame. */
    IN_STEP,
    /** Missed a frame: nothing but a snapshot is of use to it. */
    BEHIND,
    /** Told to close. */
    CLOSING,
    CLOSED
  }

  private final ServerWebSocket socket;
  private final FrameWriter writer;
  private final Gallery gallery;

  /** Where the gallery keeps it. */
  int place;

  private final Visitor visitor;
  private final @Nullable Pass pass;
  private final long enteredAt;
  private final Talk talk = new Talk();
  private Stage stage = Stage.WAITING;
  private long since;
  private long heardAt;
  private long framesSent;
  private long framesSkipped;
  private long bytesSent;

  /** Bytes of the snapshot that may still be on its way. */
  private int allowance;

  Screen(ServerWebSocket socket, Visitor visitor, @Nullable Pass pass, Gallery gallery) {
    this.socket = socket;
    this.visitor = visitor;
    this.pass = pass;
    this.enteredAt = gallery.now();
    this.heardAt = enteredAt;
    this.writer = new FrameWriter(socket);
    this.gallery = gallery;
  }

  void open() {
    socket.frameHandler(this);
    socket.pongHandler(pong -> heardAt = gallery.now());
    socket.exceptionHandler(this::failed);
    socket.closeHandler(done -> closed());
  }

  /** By which it was let in; null where nobody is asked. */
  @Nullable Pass pass() {
    return pass;
  }

  boolean isInStep() {
    return stage == Stage.IN_STEP;
  }

  /** Waits for a snapshot, the first or one it needs to catch up. */
  boolean wantsSnapshot() {
    return stage == Stage.WAITING || stage == Stage.BEHIND;
  }

  boolean isLate() {
    return stage == Stage.BEHIND || stage == Stage.CLOSING;
  }

  /** Writes a frame that continues the last one; false when the screen cannot take it now. */
  boolean next(ReadyFrame frame, long now) {
    if (!writer.accepts(allowance)) {
      stage = Stage.BEHIND;
      since = now;
      framesSkipped++;
      return false;
    }
    if (allowance != 0 && writer.isDrained()) {
      allowance = 0;
    }
    write(frame);
    return true;
  }

  private void write(ReadyFrame frame) {
    framesSent++;
    bytesSent += frame.length();
    writer.write(frame);
  }

  /** A frame went by while it was not in step. */
  void missed() {
    framesSkipped++;
  }

  /** Asks for a sign of life, if nothing is on its way to it. */
  void ping() {
    if (stage == Stage.IN_STEP && writer.isDrained()) {
      writer.ping();
    }
  }

  /** For the ops door. */
  JsonObject told() {
    SocketAddress from = socket.remoteAddress();
    return new JsonObject()
        .put("address", from == null ? null : from.toString())
        .put("forwardedFor", visitor.forwardedFor())
        .put("agent", visitor.agent())
        .put("layout", visitor.layout())
        .put("who", pass == null ? null : pass.principal().name())
        .put("since", ScreenList.time(enteredAt))
        .put("heardAt", ScreenList.time(heardAt))
        .put("heardSeconds", Math.max(0, gallery.now() - heardAt) / 1_000)
        .put("stage", stage.name().toLowerCase(Locale.ROOT).replace('_', ' '))
        .put("framesSent", framesSent)
        .put("framesSkipped", framesSkipped)
        .put("bytesSent", bytesSent);
  }

  /** Writes a snapshot, unless the screen still has to read what it was sent before. */
  boolean snapshot(ReadyFrame frame) {
    if (!writer.isDrained()) {
      return false;
    }
    stage = Stage.IN_STEP;
    allowance = frame.length();
    write(frame);
    return true;
  }

  /** Everybody gets a snapshot: what was sent before counts for nothing. False if not now. */
  boolean restart(ReadyFrame frame, long now) {
    behind(now);
    return wantsSnapshot() && snapshot(frame);
  }

  /** How long it has been late, or closing, milliseconds. */
  long lateFor(long now) {
    return now - since;
  }

  void close(CloseCode code, long now) {
    if (stage == Stage.CLOSING || stage == Stage.CLOSED) {
      return;
    }
    stage = Stage.CLOSING;
    since = now;
    gallery.closing(code);
    if (writer.isDrained() || !writer.isBelowEncoder()) {
      socket.close(code.code(), code.reason()).onFailure(FrameWriter::gone);
    } else {
      // Vert.x begins to wait for the answer when its close is written, or fails: after the cut
      writer.writeClose(code);
    }
  }

  /** Cuts a screen that did not close in time. */
  void cutIfOverdue(long now) {
    if (stage == Stage.CLOSING && lateFor(now) >= CLOSING_MILLIS) {
      writer.cut();
    }
  }

  boolean isClosing() {
    return stage == Stage.CLOSING;
  }

  @Override
  public void handle(WebSocketFrame frame) {
    heardAt = gallery.now();
    if (talk.isTooMuch(gallery.elapsed())) {
      cut(CloseCode.TOO_TALKATIVE);
      return;
    }
    if (!frame.isText() && !frame.isBinary() && !frame.isContinuation()) {
      return;
    }
    Buffer data = frame.binaryData();
    if (data.length() > MOST_MESSAGE_BYTES) {
      close(CloseCode.TOO_BIG, gallery.elapsed());
    } else if (frame.type() == WebSocketFrameType.TEXT && frame.isFinal() && isResync(data)) {
      gallery.resync(this);
    } else {
      close(CloseCode.UNKNOWN_MESSAGE, gallery.elapsed());
    }
  }

  /** Nothing but a snapshot is of use to it now. */
  void behind(long now) {
    if (stage == Stage.IN_STEP) {
      stage = Stage.BEHIND;
      since = now;
    }
  }

  /** Without waiting for an answer to the close: whoever floods does not read it either. */
  private void cut(CloseCode code) {
    if (stage != Stage.CLOSING && stage != Stage.CLOSED) {
      stage = Stage.CLOSING;
      since = gallery.elapsed();
      gallery.closing(code);
      writer.writeClose(code);
    }
    writer.cut();
  }

  private void failed(Throwable cause) {
    if (cause instanceof CorruptedWebSocketFrameException broken && stage != Stage.CLOSING) {
      boolean tooBig = broken.closeStatus().code() == CloseCode.TOO_BIG.code();
      CloseCode code = tooBig ? CloseCode.TOO_BIG : CloseCode.PROTOCOL;
      stage = Stage.CLOSING;
      since = gallery.elapsed();
      gallery.closing(code);
      writer.writeClose(code);
    }
  }

  private void closed() {
    boolean told = stage == Stage.CLOSING;
    stage = Stage.CLOSED;
    gallery.closed(this, told);
  }

  private static boolean isResync(Buffer data) {
    try {
      return "resync".equals(new JsonObject(data).getValue("kind"));
    } catch (DecodeException e) {
      return false;
    }
  }
}
