package org.guchang.app.doctor;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.PemTrustOptions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.guchang.app.Doors;
import org.guchang.app.RedisExam;
import org.guchang.config.Catalog;
import org.guchang.config.CatalogLoader;
import org.guchang.config.CatalogProblems;
import org.guchang.config.Settings;
import org.guchang.config.Settings.DoorName;
import org.guchang.redis.RedisUnsuitable;

/** Looks over all that an evening depends on; changes nothing but for a file it deletes again. */
public final class Doctor {
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private Doctor() {}

  /**
   * Blocks, for some seconds.
   *
   * @param searchPath where programs are looked for
   */
  public static List<Finding> look(Settings settings, String searchPath, Clock clock) {
    List<Finding> findings = new ArrayList<>(new HostLook(settings, clock).look(serves(settings)));
    findings.addAll(redis(settings, searchPath, clock));
    findings.add(catalog(settings, clock));
    Settings.Oidc provider = settings.access().oidc();
    if (provider != null) {
      findings.add(ProviderLook.look(provider));
    }
    return findings;
  }

  /** The one in the settings; the server's own is started for it where no server runs. */
  private static List<Finding> redis(Settings settings, String searchPath, Clock clock) {
    try {
      Map<String, String> facts = RedisExam.run(settings, searchPath);
      List<Finding> findings = new ArrayList<>();
      findings.add(RedisFindings.file(facts));
      findings.add(RedisFindings.memory(facts));
      String time = facts.get(RedisExam.MILLIS);
      if (settings.redis().uri() != null && time != null) {
        Instant theirs = Instant.ofEpochMilli(Long.parseLong(time));
        findings.add(HostFindings.otherClock(Duration.between(clock.instant(), theirs)));
      }
      return findings;
    } catch (RedisUnsuitable unfit) {
      return List.of(Finding.bad("redis", String.valueOf(unfit.getMessage()), "As it says."));
    } catch (RuntimeException away) {
      return List.of(
          Finding.bad(
              "redis",
              String.valueOf(away.getMessage()),
              "Start it, or correct redis.uri; without redis.uri the server has one of its own."));
    }
  }

  static Finding catalog(Settings settings, Clock clock) {
    if (settings.catalogDir() == null) {
      return Finding.mind(
          "catalog",
          "the bundled campaign is in use, whose secret is published",
          "Set catalog.dir to a folder of your own before you count for real.");
    }
    try {
      Catalog catalog = CatalogLoader.load(settings.catalogDir());
      long ahead =
          catalog.sessions().values().stream()
              .filter(session -> session.endsAt().toInstant().isAfter(clock.instant()))
              .count();
      String found =
          "%d sessions, %d of them not over; %d partners, %d products"
              .formatted(
                  catalog.sessions().size(),
                  ahead,
                  catalog.partners().size(),
                  catalog.products().size());
      return ahead > 0
          ? Finding.good("catalog", found)
          : Finding.mind("catalog", found, "Enter the session of the evening in catalog.yaml.");
    } catch (CatalogProblems problems) {
      return Finding.bad(
          "catalog",
          String.valueOf(problems.getMessage()),
          "Correct what it names; nothing starts before.");
    }
  }

  private static boolean serves(Settings settings) {
    return settings.ops().port() != 0
        && (settings.tls().at(DoorName.OPS) ? showsOurs(settings) : isLive(settings));
  }

  private static boolean isLive(Settings settings) {
    HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    URI live = URI.create(Doors.address(settings.ops())).resolve("/health/live");
    try {
      return http.send(
              HttpRequest.newBuilder(live).timeout(PATIENCE).build(),
              HttpResponse.BodyHandlers.ofString())
          .body()
          .startsWith("{\"status\":\"up\"");
    } catch (IOException nobody) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Whoever shows the certificate of the settings at the port of the ops door is our server. */
  private static boolean showsOurs(Settings settings) {
    Path ours = Objects.requireNonNull(settings.tls().certificate());
    Vertx vertx = Vertx.vertx();
    try {
      NetClientOptions trusting =
          new NetClientOptions()
              .setSsl(true)
              .setHostnameVerificationAlgorithm("")
              .setConnectTimeout((int) PATIENCE.toMillis())
              .setTrustOptions(new PemTrustOptions().addCertPath(ours.toAbsolutePath().toString()));
      Settings.Door ops = settings.ops();
      return vertx
          .createNetClient(trusting)
          .connect(ops.port(), ops.host())
          .transform(connected -> Future.succeededFuture(connected.succeeded()))
          .await();
    } finally {
      vertx.close().await();
    }
  }
}
