package org.guchang.ingest.csv;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.guchang.event.Event;
import org.guchang.ingest.Placement.Place;
import org.guchang.ingest.QuarantineBook.Item;
import org.guchang.ingest.QuarantineBook.Kind;
import org.guchang.ingest.Steps;
import org.guchang.ingest.csv.Difference.What;
import org.guchang.ingest.format.Clue;
import org.guchang.ingest.format.EventType;
import org.guchang.ingest.format.Reply;
import org.guchang.ingest.format.Reporter;
import org.guchang.ingest.format.UnreadableDelivery;
import org.guchang.ledger.CountedOrders;
import org.guchang.ledger.CountedOrders.Order;
import org.guchang.ledger.Delivery;
import org.guchang.ledger.Ledger;
import org.guchang.ledger.Outcome;

/**
 * Takes an order list in: place → read what is counted → commit → keep what is refused → report.
 * Orders of no session are told by number and not kept, for a shop's list is of all days. Changes
 * nothing but what is written on a dry run. Confined to one event loop.
 */
public final class CsvImport {
  private final Steps steps;
  private final CountedAnswers answers;

  public CsvImport(Steps steps) {
    this.steps = steps;
    this.answers = new CountedAnswers(steps.orders());
  }

  /**
   * What became of a list.
   *
   * @param outcomes of its events, for the meters
   * @param sessions its orders are of
   */
  public record Taken(Reply reply, Outcomes outcomes, List<String> sessions) {}

  /** Events and what the ledger said of each. */
  public record Outcomes(List<Event> events, List<Outcome> outcomes) {
    static final Outcomes NONE = new Outcomes(List.of(), List.of());

    public void forEach(BiConsumer<EventType, Outcome> each) {
      for (int i = 0; i < outcomes.size(); i++) {
        each.accept(EventType.of(events.get(i)), outcomes.get(i));
      }
    }
  }

  /** An order with its session and what was counted of it before. */
  private record Placed(String session, ListedOrder order) {}

  /**
   * Fails with {@link UnreadableDelivery} when it is no order list, else as {@link Ledger} says.
   */
  public Future<Taken> take(Delivery delivery, OrderList list, Reporter reporter, boolean dryRun) {
    UnreadableDelivery problem = list.problem();
    CountedQuestion question = list.question();
    OrderListReader.Reading reading = list.reading();
    if (question != null) {
      return answers
          .answer(question, reporter)
          .map(reply -> new Taken(reply, Outcomes.NONE, List.of(question.session())));
    }
    if (problem != null || reading == null) {
      return Future.failedFuture(
          problem == null ? new IllegalStateException("a list or a problem") : problem);
    }
    ImportReport report = new ImportReport(dryRun, reading);
    Future<Outcomes> taken =
        kept(places(reading, reporter, dryRun))
            .compose(
                places -> {
                  List<Placed> placed = sort(reading.orders(), places, report);
                  return states(placed)
                      .compose(states -> commit(delivery, placed, states, report, dryRun));
                });
    return taken.compose(
        outcomes ->
            keepRefused(reading, reporter, dryRun)
                .compose(done -> list.whole() ? missing(reading, report) : done())
                .map(done -> new Taken(report.reply(), outcomes, List.copyOf(report.sessions()))));
  }

  private Future<List<Place>> places(
      OrderListReader.Reading reading, Reporter reporter, boolean dryRun) {
    List<Clue> clues = reading.orders().stream().map(ListedOrder::clue).toList();
    return dryRun
        ? steps.placement().foresee(clues, reporter)
        : steps.placement().place(clues, reporter);
  }

  private static List<Placed> sort(
      List<ListedOrder> orders, List<Place> places, ImportReport report) {
    List<Placed> placed = new ArrayList<>(orders.size());
    for (int i = 0; i < orders.size(); i++) {
      if (places.get(i) instanceof Place.In in) {
        report.placed(in.session());
        placed.add(new Placed(in.session(), orders.get(i)));
      } else {
        report.outside();
      }
    }
    return placed;
  }

