package org.guchang.ingest.format;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.guchang.event.Event;
import org.guchang.event.Origin;
import org.jspecify.annotations.Nullable;

/**
 * One message of a platform's push while its format makes of it what it can. What was wrong with it
 * is gathered; one fault, and all that came of it is refused.
 */
final class PushMessage {
  private final PushReader reader;
  private final int index;
  private final Reporter reporter;
  private final boolean kept;
  private final String platform;
  private final PushPart root;
  private final List<Fault> faults = new ArrayList<>(0);
  private final List<Unplaced> events = new ArrayList<>(1);
  private final List<Lookup> lookups = new ArrayList<>(0);
  private @Nullable String id;
  private @Nullable EventType type;
  private @Nullable String ignored;

  PushMessage(
      PushReader reader,
      ObjectNode tree,
      int index,
      Reporter reporter,
      boolean kept,
      String platform) {
    this.reader = reader;
    this.index = index;
    this.reporter = reporter;
    this.kept = kept;
    this.platform = platform;
    this.root = new PushPart(this, tree, "");
  }

  PushPart root() {
    return root;
  }

  Reporter reporter() {
    return reporter;
  }

  /** Where it happened. */
  String platform() {
    return platform;
  }

  /** The events' own id; to be said before {@link #place}. */
  void id(String id) {
    if (PushText.fault(id, Field.ID_LENGTH, false) == null) {
      this.id = id;
    } else {
      fail("", "has no id of at most " + Field.ID_LENGTH + " characters");
    }
  }

  /** The number that stands for a person. */
  long person(@Nullable String name) {
    if (name == null) {
      return 0;
    }
    return kept ? PersonHash.ofToken(name) : reader.persons().of(platform, name);
  }

  /** What came of it: an event, as soon as its session is known. */
  void place(EventType type, Clue clue, Function<Origin, Event> event) {
    this.type = type;
    String eventId = id == null ? "" : id;
    events.add(
        new Unplaced(
            index,
            type,
            clue,
            session -> event.apply(new Origin(session, clue.platform(), eventId, clue.at()))));
  }

  /** What came of it: something to be asked of the platform's API. */
  void lookUp(Clue clue, @Nullable String refundId) {
    lookups.add(new Lookup(index, clue, refundId));
  }

  /**
   * It is understood and of no use to us.
   *
   * @param what one of a bounded set of names, for the meter
   */
  void ignore(String what) {
    ignored = what;
  }

  /**
   * @param pointer relative to the message, also into what is written there as a text of JSON
   */
  void fail(String pointer, String reason) {
    if (faults.size() < PushReader.MAX_FAULTS) {
      faults.add(new Fault(pointer, reason));
    }
  }

  /** What is wrong with a time, null when nothing is. */
  @Nullable String faultOf(long at) {
    if (at < EnvelopeRules.EARLIEST) {
      return "is before 2000-01-01";
    }
    return at > reporter.receivedAt() + reader.toleranceMillis()
        ? "is more than "
            + reader.toleranceMillis() / 1000
            + " s ahead of this server's clock: if this clock is right, wait and post it again"
        : null;
  }

  /** Puts what came of it where it belongs. */
  void close(ParsedDelivery into) {
    if (!events.isEmpty() || !lookups.isEmpty()) {
      checkPlatform();
    }
    if (!faults.isEmpty()) {
      into.refuse(new Refusal(index, id, type, List.copyOf(faults)));
    } else if (ignored != null) {
      into.ignore(ignored);
    } else {
      events.forEach(into::place);
      lookups.forEach(into::lookUp);
    }
  }

  private void checkPlatform() {
    if (!reporter.catalog().platforms().containsKey(platform)) {
      fail("", "happened on " + platform + ", which is no platform of this server's catalog");
    } else if (!reporter.partner().mayReportPlatform(platform)) {
      fail(
          "",
          "happened on "
              + platform
              + ", a platform that partner "
              + reporter.partner().id()
              + " may not report on");
    }
  }
}
