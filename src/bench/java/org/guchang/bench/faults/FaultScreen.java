package org.guchang.bench.faults;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * A screen that connects again whenever it loses its server, and holds every frame against what it
 * showed before: no sum goes down, platforms, products and minutes add up to the totals.
 */
final class FaultScreen implements Runnable, WebSocket.Listener {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> SUMS =
      List.of("gmvFen", "orders", "refundFen", "refunds", "likes", "placed");
  private static final long LOOK_NANOS = 20_000_000;
  private static final int MOST_FAULTS = 20;

  private final URI at;
  private final FaultBook book;
  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
  private final StringBuilder text = new StringBuilder();
  private final List<String> faults = new CopyOnWriteArrayList<>();
  private final ConcurrentLinkedDeque<long[]> acknowledged = new ConcurrentLinkedDeque<>();
  private volatile ObjectNode state = JSON.createObjectNode();
  private volatile boolean lost = true;
  private volatile boolean ended;
  private volatile long worstNanos;
  private final AtomicLong frames = new AtomicLong();

  /**
   * @param at address of the board's WebSocket
   */
  FaultScreen(URI at, FaultBook book) {
    this.at = at;
    this.book = book;
  }

  @Override
  public void run() {
    while (!ended) {
      long now = System.nanoTime();
      acknowledged.add(new long[] {book.orders.get(), now});
      if (lost) {
        try {
          lost = false;
          http.newWebSocketBuilder().buildAsync(at, this).join();
        } catch (CompletionException away) {
          lost = true;
        }
      }
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }

  @Override
  public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    text.append(data);
    if (last) {
      String whole = text.toString();
      text.setLength(0);
      show(whole);
    }
    from.request(1);
    return null;
  }

  @Override
  public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
    gone();
    return null;
  }

  @Override
  public void onError(WebSocket from, Throwable failure) {
    gone();
  }

  private void gone() {
    text.setLength(0);
    lost = true;
  }

  private void show(String frame) {
    try {
      JsonNode told = JSON.readTree(frame);
      ObjectNode next = state.deepCopy();
      if (told.has("state")) {
        next = told.path("state").deepCopy();
      } else if (told.has("patch")) {
        merge(next, told.path("patch"));
      } else {
        return;
      }
      frames.incrementAndGet();
      compare(state.path("totals"), next);
      state = next;
    } catch (JsonProcessingException e) {
      fault("no JSON: " + frame);
    }
    long shown = orders();
    long now = System.nanoTime();
    while (!acknowledged.isEmpty() && acknowledged.peek()[0] <= shown) {
      worstNanos = Math.max(worstNanos, now - acknowledged.remove()[1]);
    }
  }

  private void compare(JsonNode before, ObjectNode now) {
    JsonNode totals = now.path("totals");
    for (String sum : SUMS) {
      if (totals.path(sum).asLong() < before.path(sum).asLong()) {
        fault(sum + " went from " + before.path(sum) + " back to " + totals.path(sum));
      }
    }
    for (String money : List.of("gmvFen", "refundFen")) {
      for (String part : List.of("platforms", "products", "minutes")) {
        long sum = 0;
        for (JsonNode one : now.path(part)) {
          sum += one.path(money).asLong();
        }
        if (sum != totals.path(money).asLong()) {
          fault(money + " of " + part + " is " + sum + ", the total " + totals.path(money));
        }
      }
    }
  }

  private void fault(String what) {
    if (faults.size() < MOST_FAULTS) {
      faults.add(what);
    }
  }

  /** RFC 7396. */
  private static void merge(ObjectNode target, JsonNode patch) {
    patch
        .properties()
        .forEach(
            member -> {
              JsonNode value = member.getValue();
              if (value.isNull()) {
                target.remove(member.getKey());
              } else if (value.isObject()) {
                JsonNode known = target.get(member.getKey());
                ObjectNode inner =
                    known instanceof ObjectNode object ? object : JSON.createObjectNode();
                merge(inner, value);
                target.set(member.getKey(), inner);
              } else {
                target.set(member.getKey(), value);
              }
            });
  }

  JsonNode state() {
    return state;
  }

  long orders() {
    return state.at("/totals/orders").asLong();
  }

  long frames() {
    return frames.get();
  }

  /** What was wrong with what it showed. */
  List<String> faults() {
    return faults;
  }

  /**
   * The longest from when an order was known to be answered 2xx until it was shown, since it was
   * last asked; milliseconds.
   */
  long takeWorstMillis() {
    long worst = worstNanos / 1_000_000;
    worstNanos = 0;
    return worst;
  }

  void end() {
    ended = true;
  }
}
