package org.guchang.ledger;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.guchang.event.AudienceState;
import org.guchang.event.Deltas;
import org.guchang.event.Event;
import org.guchang.event.Event.AudienceCounted;
import org.guchang.event.Event.AudienceSnapshot;
import org.guchang.event.Event.CommentPosted;
import org.guchang.event.Event.Counter;
import org.guchang.event.Event.GiveawayAwarded;
import org.guchang.event.Event.OrderEvent;
import org.guchang.event.Event.OrderPaid;
import org.guchang.event.Event.ProductStocked;
import org.guchang.event.Event.SessionEnded;
import org.guchang.event.Event.SessionStarted;
import org.guchang.event.Figure;
import org.guchang.event.Line;
import org.guchang.event.MinuteAudienceState;
import org.guchang.event.OrderState;
import org.guchang.event.Origin;
import org.guchang.event.StockState;
import org.guchang.ledger.Cell.AudienceCell;
import org.guchang.ledger.Cell.MinuteCell;
import org.guchang.ledger.Cell.OrderCell;
import org.guchang.ledger.Cell.StockCell;
import org.guchang.ledger.codec.Entry.Fact;
import org.guchang.ledger.codec.Row;
import org.jspecify.annotations.Nullable;

/**
 * Folds events of one session into what they change: states of cells, sums, and what is shown.
 * Pure; mutable, confined to its caller. The same fold makes commits and, over the whole ledger,
 * the proof of the totals.
 */
final class SessionFold {
  /** Greatest sum a screen can show exactly (2^53 - 1). */
  static final long MAX_SUM = (1L << 53) - 1;

  /** Before any time there is. */
  static final long NEVER = 0;

  private static final int STARTED = 0;
  private static final int ENDED = 1;

  private static final AudienceCell AUDIENCE = new AudienceCell();

  private final CellStates cells;
  private final Set<Long> seenBefore;
  private final Map<String, Long> stored;

  private final Deltas deltas = new Deltas();
  private final Set<Long> seen = new LinkedHashSet<>();
  private final Set<Long> viewers = new LinkedHashSet<>();
  private final long[] lived = {NEVER, NEVER};
  private final Map<String, long[]> heard = new TreeMap<>();
  private final Map<String, long[]> shown = new LinkedHashMap<>();
  private final Map<String, String> names = new LinkedHashMap<>();
  private final List<Fact> facts = new ArrayList<>();
  private final List<OrderPaid> sales = new ArrayList<>();
  private final List<CommentPosted> comments = new ArrayList<>();
  private final List<GiveawayAwarded> giveaways = new ArrayList<>();

  /**
   * @param cells states the events depend on
   * @param seenBefore digests of events known to have been counted
   * @param stored what bounded sums hold, as far as known; by field of the totals
   */
  SessionFold(CellStates cells, Set<Long> seenBefore, Map<String, Long> stored) {
    this.cells = cells;
    this.seenBefore = seenBefore;
    this.stored = stored;
  }

  /** Takes one event in and says what becomes of it; only an accepted one changes anything. */
  Outcome apply(String partner, long receivedAt, Event event) {
    Outcome outcome = change(event, receivedAt);
    if (outcome instanceof Outcome.Accepted) {
      facts.add(new Fact(partner, receivedAt, event));
      Origin origin = event.origin();
      long[] times = heard.computeIfAbsent(origin.platform(), p -> new long[] {NEVER, NEVER});
      times[0] = Math.max(times[0], origin.at());
      times[1] = Math.max(times[1], receivedAt);
    }
    return outcome;
  }

  private Outcome change(Event event, long receivedAt) {
    if (event instanceof OrderEvent e) {
      return order(e);
    } else if (event instanceof AudienceSnapshot e) {
      return snapshot(e, receivedAt);
    } else if (event instanceof AudienceCounted e) {
      return once(e, () -> counted(e, receivedAt));
    } else if (event instanceof CommentPosted e) {
      return once(e, () -> comment(e, receivedAt));
    } else if (event instanceof GiveawayAwarded e) {
      return once(e, () -> giveaway(e));
    } else if (event instanceof ProductStocked e) {
      return stocked(e);
    } else if (event instanceof SessionStarted e) {
      return once(e, () -> lived(STARTED, e.origin().at()));
    } else if (event instanceof SessionEnded e) {
      return once(e, () -> lived(ENDED, e.origin().at()));
    }
    throw new IllegalArgumentException("not a fact: " + event.getClass().getSimpleName());
  }

  private Outcome order(OrderEvent event) {
    OrderCell cell = new OrderCell(event.origin().platform(), event.orderId());
    OrderState before = cells.get(cell);
    OrderState after = before.apply(event);
    if (after.equals(before)) {
      return Outcome.DUPLICATE;
    }
    if (after.refunds().size() > OrderState.MAX_REFUNDS) {
      return new Outcome.Refused(
          "/data/refundId",
          "the order has " + OrderState.MAX_REFUNDS + " refunds already; no more are taken");
    }
    deltas.move(cell.platform(), before, after);
    String passed = passedBound();
    if (passed != null) {
      deltas.move(cell.platform(), after, before);
      return new Outcome.Refused(
          passed.equals(Figure.UNITS.key()) ? "/data/lines" : "/data/amountFen",
          "the session's " + passed + " would pass " + MAX_SUM + "; check the amounts");
    }
    cells.put(cell, after);
    boolean worthWasKnown = before.paid() && !before.pending();
    if (event instanceof OrderPaid paid && !worthWasKnown) {
      sales.add(paid);
    }
    name(event);
    return Outcome.ACCEPTED;
  }

