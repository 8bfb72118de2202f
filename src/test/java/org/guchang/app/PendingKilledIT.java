package org.guchang.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
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
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.guchang.pending.api.FakeKuaishou;
import org.guchang.pending.api.FakePlatform.FakeOrder;
import org.guchang.pending.api.FakePlatform.Mood;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The built server hears of orders without amounts, is killed with -9 while it asks the platform
 * for them, and is started again: every amount comes to the board, none twice.
 */
class PendingKilledIT {
  private static final String MESSAGE_KEY = "AAECAwQFBgcICQoLDA0ODw==";
  private static final String BOARD = "session/jc";
  private static final int ORDERS = 9;
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @Test
  void killedWhileItAsks_everyAmountComes_andNoneTwice(@TempDir Path dir) throws Exception {
    Vertx vertx = Vertx.vertx();
    try (FakeKuaishou platform = new FakeKuaishou(vertx)) {
      Path catalog = Files.createDirectory(dir.resolve("catalog"));
      Files.writeString(catalog.resolve("catalog.yaml"), catalog(platform.api()));
      Files.writeString(catalog.resolve("products.csv"), "sku,name,county\nzao,交城骏枣,交城县\n");
      try (ServerProcess server =
          new ServerProcess(dir, "catalog: {dir: " + catalog + "}").awaitReady()) {
        platform.mood = Mood.SILENT;
        for (int i = 1; i <= ORDERS; i++) {
          platform.put(new FakeOrder(String.valueOf(5000 + i), true, "zao", 2, 2_990, 0));
          assertThat(push(server, 5000 + i)).isEqualTo("{\"result\":1}");
        }
        await(server, "questions are under way", () -> platform.asked.size() >= 4);
        JsonNode totals = server.state(BOARD).path("totals");
        assertThat(totals.path("orders").asLong()).isEqualTo(ORDERS);
        assertThat(totals.path("pending").asLong()).isEqualTo(ORDERS);
        assertThat(totals.path("gmvFen").asLong()).isZero();

        server.killAndStartAgain();
        platform.mood = Mood.WELL;
        server.awaitReady();
        await(
            server,
            "all amounts are there",
            () -> server.state(BOARD).at("/totals/gmvFen").asLong() == ORDERS * 2_990L);
        totals = server.state(BOARD).path("totals");
        assertThat(totals.path("orders").asLong()).isEqualTo(ORDERS);
        assertThat(totals.path("units").asLong()).isEqualTo(2 * ORDERS);
        assertThat(totals.path("pending").asLong()).isZero();
        assertThat(ServerProcess.exitCode(server.verify())).as(server.log()).isZero();
        assertThat(server.log()).doesNotContain("secret-of-the-partner", "access-0", "refresh-0");
      }
    } finally {
      vertx.close().await(10, TimeUnit.SECONDS);
    }
  }

  private static String catalog(Map<String, String> api) {
    OffsetDateTime now = OffsetDateTime.now(ZoneOffset.UTC);
    String values =
        api.entrySet().stream()
            .map(entry -> entry.getKey() + ": \"" + entry.getValue() + "\"")
            .collect(Collectors.joining(", "));
    return """
        platforms: [{id: kuaishou, name: 快手}]
        campaigns: [{id: may, title: 嗨购, startsOn: 2020-05-15, endsOn: 2099-05-19}]
        sessions:
          - {id: jc, campaign: may, county: 交城县, title: t, platforms: [kuaishou],
             startsAt: "%s", endsAt: "%s"}
        partners:
          - {id: farm, format: kuaishou, session: jc, sessions: [jc], platforms: [kuaishou],
             appKey: %s, messageKey: "%s", api: {%s}}
        """
        .formatted(now.minusHours(1), now.plusHours(3), api.get("appKey"), MESSAGE_KEY, values);
  }

  /** As Kuaishou tells that an order was paid: without saying how much. */
  private static String push(ServerProcess server, long order) throws Exception {
    long now = System.currentTimeMillis();
    JsonObject info =
        new JsonObject()
            .put("oid", order)
            .put("sellerId", 2161524184L)
            .put("status", 30)
            .put("updateTime", now);
    String message =
        new JsonObject()
            .put("eventId", "event-" + order)
            .put("bizId", order)
            .put("userId", 2161524184L)
            .put("appKey", "app-key-1")
            .put("event", "kwaishop_order_paySuccess")
            .put("info", info.encode())
            .put("createTime", now)
            .put("test", false)
            .encode();
    Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
    cipher.init(
        Cipher.ENCRYPT_MODE,
        new SecretKeySpec(Base64.getDecoder().decode(MESSAGE_KEY), "AES"),
        new IvParameterSpec(new byte[16]));
    byte[] sealed = cipher.doFinal(message.getBytes(StandardCharsets.UTF_8));
    URI uri = URI.create(server.partnerDoor() + "/hooks/farm");
    return HTTP.send(
            HttpRequest.newBuilder(uri)
                .header("content-type", "text/plain;charset=utf-8")
                .POST(
                    HttpRequest.BodyPublishers.ofString(Base64.getEncoder().encodeToString(sealed)))
                .build(),
            HttpResponse.BodyHandlers.ofString())
        .body();
  }

  private interface Condition {
    boolean holds() throws Exception;
  }

  /** Longer than a lease: what the killed server had claimed is free only after it. */
  private static void await(ServerProcess server, String what, Condition condition)
      throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(70);
    while (!condition.holds()) {
      assertThat(System.nanoTime()).as("never " + what + ": " + server.log()).isLessThan(deadline);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
    }
  }
}
