package org.guchang.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.guchang.config.Catalog.Product;

/**
 * Counts an evening from the bytes of its deliveries, the plain way: everything in maps, summed at
 * the end.
 */
final class EveningFold {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, Product> products;
  private final Map<String, Order> orders = new HashMap<>();
  private final Set<String> deliveries = new HashSet<>();
  private final Map<String, TreeMap<String, JsonNode>> snapshots = new HashMap<>();
  private final Map<String, Long> counts = new HashMap<>();
  private final Set<String> comments = new HashSet<>();
  final List<JsonNode> events = new ArrayList<>();

  EveningFold(Map<String, Product> products) {
    this.products = products;
  }

  private static final class Order {
    boolean placed;
    boolean paid;
    boolean cancelled;
    String buyer = "";
    final TreeMap<String, JsonNode> reports = new TreeMap<>();
    final Map<String, Long> refunds = new HashMap<>();

    long amount() {
      return reports.lastEntry().getValue().get("amountFen").asLong();
    }
  }

  EveningFold addAll(List<ScriptedDelivery> all) {
    all.forEach(this::add);
    return this;
  }

  private void add(ScriptedDelivery delivery) {
    JsonNode body = parse(delivery.body().getBytes());
    List<JsonNode> inside = new ArrayList<>();
    if (body.isArray()) {
      body.forEach(inside::add);
    } else {
      inside.add(body);
    }
    if (inside.size() != delivery.events()) {
      throw new AssertionError(delivery.id() + " holds " + inside.size() + " events");
    }
    if (deliveries.add(delivery.id())) {
      inside.forEach(this::add);
    }
  }

  static JsonNode parse(byte[] body) {
    try {
      return JSON.readTree(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void add(JsonNode event) {
    events.add(event);
    String type = event.get("type").asText().substring("guchang.".length());
    String platform = event.get("source").asText();
    JsonNode data = event.get("data");
    if (type.startsWith("order.")) {
      Order order =
          orders.computeIfAbsent(platform + " " + data.get("orderId").asText(), key -> new Order());
      order(order, type.substring("order.".length()), event, data);
    } else if (type.equals("audience.snapshot")) {
      snapshots
          .computeIfAbsent(platform, key -> new TreeMap<>())
          .put(event.get("time").asText(), data);
    } else if (type.startsWith("audience.")) {
      counts.merge(type.substring("audience.".length()), data.get("count").asLong(), Long::sum);
    } else if (type.equals("comment.posted")) {
      comments.add(platform + event.get("id").asText());
    } else if (type.equals("giveaway.awarded")) {
      counts.merge("giveaways", data.get("quantity").asLong(), Long::sum);
    }
  }

  private static void order(Order order, String what, JsonNode event, JsonNode data) {
    switch (what) {
      case "cancelled" -> order.cancelled = true;
      case "refunded" ->
          order.refunds.put(data.get("refundId").asText(), data.get("amountFen").asLong());
      default -> {
        order.placed = true;
        order.paid |= what.equals("paid");
        order.buyer = event.get("source").asText() + data.get("buyer").asText();
        if (!what.equals("placed")) {
          order.reports.put(event.get("time").asText() + event.get("id").asText(), data);
        }
      }
    }
  }

  /** Sum over platforms of a figure in the last snapshot not after {@code time}. */
  long told(String figure, String time) {
    return snapshots.values().stream()
        .map(all -> all.floorEntry(time))
        .filter(entry -> entry != null && entry.getValue().has(figure))
        .mapToLong(entry -> entry.getValue().get(figure).asLong())
        .sum();
  }

  EveningTotals totals() {
    List<Order> paid = orders.values().stream().filter(order -> order.paid).toList();
    long units = 0;
    long grams = 0;
    long unattributed = 0;
    Set<String> sold = new HashSet<>();
    for (Order order : paid) {
      for (JsonNode line : order.reports.lastEntry().getValue().get("lines")) {
        Product product = products.get(line.get("sku").asText());
        units += line.get("quantity").asLong();
        if (product == null) {
          unattributed += line.get("amountFen").asLong();
        } else {
          grams += line.get("quantity").asLong() * product.netGrams();
          sold.add(product.sku());
        }
      }
    }
    return new EveningTotals(
        told("views", "9"),
        orders.values().stream().filter(order -> order.placed).count(),
        paid.size(),
        paid.stream().mapToLong(Order::amount).sum(),
        paid.stream()
            .mapToLong(
                o -> Math.min(o.amount(), o.refunds.values().stream().mapToLong(f -> f).sum()))
            .sum(),
        paid.stream().mapToLong(order -> order.refunds.size()).sum(),
        orders.values().stream().filter(order -> order.cancelled).count(),
        units,
        grams,
        paid.stream().map(order -> order.buyer).distinct().count(),
        told("likes", "9") + counts.getOrDefault("liked", 0L),
        told("follows", "9") + counts.getOrDefault("followed", 0L),
        counts.getOrDefault("clicked", 0L),
        counts.getOrDefault("exposed", 0L),
        comments.size(),
        counts.getOrDefault("giveaways", 0L),
        unattributed,
        sold.size());
  }
}
