package org.guchang.replay;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.guchang.replay.ScriptedOrder.ReportedLine;

/**
 * What partners say of the orders: placed, changed, paid, cancelled, refunded, with the mishaps of
 * the way.
 */
final class OrderLives {
  /** An order that is not paid is cancelled after this, milliseconds. */
  private static final long UNPAID_TIMEOUT = 15 * 60_000L;

  private static final long HOUR = 3_600_000L;

  /** Shops lower a price by this, fen, when a buyer asks. */
  private static final long LOWERED = 200;

  private final Stage stage;
  private final Script script;
  private final List<ScriptedOrder> orders;
  private final Chance chance;
  private final Set<String> reportsPlaced = new HashSet<>();
  private final List<ScriptedEvent> events = new ArrayList<>();

  OrderLives(Stage stage, List<ScriptedOrder> orders) {
    this.stage = stage;
    this.script = stage.script();
    this.orders = orders;
    this.chance = new Chance(script.seed(), "lives");
    script.platforms().stream().filter(p -> p.placed()).forEach(p -> reportsPlaced.add(p.id()));
  }

  List<ScriptedEvent> tell() {
    List<ScriptedOrder> paid = orders.stream().filter(order -> order.paid).toList();
    List<ScriptedOrder> plain =
        paid.stream()
            .filter(o -> o.adjustable && o.couponFen == 0 && reportsPlaced.contains(o.platform))
            .toList();
    List<ScriptedOrder> special =
        chance.some(plain, script.orders().changed() + script.orders().corrected());
    Set<ScriptedOrder> changed =
        new HashSet<>(special.subList(0, Math.min(special.size(), script.orders().changed())));
    Set<ScriptedOrder> corrected = new HashSet<>(special);
    corrected.removeAll(changed);
    Set<ScriptedOrder> swapped = new HashSet<>(chance.some(plain, script.mishaps().swapped()));
    for (ScriptedOrder order : orders) {
      tell(order, changed.contains(order), corrected.contains(order), swapped.contains(order));
    }
    cancellations();
    delay();
    doubles();
    refunds(paid.stream().filter(o -> o.adjustable && !special.contains(o)).toList());
    return events;
  }

  private void tell(ScriptedOrder order, boolean changed, boolean corrected, boolean swapped) {
    long amount = order.amountFen(script.promotion());
    long first = changed || corrected ? amount + LOWERED : amount;
    long soon = latency();
    // whoever reports only what was paid never speaks of the others, so those must be told as
    // placed
    if (reportsPlaced.contains(order.platform) || !order.paid) {
      long arrival = swapped ? order.paidAt + 2_000 + soon : order.placedAt + soon;
      add(order, "placed", order.placedAt, arrival, first);
    }
    if (changed) {
      add(
          order,
          "changed",
          (order.placedAt + order.paidAt) / 2,
          (order.placedAt + order.paidAt) / 2 + soon,
          amount);
    }
    if (order.paid) {
      add(order, "paid", order.paidAt, order.paidAt + soon, corrected ? first : amount);
    }
    if (corrected) {
      add(order, "changed", order.paidAt + 30_000, order.paidAt + 30_000 + soon, amount);
    }
  }

  private void add(ScriptedOrder order, String what, long at, long arrival, long amountFen) {
    List<ReportedLine> lines = order.lines(amountFen);
    events.add(
        new ScriptedEvent(
            order.platform,
            order.id + "-" + what,
            at,
            arrival,
            "order." + what,
            json -> {
              json.writeStringField("orderId", order.id);
              json.writeStringField("buyer", order.buyer);
              json.writeNumberField("amountFen", amountFen);
              writeLines(json, lines);
            }));
  }

  private static void writeLines(JsonGenerator json, List<ReportedLine> lines) throws IOException {
    json.writeArrayFieldStart("lines");
    for (ReportedLine line : lines) {
      json.writeStartObject();
      json.writeStringField("sku", line.sku());
      json.writeStringField("name", line.name());
      json.writeNumberField("quantity", line.quantity());
      json.writeNumberField("amountFen", line.amountFen());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private long latency() {
    return chance.between(80, 900);
  }

  private void cancellations() {
    List<ScriptedOrder> unpaid = orders.stream().filter(order -> !order.paid).toList();
    for (ScriptedOrder order : chance.some(unpaid, script.orders().cancelled())) {
      cancel(order, order.placedAt + UNPAID_TIMEOUT, "超时未支付");
    }
  }

  private void cancel(ScriptedOrder order, long at, String reason) {
    events.add(
        new ScriptedEvent(
            order.platform,
            order.id + "-cancelled",
            at,
            at + latency(),
            "order.cancelled",
            json -> {
              json.writeStringField("orderId", order.id);
              json.writeStringField("reason", reason);
            }));
  }

  private void delay() {
    List<ScriptedEvent> late = chance.some(List.copyOf(events), script.mishaps().late());
    Set<ScriptedEvent> chosen = new HashSet<>(late);
    events.replaceAll(
        e ->
            chosen.contains(e)
                ? e.arrivingAt(e.arrival() + chance.between(300_000, 1_800_000))
                : e);
  }

  private void doubles() {
    List<ScriptedEvent> paid =
        events.stream().filter(event -> event.type().equals("order.paid")).toList();
    for (ScriptedEvent event : chance.some(paid, script.mishaps().doubles())) {
      events.add(
          event.saidAgain("isv-" + event.id(), event.arrival() + chance.between(1_000, 120_000)));
    }
  }

  private void refunds(List<ScriptedOrder> candidates) {
    Script.Refunds wanted = script.refunds();
    List<ScriptedOrder> chosen =
        chance.some(candidates, wanted.sameNight() + wanted.full() + wanted.partial());
    for (int i = 0; i < chosen.size(); i++) {
      ScriptedOrder order = chosen.get(i);
      if (i < wanted.sameNight()) {
        long at = order.paidAt + chance.between(120_000, 600_000);
        cancel(order, at, "买家取消");
        refund(
            order,
            at + 5_000,
            order.amountFen(script.promotion()),
            order.lines(order.amountFen(script.promotion())));
      } else if (i < wanted.sameNight() + wanted.full()) {
        refund(order, nextDay(), order.amountFen(script.promotion()), List.of());
      } else {
        oneUnit(order);
      }
    }
  }

  /** From 9 to 18 o'clock. */
  private long nextDay() {
    long midnight = 24 * HOUR - stage.session().startsAt().toLocalTime().toSecondOfDay() * 1000L;
    return midnight + chance.between(9 * HOUR, 18 * HOUR);
  }

  private void oneUnit(ScriptedOrder order) {
    ReportedLine line = order.lines(order.amountFen(script.promotion())).get(0);
    long amount = line.amountFen() / line.quantity();
    refund(order, nextDay(), amount, List.of(new ReportedLine(line.sku(), line.name(), 1, amount)));
  }

  private void refund(ScriptedOrder order, long at, long amountFen, List<ReportedLine> lines) {
    ScriptedEvent event =
        new ScriptedEvent(
            order.platform,
            order.id + "-refunded",
            at,
            at + latency(),
            "order.refunded",
            json -> {
              json.writeStringField("orderId", order.id);
              json.writeStringField("refundId", "r" + order.id);
              json.writeNumberField("amountFen", amountFen);
              if (!lines.isEmpty()) {
                writeLines(json, lines);
              }
            });
    events.add(event);
    if (chance.percent(10)) {
      events.add(event.saidAgain("isv-" + event.id(), event.arrival() + 3_000));
    }
  }
}
