package org.guchang.door;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.concurrent.atomic.AtomicInteger;
import org.guchang.ingest.WebhookSignature;

/** Deliveries of the bundled catalog's partner as bytes of HTTP. */
final class SignedRequests {
  private static final String SECRET = "whsec_Z3VjaGFuZyBkZW1vIHNlY3JldCwgbm90IGZvciB1c2U=";
  private static final AtomicInteger IDS = new AtomicInteger();

  private SignedRequests() {}

  /** Head without the last line, to be gone on with. */
  static String head(byte[] body) {
    String id = "attack-" + IDS.incrementAndGet();
    long now = System.currentTimeMillis() / 1000;
    return "POST /hooks/demo HTTP/1.1\r\nhost: 127.0.0.1\r\n"
        + "content-type: application/cloudevents+json\r\nwebhook-id: "
        + id
        + "\r\nwebhook-timestamp: "
        + now
        + "\r\nwebhook-signature: "
        + WebhookSignature.sign(SECRET, id, now, body)
        + "\r\n";
  }

  static byte[] post(byte[] body) {
    return post(body, "");
  }

  static byte[] post(byte[] body, String moreHeaders) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(
        (head(body) + moreHeaders + "content-length: " + body.length + "\r\n\r\n")
            .getBytes(ISO_8859_1));
    out.writeBytes(body);
    return out.toByteArray();
  }

  static byte[] post(String body) {
    return post(body.getBytes(UTF_8));
  }

  /** A paid order that nobody has seen before. */
  static String order() {
    String id = "o-" + IDS.incrementAndGet();
    return """
        {"specversion":"1.0","id":"%1$s","source":"douyin","type":"guchang.order.paid",
         "subject":"wenshui-0516","time":"2020-05-16T20:31:07+08:00",
         "data":{"orderId":"%1$s","amountFen":1000,
                 "lines":[{"sku":"none","name":"n","quantity":1,"amountFen":1000}]}}
        """
        .formatted(id);
  }
}
