package org.guchang.bench.faults;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import org.guchang.bench.faults.FaultBook.Item;
import org.guchang.bench.faults.FaultBook.Kind;
import org.guchang.bench.load.OrderEvents;
import org.guchang.config.Catalog;
import org.guchang.ingest.WebhookSignature;
import org.jspecify.annotations.Nullable;

/**
 * A good partner: one delivery after the other, each again under the same id until it is answered
 * 2xx, but for the few that it gives up; now and then an old delivery once more, or an old order in
 * a new one. One thread, repeatable from its seed as far as the server's answers are.
 */
final class FaultPartner implements Runnable {
  private static final Duration PATIENCE = Duration.ofSeconds(8);
  private static final String[] PLATFORMS = {"douyin", "kuaishou"};
  private static final String[] SKUS = {"jc-001", "jc-002", "unlisted-1"};
  private static final int MOST_REMEMBERED = 500;

  /** A good partner waits as Retry-After says; a bench has less time. */
  private static final long MOST_PAUSE_MILLIS = 500;

  /** Of a hundred that were not answered 2xx. */
  private static final int GIVEN_UP = 3;

  private final FaultGate gate;
  private final FaultBook book;
  private final Catalog.Partner partner;
  private final URI door;
  private final String name;
  private final SplittableRandom random;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final List<Sent> past = new ArrayList<>();
  private int number;

  FaultPartner(
      FaultGate gate, FaultBook book, Catalog.Partner partner, URI door, int number, long seed) {
    this.gate = gate;
    this.book = book;
    this.partner = partner;
    this.door = door;
    this.name = Long.toHexString(seed) + "-" + number;
    this.random = new SplittableRandom(seed + number);
  }

  private record Sent(String id, String body, List<Item> items) {}

  @Override
  public void run() {
    while (gate.enter()) {
      try {
        deliver(next());
      } catch (InterruptedException end) {
        return;
      } finally {
        gate.leave();
      }
    }
  }

  private void deliver(Sent delivery) throws InterruptedException {
    book.deliveries.incrementAndGet();
    book.sending(delivery.items());
    boolean again = true;
    while (again) {
      book.sent.incrementAndGet();
      int status = status(delivery);
      if (status / 100 == 2) {
        book.kept(delivery.id(), delivery.items());
        remember(delivery);
        return;
      }
      (status == 0 ? book.unanswered : book.refused).incrementAndGet();
      if (status != 0 && status / 100 != 5) {
        throw new IllegalStateException("answered " + status + ": " + delivery.body());
      }
      again = random.nextInt(100) >= GIVEN_UP && gate.goesOn();
      LockSupport.parkNanos(random.nextLong(50, MOST_PAUSE_MILLIS) * 1_000_000);
    }
  }

  private void remember(Sent delivery) {
    if (past.size() < MOST_REMEMBERED) {
      past.add(delivery);
    } else {
      past.set(random.nextInt(MOST_REMEMBERED), delivery);
    }
  }

  private int status(Sent delivery) throws InterruptedException {
    byte[] body = delivery.body().getBytes(StandardCharsets.UTF_8);
    try {
      return http.send(
              signed(partner, door, delivery.id(), body)
                  .header("content-type", "application/cloudevents-batch+json")
                  .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                  .build(),
              HttpResponse.BodyHandlers.discarding())
          .statusCode();
    } catch (IOException gone) {
      return 0;
    }
  }

  /** A request with a signature over its body. */
  static HttpRequest.Builder signed(Catalog.Partner partner, URI at, String id, byte[] body) {
    long now = System.currentTimeMillis() / 1000;
    return HttpRequest.newBuilder(at)
        .timeout(PATIENCE)
        .header(WebhookSignature.ID_HEADER, id)
        .header(WebhookSignature.TIMESTAMP_HEADER, Long.toString(now))
        .header(
            WebhookSignature.SIGNATURE_HEADER,
            WebhookSignature.sign(partner.secrets().get(0).value(), id, now, body));
  }

  private Sent next() {
    int kind = past.isEmpty() ? 99 : random.nextInt(100);
    if (kind < 8) {
      return past.get(random.nextInt(past.size()));
    }
    List<Item> items = new ArrayList<>();
    if (kind < 16) {
      past.get(random.nextInt(past.size())).items().stream()
          .filter(item -> item.kind() == Kind.PAID)
          .forEach(items::add);
    }
    for (int i = random.nextInt(1, 6); i > 0; i--) {
      items.add(item());
    }
    StringBuilder body = new StringBuilder("[");
    for (Item item : items) {
      body.append(body.length() == 1 ? "" : ",").append(event(item));
    }
    return new Sent("d-" + name + "-" + number++, body.append(']').toString(), items);
  }

  private Item item() {
    String id = name + "-" + number++;
    String platform = PLATFORMS[random.nextInt(PLATFORMS.length)];
    int kind = random.nextInt(100);
    if (kind < 15) {
      return new Item(Kind.LIKED, platform, id, random.nextInt(1, 50));
    }
    Item order = kind < 30 && !past.isEmpty() ? refundable() : null;
    return order == null
        ? new Item(Kind.PAID, platform, id, 1_000 + random.nextInt(9_000))
        : new Item(Kind.REFUNDED, order.platform(), order.id() + "/r" + id, 1);
  }

  private @Nullable Item refundable() {
    List<Item> items = past.get(random.nextInt(past.size())).items();
    Item item = items.get(random.nextInt(items.size()));
    return item.kind() == Kind.PAID ? item : null;
  }

  private String event(Item item) {
    String data =
        switch (item.kind()) {
          case LIKED -> "\"count\":" + item.amount();
          case PAID ->
              "\"orderId\":\"%s\",\"buyer\":\"b-%s\",\"amountFen\":%d,%s"
                  .formatted(item.id(), item.id(), item.amount(), lines(item));
          case REFUNDED ->
              "\"orderId\":\"%s\",\"refundId\":\"%s\",\"amountFen\":%d"
                  .formatted(
                      item.id().substring(0, item.id().indexOf('/')), item.id(), item.amount());
        };
    String type =
        switch (item.kind()) {
          case LIKED -> "audience.liked";
          case PAID -> "order.paid";
          case REFUNDED -> "order.refunded";
        };
    // an order that is reported again is another event; likes are counted by the event's id
    String id = item.kind() == Kind.LIKED ? "e-" + item.id() : "e-" + name + "-" + number++;
    return """
        {"specversion":"1.0","id":"%s","source":"%s","subject":"%s","type":"guchang.%s",
         "time":"2020-05-16T20:%02d:07+08:00","data":{%s}}"""
        .formatted(
            id,
            item.platform(),
            OrderEvents.SESSION,
            type,
            Math.floorMod(item.id().hashCode(), 60),
            data);
  }

  private static String lines(Item item) {
    String sku = SKUS[Math.floorMod(item.id().hashCode(), SKUS.length)];
    return "\"lines\":[{\"sku\":\""
        + sku
        + "\",\"quantity\":1,\"amountFen\":"
        + item.amount()
        + "}]";
  }
}