  private @Nullable String passedBound() {
    for (Figure figure : List.of(Figure.GMV_FEN, Figure.UNITS)) {
      long more = deltas.totals().get(figure);
      if (more > MAX_SUM - stored.getOrDefault(figure.key(), 0L)) {
        return figure.key();
      }
    }
    return null;
  }

  private void name(OrderEvent event) {
    List<Line> lines =
        event instanceof OrderPaid e
            ? e.lines()
            : event instanceof Event.OrderChanged e ? e.lines() : List.of();
    for (Line line : lines) {
      if (line.name() != null) {
        names.putIfAbsent(line.sku(), line.name());
      }
    }
  }

  private Outcome snapshot(AudienceSnapshot event, long receivedAt) {
    AudienceState before = cells.get(AUDIENCE);
    AudienceState after = before.apply(event, receivedAt);
    MinuteCell minute = new MinuteCell(Deltas.minuteOf(event.origin().at()));
    MinuteAudienceState minuteBefore = cells.get(minute);
    MinuteAudienceState minuteAfter = minuteBefore.apply(event);
    if (after.equals(before) && minuteAfter.equals(minuteBefore)) {
      return Outcome.DUPLICATE;
    }
    cells.put(AUDIENCE, after);
    cells.put(minute, minuteAfter);
    return Outcome.ACCEPTED;
  }

  private Outcome counted(AudienceCounted event, long receivedAt) {
    try {
      cells.put(AUDIENCE, cells.get(AUDIENCE).apply(event, receivedAt));
    } catch (ArithmeticException overflow) {
      return new Outcome.Refused("/data/count", "the session's count would pass " + MAX_SUM);
    }
    MinuteCell minute = new MinuteCell(Deltas.minuteOf(event.origin().at()));
    MinuteAudienceState before = cells.get(minute);
    MinuteAudienceState after = before.apply(event);
    if (!after.equals(before)) {
      cells.put(minute, after);
    }
    if (event.viewer() != 0) {
      viewers.add(event.viewer());
    }
    if (event.what() == Counter.EXPOSED && event.sku() != null) {
      long[] times = shown.computeIfAbsent(event.sku(), sku -> new long[] {NEVER, NEVER});
      times[0] = Math.max(times[0], Row.early(event.origin().at()));
    }
    return Outcome.ACCEPTED;
  }

  private Outcome comment(CommentPosted event, long receivedAt) {
    AudienceCounted one = new AudienceCounted(event.origin(), Counter.COMMENTED, 1, 0, null);
    cells.put(AUDIENCE, cells.get(AUDIENCE).apply(one, receivedAt));
    comments.add(event);
    return Outcome.ACCEPTED;
  }

  private Outcome giveaway(GiveawayAwarded event) {
    long before =
        stored.getOrDefault(Figure.GIVEAWAYS.key(), 0L) + deltas.totals().get(Figure.GIVEAWAYS);
    if (event.quantity() > MAX_SUM - before) {
      return new Outcome.Refused("/data/quantity", "the session's giveaways would pass " + MAX_SUM);
    }
    deltas.give(event.origin().platform(), event.quantity());
    giveaways.add(event);
    return Outcome.ACCEPTED;
  }

  private Outcome stocked(ProductStocked event) {
    StockCell cell = new StockCell(event.sku());
    StockState before = cells.get(cell);
    StockState after = before.apply(event);
    if (after.equals(before)) {
      return Outcome.DUPLICATE;
    }
    cells.put(cell, after);
    return Outcome.ACCEPTED;
  }

  private Outcome lived(int what, long at) {
    lived[what] = Math.max(lived[what], at);
    return Outcome.ACCEPTED;
  }

  /** For events that no state can tell from their repetition: each id counts once. */
  private Outcome once(Event event, Supplier<Outcome> change) {
    long digest = Digest.ofEvent(event.origin().platform(), event.origin().id());
    if (seenBefore.contains(digest) || seen.contains(digest)) {
      return Outcome.DUPLICATE;
    }
    Outcome outcome = change.get();
    if (outcome instanceof Outcome.Accepted) {
      seen.add(digest);
    }
    return outcome;
  }

  Deltas deltas() {
    return deltas;
  }

  /** Digests of the events that were counted by their ids. */
  Set<Long> seen() {
    return seen;
  }

  Set<Long> viewers() {
    return viewers;
  }

  /** When the session was last said to start and to end, {@link #NEVER} if it was not. */
  long[] lived() {
    return lived;
  }

  /** By platform: event time and server time of the newest event. */
  Map<String, long[]> heard() {
    return heard;
  }

  /** By sku, the times of a product's row: how early it was first shown, and nothing. */
  Map<String, long[]> shown() {
    return shown;
  }

  /** By sku, what a partner called it. */
  Map<String, String> names() {
    return names;
  }

  List<Fact> facts() {
    return facts;
  }

  /** Orders first heard to be paid, and what for; as they came. */
  List<OrderPaid> sales() {
    return sales;
  }

  List<CommentPosted> comments() {
    return comments;
  }

  /** Comments that can be shown; they are among those of the fold, which are all counted. */
  void showOnly(List<CommentPosted> shown) {
    comments.retainAll(shown);
  }

  List<GiveawayAwarded> giveaways() {
    return giveaways;
  }
}
