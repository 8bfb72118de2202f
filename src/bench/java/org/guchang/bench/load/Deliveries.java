package org.guchang.bench.load;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.guchang.config.Catalog;
import org.guchang.ingest.WebhookSignature;

/**
 * Ready-made requests, signed and encoded before the clock runs.
 *
 * @param requests each one whole HTTP/1.1 request
 * @param events in all of them
 * @param bodyBytes of all of them
 */
public record Deliveries(List<ByteBuffer> requests, int events, long bodyBytes) {

  /** Bytes that are taken from the system at once. */
  private static final int BLOCK = 8 << 20;

  /** Orders, each delivery of {@code perDelivery} of them. */
  static Deliveries make(
      Catalog.Partner partner,
      OrderEvents events,
      RandomGenerator random,
      int count,
      int perDelivery) {
    return of(partner, events::append, random, count, perDelivery);
  }

  /**
   * Makes deliveries.
   *
   * @param event appends one event
   * @param perDelivery events in each; one is sent as a structured event, more as a batch
   */
  static Deliveries of(
      Catalog.Partner partner,
      Consumer<StringBuilder> event,
      RandomGenerator random,
      int count,
      int perDelivery) {
    List<ByteBuffer> requests = new ArrayList<>(count);
    ByteBuffer block = ByteBuffer.allocateDirect(BLOCK);
    StringBuilder json = new StringBuilder(512 * perDelivery);
    long bodyBytes = 0;
    for (int i = 0; i < count; i++) {
      byte[] body = body(event, json, perDelivery);
      byte[] head = head(partner, body, random, perDelivery > 1);
      bodyBytes += body.length;
      int length = head.length + body.length;
      if (block.remaining() < length) {
        block = ByteBuffer.allocateDirect(Math.max(BLOCK, length));
      }
      requests.add(block.slice(block.position(), length));
      block.put(head).put(body);
    }
    return new Deliveries(requests, count * perDelivery, bodyBytes);
  }

  /** One order of the product {@code sku}, ready to be sent. */
  static byte[] probe(
      Catalog.Partner partner, OrderEvents events, RandomGenerator random, String sku) {
    return single(partner, json -> events.appendOf(sku, json), random);
  }

  /** One event, ready to be sent. */
  public static byte[] single(
      Catalog.Partner partner, Consumer<StringBuilder> event, RandomGenerator random) {
    StringBuilder json = new StringBuilder(512);
    event.accept(json);
    byte[] body = json.toString().getBytes(StandardCharsets.UTF_8);
    byte[] head = head(partner, body, random, false);
    return ByteBuffer.allocate(head.length + body.length).put(head).put(body).array();
  }

  /** The bundled partner, who may report on everything. */
  public static Catalog.Partner partner(Catalog catalog) {
    Catalog.Partner demo = catalog.partners().get("demo");
    if (demo == null) {
      throw new IllegalStateException("the bundled catalog has no partner demo");
    }
    return demo;
  }

  private static byte[] body(Consumer<StringBuilder> event, StringBuilder json, int perDelivery) {
    json.setLength(0);
    if (perDelivery == 1) {
      event.accept(json);
    } else {
      for (int i = 0; i < perDelivery; i++) {
        event.accept(json.append(i == 0 ? '[' : ','));
      }
      json.append(']');
    }
    return json.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] head(
      Catalog.Partner partner, byte[] body, RandomGenerator random, boolean batch) {
    String id = "msg_" + new UUID(random.nextLong(), random.nextLong());
    long now = Instant.now().getEpochSecond();
    String signature = WebhookSignature.sign(partner.secrets().get(0).value(), id, now, body);
    String media = batch ? "application/cloudevents-batch+json" : "application/cloudevents+json";
    return ("POST /hooks/"
            + partner.id()
            + " HTTP/1.1\r\n"
            + "host: 127.0.0.1\r\n"
            + "content-type: "
            + media
            + "\r\n"
            + "content-length: "
            + body.length
            + "\r\n"
            + WebhookSignature.ID_HEADER
            + ": "
            + id
            + "\r\n"
            + WebhookSignature.TIMESTAMP_HEADER
            + ": "
            + now
            + "\r\n"
            + WebhookSignature.SIGNATURE_HEADER
            + ": "
            + signature
            + "\r\n\r\n")
        .getBytes(StandardCharsets.US_ASCII);
  }
}
