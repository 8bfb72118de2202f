package org.guchang.ingest.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.guchang.ingest.Acme;
import org.jspecify.annotations.Nullable;

/** A valid event as a partner writes it, to be changed in one place by a test. */
public final class WireEvent {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, @Nullable Object> members;

  private WireEvent(Map<String, @Nullable Object> members) {
    this.members = members;
  }

  public static WireEvent of(String type) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    members.put("specversion", "1.0");
    members.put("id", "e-1");
    members.put("source", "douyin");
    members.put("subject", Acme.SESSION);
    members.put("time", "2020-05-16T20:31:07+08:00");
    members.put("type", type);
    members.put("data", data(type));
    return new WireEvent(members);
  }

  public static WireEvent paid() {
    return of("guchang.order.paid");
  }

  private static Map<String, @Nullable Object> data(String type) {
    return switch (type) {
      case "guchang.order.placed", "guchang.order.paid", "guchang.order.changed" ->
          map("orderId", "o-1", "buyer", "b-1", "amountFen", 3980, "lines", lines());
      case "guchang.order.cancelled" -> map("orderId", "o-1", "reason", "不想要了");
      case "guchang.order.refunded" ->
          map("orderId", "o-1", "refundId", "r-1", "amountFen", 3980, "lines", lines());
      case "guchang.audience.snapshot" ->
          map("online", 12000, "views", 530000, "likes", 9, "follows", 8, "comments", 7);
      case "guchang.comment.posted" -> map("nickname", "张三丰", "text", "太划算了，很给力");
      case "guchang.giveaway.awarded" -> map("name", "鹿泉雪耳", "quantity", 10);
      case "guchang.product.stocked" -> map("sku", "jc-001", "remaining", 0);
      case "guchang.session.started", "guchang.session.ended", "guchang.webhook.test" -> map();
      default -> map("count", 3, "viewer", "v-1", "sku", "jc-001");
    };
  }

  private static List<Object> lines() {
    return new ArrayList<>(
        List.of(
            map("sku", "jc-001", "name", "骏枣", "quantity", 2, "amountFen", 2980),
            map("sku", "jc-002", "quantity", 1, "amountFen", 1000)));
  }

  /**
   * @param keysAndValues alternating
   */
  public static Map<String, @Nullable Object> map(@Nullable Object... keysAndValues) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      map.put(String.valueOf(keysAndValues[i]), keysAndValues[i + 1]);
    }
    return map;
  }

  /**
   * Puts {@code value} at a pointer like {@code /data/lines/0/quantity}; a copy of it, so that what
   * is put into it later is not put into itself.
   */
  public WireEvent with(String pointer, @Nullable Object value) {
    parent(pointer).put(last(pointer), copy(value));
    return this;
  }

  private static @Nullable Object copy(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      Map<String, @Nullable Object> copy = new LinkedHashMap<>();
      map.forEach((name, member) -> copy.put(String.valueOf(name), copy(member)));
      return copy;
    }
    if (value instanceof List<?> list) {
      List<@Nullable Object> copy = new ArrayList<>();
      list.forEach(item -> copy.add(copy(item)));
      return copy;
    }
    return value;
  }

  public WireEvent without(String pointer) {
    parent(pointer).remove(last(pointer));
    return this;
  }

  @SuppressWarnings("unchecked")
  private Map<String, @Nullable Object> parent(String pointer) {
    List<String> steps = Arrays.stream(pointer.substring(1).split("/")).toList();
    Object at = members;
    for (String step : steps.subList(0, steps.size() - 1)) {
      at =
          at instanceof List<?> list
              ? list.get(Integer.parseInt(step))
              : ((Map<String, Object>) at).get(step);
    }
    return (Map<String, @Nullable Object>) at;
  }

  private static String last(String pointer) {
    return pointer.substring(pointer.lastIndexOf('/') + 1);
  }

  public Map<String, @Nullable Object> members() {
    return members;
  }

  public String json() {
    try {
      return JSON.writeValueAsString(members);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  public byte[] bytes() {
    return json().getBytes(UTF_8);
  }

  public static byte[] batch(WireEvent... events) {
    return Arrays.stream(events)
        .map(WireEvent::json)
        .collect(Collectors.joining(",", "[", "]"))
        .getBytes(UTF_8);
  }
}
