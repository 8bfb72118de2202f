package org.guchang.bench.cost;

import static java.time.format.DateTimeFormatter.ISO_OFFSET_DATE_TIME;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.guchang.bench.load.Deliveries;
import org.guchang.ingest.WebhookSignature;

/** The same paid orders as a partner of each format posts them, one a POST, signed. */
final class ShopPushes {
  private static final int FEN = 2990;
  private static final String YUAN = "29.90";
  private static final long FIRST_ORDER = 4_801_000_000_000_000_000L;

  /** Of the evening, after which it begins again. */
  private static final int SECONDS = 9_000;

  private long orders;

  /** Orders made so far. */
  long orders() {
    return orders;
  }

  long sumFen() {
    return orders * FEN;
  }

  /** So many orders, ready to be sent. */
  Deliveries make(String format, int count) {
    List<ByteBuffer> requests = new ArrayList<>(count);
    long bytes = 0;
    for (int i = 0; i < count; i++) {
      long order = FIRST_ORDER + orders++;
      OffsetDateTime at = ShopCatalog.STARTS.plusSeconds(orders % SECONDS);
      String body =
          switch (format) {
            case ShopCatalog.DOUDIAN -> doudian(order, at);
            case ShopCatalog.SHOPIFY -> shopify(order, at);
            default -> nativeEvent(order, at);
          };
      byte[] content = body.getBytes(StandardCharsets.UTF_8);
      byte[] head = head(format, content);
      bytes += content.length;
      requests.add(
          ByteBuffer.allocateDirect(head.length + content.length).put(head).put(content).flip());
    }
    return new Deliveries(requests, count, bytes);
  }

  private static String nativeEvent(long order, OffsetDateTime at) {
    return """
        {"specversion":"1.0","id":"%s","source":"douyin","subject":"%s","time":"%s",\
        "type":"guchang.order.paid","datacontenttype":"application/json","data":{"orderId":"%d",\
        "buyer":"%x","amountFen":%d,"lines":[{"sku":"%s","name":"交城骏枣","quantity":1,"amountFen":%d}]}}"""
        .formatted(
            UUID.nameUUIDFromBytes(Long.toString(order).getBytes(StandardCharsets.US_ASCII)),
            ShopCatalog.SESSION,
            ISO_OFFSET_DATE_TIME.format(at),
            order,
            order * 31,
            FEN,
            ShopCatalog.SKU,
            FEN);
  }

  private static String doudian(long order, OffsetDateTime at) {
    String data =
        """
        {"p_id":%1$d,"s_ids":[%1$d],"shop_id":4463798,"biz":2,"order_type":0,"order_status":2,"pay_type":1,\
        "create_time":%2$d,"pay_time":%2$d,"pay_amount":%3$d}"""
            .formatted(order, at.toEpochSecond(), FEN);
    return "[{\"tag\":\"101\",\"msg_id\":\"%d:0:101:4463798\",\"data\":\"%s\"}]"
        .formatted(order, data.replace("\"", "\\\""));
  }

  private static String shopify(long order, OffsetDateTime at) {
    return """
        {"id":%1$d,"test":false,"total_price":"%2$s","currency":"CNY","financial_status":"paid",\
        "created_at":"%3$s","updated_at":"%3$s","email":"x@example.org","customer":{"id":%1$d},\
        "line_items":[{"id":1,"sku":"%4$s","title":"交城骏枣","quantity":1,"price":"%2$s"}]}"""
        .formatted(order, YUAN, ISO_OFFSET_DATE_TIME.format(at), ShopCatalog.SKU);
  }

  private static byte[] head(String format, byte[] body) {
    String own =
        switch (format) {
          case ShopCatalog.DOUDIAN -> {
            byte[] key = ShopCatalog.APP_KEY.getBytes(StandardCharsets.US_ASCII);
            byte[] secret = ShopCatalog.SECRET.getBytes(StandardCharsets.US_ASCII);
            String sign = HexFormat.of().formatHex(hmac(key, body, secret));
            yield "content-type: application/json\r\napp-id: "
                + ShopCatalog.APP_KEY
                + "\r\nevent-sign: "
                + sign;
          }
          case ShopCatalog.SHOPIFY ->
              "content-type: application/json\r\nx-shopify-topic: orders/paid\r\n"
                  + "x-shopify-hmac-sha256: "
                  + Base64.getEncoder().encodeToString(hmac(body));
          default -> standard(body);
        };
    return ("POST /hooks/"
            + format
            + " HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-length: "
            + body.length
            + "\r\n"
            + own
            + "\r\n\r\n")
        .getBytes(StandardCharsets.US_ASCII);
  }

  private static String standard(byte[] body) {
    String id = "msg_" + UUID.nameUUIDFromBytes(body);
    long now = Instant.now().getEpochSecond();
    return "content-type: application/cloudevents+json\r\n"
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
        + WebhookSignature.sign(ShopCatalog.SIGNING_SECRET, id, now, body);
  }

  private static byte[] hmac(byte[]... parts) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(
          new SecretKeySpec(ShopCatalog.SECRET.getBytes(StandardCharsets.US_ASCII), "HmacSHA256"));
      for (byte[] part : parts) {
        mac.update(part);
      }
      return mac.doFinal();
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
