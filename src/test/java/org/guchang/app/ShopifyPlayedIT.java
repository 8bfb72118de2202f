package org.guchang.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.guchang.ingest.format.WholeSecond;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Shopify pushes to the built server: its shop sells in two sessions that its pushes never name. A
 * refund comes before its order, an order comes for which there is no session yet.
 */
class ShopifyPlayedIT {
  private static final String SECRET = "hush";
  private static final String NAME = "王小明";
  private static final String PHONE = "13912345678";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private final OffsetDateTime now = WholeSecond.now(ZoneOffset.UTC);

  @Test
  void fromTheFirstPush_toTheTotals(@TempDir Path dir) throws Exception {
    Path catalog = Files.createDirectory(dir.resolve("catalog"));
    Files.writeString(catalog.resolve("catalog.yaml"), catalog(""));
    Files.writeString(catalog.resolve("products.csv"), "sku,name,county\nzao,交城骏枣,交城县\n");
    try (ServerProcess server =
        new ServerProcess(dir, "catalog: {dir: " + catalog + "}").awaitReady()) {
      assertThat(push(server, "refunds/create", refund(7, 1001, "35.00"), "wrong")).isEqualTo(401);
      assertThat(push(server, "refunds/create", refund(7, 1001, "35.00"))).isEqualTo(200);
      assertThat(quarantine(server).toString()).contains("order not seen yet");
      assertThat(totals(server, "today").path("refundFen").asLong()).isZero();

      OffsetDateTime created = now.minusMinutes(20);
      assertThat(push(server, "orders/create", order(1001, created, "129.90"))).isEqualTo(200);
      assertThat(push(server, "orders/paid", order(1001, created, "129.90"))).isEqualTo(200);
      assertThat(push(server, "orders/paid", order(1001, created, "129.90"))).isEqualTo(200);
      await(
          server,
          "the refund found its order",
          () -> totals(server, "today").path("refundFen").asLong() == 3_500);
      JsonNode totals = totals(server, "today");
      assertThat(totals.path("orders").asLong()).isEqualTo(1);
      assertThat(totals.path("placed").asLong()).isEqualTo(1);
      assertThat(totals.path("gmvFen").asLong()).isEqualTo(12_990);
      assertThat(totals.path("netFen").asLong()).isEqualTo(9_490);
      await(server, "nothing waits", () -> quarantine(server).isEmpty());

      OffsetDateTime longAgo = now.minusDays(3);
      assertThat(push(server, "orders/paid", order(1002, longAgo, "50.00"))).isEqualTo(200);
      assertThat(quarantine(server).toString())
          .contains("no session at that time")
          .doesNotContain(NAME, PHONE);
      Files.writeString(
          catalog.resolve("catalog.yaml"),
          catalog(session("before", longAgo.minusHours(1), longAgo.plusHours(1))));
      assertThat(post(server.opsDoor() + "/catalog/reload", ""))
          .contains("\"sessions\":{\"added\":1");
      assertThat(post(server.opsDoor() + "/quarantine/repost?partner=shop", ""))
          .contains("\"accepted\":1");
      assertThat(totals(server, "before").path("gmvFen").asLong()).isEqualTo(5_000);
      assertThat(quarantine(server)).isEmpty();

      assertThat(ServerProcess.exitCode(server.verify())).as(server.log()).isZero();
      assertThat(server.log()).doesNotContain(NAME, PHONE, SECRET);
    }
    try (Stream<Path> files = Files.walk(dir)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(new String(Files.readAllBytes(file), StandardCharsets.UTF_8))
            .as(file.toString())
            .doesNotContain(NAME, PHONE);
      }
    }
  }

  private String catalog(String moreSessions) {
    return """
        platforms: [{id: shopify, name: 独立站}]
        campaigns: [{id: may, title: 嗨购, startsOn: 2020-05-15, endsOn: 2099-05-19}]
        sessions:
        %s%s
        partners:
          - {id: shop, format: shopify, secret: %s, sessions: ["*"], platforms: [shopify]}
        """
        .formatted(session("today", now.minusHours(1), now.plusHours(3)), moreSessions, SECRET);
  }

  private static String session(String id, OffsetDateTime from, OffsetDateTime to) {
    return """
          - {id: %s, campaign: may, county: 交城县, title: t, platforms: [shopify],
             startsAt: "%s", endsAt: "%s"}
        """
        .formatted(id, from, to)
        .indent(2);
  }

  private static String order(long id, OffsetDateTime created, String total) {
    return """
        {"id":%d,"name":"#1","test":false,"total_price":"%s","currency":"CNY",
         "financial_status":"paid","created_at":"%s","updated_at":"%s",
         "customer":{"id":5,"first_name":"%s","phone":"%s"},
         "shipping_address":{"name":"%s","phone":"%s","address1":"晋祠路一号"},
         "line_items":[{"id":1,"sku":"zao","title":"交城骏枣","quantity":1,"price":"%s"}]}
        """
        .formatted(id, total, created, created, NAME, PHONE, NAME, PHONE, total);
  }

  private String refund(long id, long order, String amount) {
    return """
        {"id":%d,"order_id":%d,"created_at":"%s","processed_at":"%s","note":"%s",
         "refund_line_items":[],
         "transactions":[{"id":1,"amount":"%s","kind":"refund","status":"success",
                          "currency":"CNY"}]}
        """
        .formatted(id, order, now, now, PHONE, amount);
  }

  private static int push(ServerProcess server, String topic, String body) throws Exception {
    return push(server, topic, body, SECRET);
  }

  private static int push(ServerProcess server, String topic, String body, String secret)
      throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    byte[] seal = mac.doFinal(body.getBytes(StandardCharsets.UTF_8));
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(server.partnerDoor() + "/hooks/shop"))
            .header("Content-Type", "application/json")
            .header("X-Shopify-Topic", topic)
            .header("X-Shopify-Hmac-Sha256", Base64.getEncoder().encodeToString(seal))
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return HTTP.send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
  }

  private static String post(String uri, String body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(uri))
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body();
  }

  private static JsonNode quarantine(ServerProcess server) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(server.opsDoor() + "/quarantine")).build();
    return JSON.readTree(HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body())
        .path("items");
  }

  private static JsonNode totals(ServerProcess server, String session) throws Exception {
    return server.state("session/" + session).path("totals");
  }

  private interface Condition {
    boolean holds() throws Exception;
  }

  private static void await(ServerProcess server, String what, Condition condition)
      throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(40);
    while (!condition.holds()) {
      assertThat(System.nanoTime()).as("never: " + what + ": " + server.log()).isLessThan(deadline);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    }
  }
}
