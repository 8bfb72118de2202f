package org.guchang.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.guchang.ingest.WebhookSignature;
import org.guchang.redis.Eventually;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A secret is changed for another while the partner goes on sending: no delivery is refused. */
class SecretRotationIT {
  private static final int SENDERS = 4;
  private static final String OLD = WebhookSignature.newSecret(new SecureRandom());
  private static final String NEXT = WebhookSignature.newSecret(new SecureRandom());

  @TempDir private Path dir;
  private final AtomicBoolean sending = new AtomicBoolean(true);
  private final AtomicInteger orders = new AtomicInteger();
  private final Queue<Integer> answers = new ConcurrentLinkedQueue<>();
  private final Map<String, AtomicInteger> signed =
      new ConcurrentHashMap<>(Map.of(OLD, new AtomicInteger(), NEXT, new AtomicInteger()));
  private final AtomicInteger withOld = new AtomicInteger();
  private volatile String current = OLD;

  @Test
  void secretChangedUnderLoad_losesNoDelivery() throws Exception {
    Path catalog = Files.createDirectory(dir.resolve("catalog"));
    Files.writeString(catalog.resolve("products.csv"), "sku,name,county\n");
    Files.writeString(dir.resolve("next.secret"), NEXT + "\n");
    write(catalog, "\"" + OLD + "\"");
    try (ServerProcess server =
        new ServerProcess(dir, "catalog: {dir: " + catalog + "}\nledger: {durability: everysec}")
            .awaitReady()) {
      NativePartner acme = new NativePartner(server.partnerDoor(), "acme");
      ExecutorService senders = Executors.newFixedThreadPool(SENDERS);
      for (int i = 0; i < SENDERS; i++) {
        senders.execute(() -> sendOnAndOn(acme));
      }

      awaitSigned(OLD, 50);
      write(catalog, "\"" + OLD + "\", {file: ../next.secret}");
      reload(server);
      awaitSigned(OLD, 50);
      current = NEXT;
      awaitSigned(NEXT, 50);
      settle(server, catalog);
      awaitSigned(NEXT, 50);
      sending.set(false);
      senders.shutdown();
      assertThat(senders.awaitTermination(30, TimeUnit.SECONDS)).isTrue();

      assertThat(answers).hasSize(orders.get()).containsOnly(200);
      assertThat(server.state("session/jc").at("/totals/orders").asInt()).isEqualTo(orders.get());
      assertThat(acme.send(OLD, "too-late", NativePartner.paid("jc", "late", "枣"))).isEqualTo(401);
      assertThat(server.log()).doesNotContain(OLD, NEXT);
    }
  }

  /** The old one goes when nothing it has signed is under way. */
  private void settle(ServerProcess server, Path catalog) throws Exception {
    Eventually.until("nothing signed with the old secret is under way", () -> withOld.get() == 0);
    write(catalog, "{file: ../next.secret}");
    reload(server);
  }

  private void sendOnAndOn(NativePartner acme) {
    try {
      while (sending.get()) {
        String order = "o" + orders.incrementAndGet();
        withOld.incrementAndGet();
        String secret = current;
        if (secret.equals(NEXT)) {
          withOld.decrementAndGet();
        }
        answers.add(acme.send(secret, "msg_" + order, NativePartner.paid("jc", order, "枣")));
        signed.get(secret).incrementAndGet();
        if (secret.equals(OLD)) {
          withOld.decrementAndGet();
        }
      }
    } catch (Exception e) {
      answers.add(-1);
      Thread.currentThread().interrupt();
    }
  }

  private void awaitSigned(String secret, int more) {
    int least = signed.get(secret).get() + more;
    Eventually.until(least + " deliveries were answered", () -> signed.get(secret).get() >= least);
  }

  private static void reload(ServerProcess server) throws Exception {
    assertThat(NativePartner.post(server.opsDoor().resolve("/catalog/reload")))
        .startsWith("200")
        .contains("\"partners\":{\"added\":0,\"removed\":0,\"changed\":1,");
  }

  private static void write(Path catalog, String secrets) throws Exception {
    Files.writeString(
        catalog.resolve("catalog.yaml"),
        """
        platforms: [{id: douyin, name: 抖音}]
        campaigns: [{id: may, title: 嗨购, startsOn: 2020-05-15, endsOn: 2020-05-19}]
        sessions:
          - {id: jc, campaign: may, county: 交城县, title: t, platforms: [douyin],
             startsAt: "2020-05-16T19:30:00+08:00", endsAt: "2020-05-16T22:00:00+08:00"}
        partners:
          - {id: acme, sessions: ["*"], platforms: ["*"], secrets: [%s]}
        """
            .formatted(secrets));
  }
}
