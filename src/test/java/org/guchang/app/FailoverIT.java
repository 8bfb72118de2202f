package org.guchang.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.guchang.redis.LoneRedis;
import org.guchang.redis.Sentinels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The master of an outside Redis dies under load, its Sentinels promote a replica, and later the
 * old master comes back: what was answered 2xx is counted, once, with {@code replicas:1}.
 */
@Timeout(120)
final class FailoverIT {
  private static final String SESSION = "jiaocheng-0516";
  private static final int PARTNERS = 4;

  private final AtomicInteger accepted = new AtomicInteger();
  private final AtomicInteger refused = new AtomicInteger();
  private final AtomicBoolean over = new AtomicBoolean();

  @Test
  void theMasterDies_andComesBack_nothingAnswered2xxIsLost(@TempDir Path dir) throws Exception {
    try (LoneRedis master = new LoneRedis(dir.resolve("master"), List.of());
        LoneRedis one = replica(dir.resolve("one"), master);
        LoneRedis two = replica(dir.resolve("two"), master);
        Sentinels sentinels = new Sentinels(dir.resolve("sentinels"), master)) {
      awaitReplicas(master);
      awaitSentinels(sentinels);
      try (ServerProcess server =
          new ServerProcess(
                  dir,
                  "redis: {uri: '%s'}%nledger: {durability: 'replicas:1'}"
                      .formatted(sentinels.uri()))
              .awaitReady()) {
        ExecutorService partners = Executors.newFixedThreadPool(PARTNERS);
        List<Future<Integer>> sending = new ArrayList<>();
        for (int partner = 0; partner < PARTNERS; partner++) {
          String name = "p" + partner + "-";
          sending.add(partners.submit(() -> send(server, name)));
        }
        awaitAccepted(200);
        master.kill();
        int before = accepted.get();
        awaitAccepted(before + 200);
        assertThat(refused.get()).as("answers other than 2xx meanwhile").isPositive();
        assertThat(sentinels.master())
            .containsPattern("\\b(%d|%d)\\b".formatted(one.port(), two.port()));

        master.start();
        awaitAccepted(accepted.get() + 500);
        over.set(true);
        int orders = 0;
        for (Future<Integer> partner : sending) {
          orders += partner.get(60, TimeUnit.SECONDS);
        }
        partners.shutdown();

        assertThat(server.state("session/" + SESSION).at("/totals/orders").asInt())
            .isEqualTo(orders);
        assertThat(server.state("session/" + SESSION).at("/totals/gmvFen").asInt())
            .isEqualTo(orders * 1_000);
        assertThat(ServerProcess.exitCode(server.verify())).isZero();
      }
    }
  }

  private static LoneRedis replica(Path dir, LoneRedis master) throws IOException {
    return new LoneRedis(dir, List.of("--replicaof", "127.0.0.1", Integer.toString(master.port())));
  }

  /** As a good partner does: the same delivery again until it is answered 2xx. */
  private int send(ServerProcess server, String name) throws Exception {
    NativePartner partner = new NativePartner(server.partnerDoor(), "demo");
    int orders = 0;
    while (!over.get()) {
      String order = name + ++orders;
      String body = NativePartner.paid(SESSION, order, "枣");
      while (partner.send(ServerProcess.DEMO_SECRET, order, body) / 100 != 2) {
        refused.incrementAndGet();
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
      }
      accepted.incrementAndGet();
    }
    return orders;
  }

  private void awaitAccepted(int count) {
    await(() -> accepted.get() >= count, count + " accepted");
  }

  private static void awaitReplicas(LoneRedis master) {
    await(() -> master.ask("INFO replication").contains("connected_slaves:2"), "two replicas");
  }

  private static void awaitSentinels(Sentinels sentinels) {
    await(
        () -> {
          String told = sentinels.ask("INFO sentinel");
          return told.contains("slaves=2") && told.contains("sentinels=3");
        },
        "three Sentinels that know of two replicas");
  }

  private static void await(java.util.function.BooleanSupplier condition, String what) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as(what).isLessThan(deadline);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }
}