  /** What is counted of each, in their order. */
  private Future<List<Reconciliation>> states(List<Placed> placed) {
    Map<String, List<Integer>> bySession = new LinkedHashMap<>();
    for (int i = 0; i < placed.size(); i++) {
      bySession.computeIfAbsent(placed.get(i).session(), s -> new ArrayList<>()).add(i);
    }
    Reconciliation[] found = new Reconciliation[placed.size()];
    List<Future<Void>> asked = new ArrayList<>();
    bySession.forEach(
        (session, indexes) ->
            asked.add(
                steps
                    .orders()
                    .states(session, indexes.stream().map(i -> key(placed.get(i).order())).toList())
                    .map(
                        states -> {
                          for (int i = 0; i < states.size(); i++) {
                            int index = indexes.get(i);
                            found[index] =
                                new Reconciliation(
                                    session, placed.get(index).order(), states.get(i));
                          }
                          return null;
                        })));
    return kept(Future.all(asked)).map(all -> List.of(found));
  }

  private static Order key(ListedOrder order) {
    return new Order(order.platform(), order.orderId());
  }

  private Future<Outcomes> commit(
      Delivery delivery,
      List<Placed> placed,
      List<Reconciliation> states,
      ImportReport report,
      boolean dryRun) {
    List<Event> events = new ArrayList<>(placed.size());
    List<Integer> owners = new ArrayList<>(placed.size());
    for (int i = 0; i < placed.size(); i++) {
      for (Event event : placed.get(i).order().events(placed.get(i).session())) {
        events.add(event);
        owners.add(i);
      }
    }
    if (events.isEmpty()) {
      return Future.succeededFuture(Outcomes.NONE);
    }
    Ledger ledger = steps.ledger();
    Future<List<Outcome>> done =
        dryRun ? ledger.foresee(delivery, events) : ledger.commit(delivery, events);
    return done.map(
        outcomes -> {
          Set<Integer> refused = new HashSet<>();
          for (int i = 0; i < outcomes.size(); i++) {
            if (outcomes.get(i) instanceof Outcome.Refused why && refused.add(owners.get(i))) {
              ListedOrder order = placed.get(owners.get(i)).order();
              report.reject(new Rejection(order.firstLine(), null, order.orderId(), why.reason()));
            }
          }
          for (int i = 0; i < states.size(); i++) {
            if (!refused.contains(i)) {
              report.take(states.get(i));
            }
          }
          return dryRun ? Outcomes.NONE : new Outcomes(events, outcomes);
        });
  }

  private Future<Void> keepRefused(
      OrderListReader.Reading reading, Reporter reporter, boolean dryRun) {
    if (dryRun || reading.refused().isEmpty()) {
      return done();
    }
    List<Item> items = new ArrayList<>();
    for (OrderListReader.Refused refused : reading.refused()) {
      items.add(
          new Item(
              Kind.REFUSED,
              reporter.partner().id(),
              reporter.partner().format(),
              reporter.receivedAt(),
              items.size(),
              refused.why().orderId(),
              List.of(OrderLists.fault(refused.why())),
              null,
              KeptOrder.encode(reading.platform(), refused.rows())));
    }
    return kept(steps.quarantine().keep(items));
  }

  /** Orders that are counted, paid in the time that the list spans, and not in it. */
  private Future<Void> missing(OrderListReader.Reading reading, ImportReport report) {
    Set<String> listed = new HashSet<>();
    reading.orders().forEach(order -> listed.add(order.orderId()));
    reading.rejections().forEach(rejection -> listed.add(String.valueOf(rejection.orderId())));
    Future<Void> done = done();
    for (String session : report.sessions()) {
      CountedQuestion all =
          new CountedQuestion(
              reading.platform(), session, report.paidFrom(), report.paidTo(), CountedOrders.FIRST);
      done =
          done.compose(
              before ->
                  answers.each(
                      all,
                      counted -> {
                        if (listed.add(counted.order().orderId())) {
                          report.differ(
                              new Difference(
                                  session,
                                  counted.order().orderId(),
                                  What.NOT_IN_FILE,
                                  Reconciliation.amount(counted.state()),
                                  null,
                                  false));
                        }
                      }));
    }
    return done;
  }

  private static Future<Void> done() {
    return Future.succeededFuture();
  }

  /** Whatever hinders a step: the list is to be sent again. */
  static <T> Future<T> kept(Future<T> step) {
    return step.recover(
        failure ->
            Future.failedFuture(
                failure instanceof Ledger.Unavailable
                    ? failure
                    : new Ledger.Unavailable(
                        Ledger.Reason.REDIS_AWAY, String.valueOf(failure.getMessage()))));
  }
}
