package org.guchang.watch;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.guchang.board.SessionReader;
import org.guchang.config.CatalogHolder;
import org.guchang.config.Settings;
import org.guchang.ledger.Verification;
import org.guchang.privacy.Forgetting;
import org.guchang.privacy.QuarantineForgetting;
import org.guchang.redis.RedisLink;

/** Who looks at what. */
public final class Lookouts {
  private Lookouts() {}

  /**
   * Their eyes, each on a link of its own.
   *
   * @param proofs reads the ledgers, a page at a time
   * @param people forgets them in sessions, likewise
   * @param quarantine forgets them in kept messages
   */
  public record Means(
      RedisLink redis,
      SessionReader sessions,
      Verification proofs,
      Forgetting people,
      QuarantineForgetting quarantine) {}

  /** Where they write down what they saw, for whoever asks at the ops door. */
  public record Books(SessionRoster sessions, ProofBook proofs) {}

  /** Makes {@link Means} on the event loop that asks. */
  public interface MeansOf {
    Means on(Vertx vertx);
  }

  /** Those named to be watched and the server's own, each file once. */
  private static List<Path> certificates(Settings settings) {
    Path own = settings.tls().certificate();
    return Stream.concat(settings.watch().certificates().stream(), Stream.ofNullable(own))
        .map(file -> file.toAbsolutePath().normalize())
        .distinct()
        .toList();
  }

  /** A watch over this server, to be deployed once. */
  public static Watch watch(
      Settings settings,
      CatalogHolder catalog,
      MeterRegistry registry,
      Books books,
      MeansOf means) {
    return new Watch(
        vertx -> {
          Means eyes = means.on(vertx);
          SessionWatch sessions =
              new SessionWatch(
                  catalog,
                  eyes.sessions(),
                  new SessionMeters(registry),
                  books.sessions(),
                  System::currentTimeMillis);
          List<Watch.Lookout> all = new ArrayList<>();
          all.add(new RedisWatch(eyes.redis(), new RedisMeters(registry)));
          all.add(new FitnessWatch(eyes.redis(), settings.durability(), registry));
          all.add(sessions);
          all.add(new EndingsWatch(catalog, certificates(settings), registry));
          if (settings.redis().uri() == null) {
            all.add(new DiskWatch(vertx, settings.dataDir(), registry));
          }
          if (settings.watch().proofMinutes() > 0) {
            all.add(
                new ProofWatch(
                    sessions::recent,
                    eyes.proofs(),
                    books.proofs(),
                    settings.watch().proofMinutes()));
          }
          if (settings.privacy().retentionDays() > 0) {
            all.add(
                new RetentionWatch(
                    catalog,
                    eyes.people(),
                    eyes.quarantine(),
                    Duration.ofDays(settings.privacy().retentionDays()),
                    System::currentTimeMillis));
          }
          return all;
        });
  }
}
