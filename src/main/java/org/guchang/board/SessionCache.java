package org.guchang.board;

import io.vertx.core.Future;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The newest figures of each session, shared by all boards that contain it. At most one read per
 * session is under way; whoever asks after a change is answered by a read that began after it.
 * Owned by one event loop.
 */
final class SessionCache {

  /** What is known of one session. */
  private static final class Entry {
    @Nullable SessionFigures figures;

    /** How many changes were heard of; a read answers for those heard before it began. */
    long heard = 1;

    long answered;

    @Nullable Future<SessionFigures> reading;
    long readingAnswers;
  }

  private final SessionReader reader;
  private final Map<String, Entry> entries = new HashMap<>();

  SessionCache(SessionReader reader) {
    this.reader = reader;
  }

  /** The session may have changed. */
  void changed(String session) {
    Entry entry = entries.get(session);
    if (entry != null) {
      entry.heard++;
    }
  }

  /** Figures that include every change heard of so far; fails when they cannot be read. */
  Future<SessionFigures> fresh(String session) {
    Entry entry = entries.computeIfAbsent(session, id -> new Entry());
    SessionFigures known = entry.figures;
    if (known != null && entry.answered == entry.heard) {
      return Future.succeededFuture(known);
    }
    Future<SessionFigures> underWay = entry.reading;
    if (underWay == null) {
      return read(session, entry);
    }
    if (entry.readingAnswers == entry.heard) {
      return underWay;
    }
    return underWay.transform(done -> fresh(session));
  }

  /** One for each session, in their order. */
  Future<List<SessionFigures>> fresh(List<String> sessions) {
    return Future.all(sessions.stream().map(this::fresh).toList()).map(all -> all.list());
  }

  /** Forgets every session but these. */
  void retain(Set<String> sessions) {
    entries.entrySet().removeIf(entry -> !sessions.contains(entry.getKey()));
  }

  private Future<SessionFigures> read(String session, Entry entry) {
    long answers = entry.heard;
    Future<SessionFigures> reading =
        reader
            .read(session, entry.figures)
            .andThen(
                done -> {
                  entry.reading = null;
                  if (done.succeeded()) {
                    entry.figures = done.result();
                    entry.answered = answers;
                  }
                });
    if (!reading.isComplete()) {
      entry.reading = reading;
      entry.readingAnswers = answers;
    }
    return reading;
  }
}
