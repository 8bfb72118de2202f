package org.guchang.bench.child;

import io.vertx.core.Future;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.guchang.board.SessionFigures;
import org.guchang.board.SessionFigures.HourFigures;
import org.guchang.board.SessionFigures.MinuteFigures;
import org.guchang.board.SessionFigures.OrderSums;
import org.guchang.board.SessionFigures.PlatformFigures;
import org.guchang.board.SessionFigures.ProductFigures;
import org.guchang.board.SessionFigures.Sale;
import org.guchang.board.SessionFigures.Totals;
import org.guchang.board.SessionReader;
import org.guchang.config.Catalog;
import org.jspecify.annotations.Nullable;

/**
 * A session without a Redis: every reading finds one more order, which moves the totals, one
 * platform, some products, the minute and the ticker. Its frames have about 1 KB.
 */
final class MovingSession implements SessionReader {
  /** So many that a frame has about 1 KB. */
  private static final int PRODUCTS_A_READING = 1;

  private static final int ON_TICKER = 1;

  private final Catalog.Session session;
  private final List<String> skus;
  private final Clock clock;
  private final Map<String, PlatformFigures> platforms = new LinkedHashMap<>();
  private final Map<String, ProductFigures> products = new LinkedHashMap<>();
  private long version;

  MovingSession(Catalog catalog, String session, Clock clock) {
    this.session = catalog.sessions().get(session);
    this.skus = List.copyOf(catalog.products().keySet());
    this.clock = clock;
  }

  @Override
  public Future<SessionFigures> read(String id, @Nullable SessionFigures known) {
    version++;
    long now = clock.millis();
    String platform = session.platforms().get((int) (version % session.platforms().size()));
    OrderSums sums = sums(version);
    platforms.put(
        platform,
        new PlatformFigures(
            sums, 5000 + version % 100, now, version * 10, version, 0, 0, 0, 0, now, now));
    for (int i = 0; i < PRODUCTS_A_READING; i++) {
      String sku = skus.get((int) ((version * PRODUCTS_A_READING + i) % 36));
      products.put(sku, new ProductFigures(null, version * 100, 0, version, version, -1, -1));
    }
    MinuteFigures minute = new MinuteFigures(version * 5980, 0, version, Map.of());
    long minutes = now / 60_000;
    return Future.succeededFuture(
        new SessionFigures(
            id,
            "bench",
            version,
            new Totals(
                sums, version, 0, 0, 5100, session.startsAt().toInstant().toEpochMilli(), -1),
            new LinkedHashMap<>(platforms),
            new LinkedHashMap<>(products),
            new TreeMap<>(
                Map.of(
                    minutes / 60,
                    new HourFigures(new TreeMap<>(Map.of((int) (minutes % 60), minute))))),
            ticker(now, platform),
            List.of(),
            Set.of(),
            List.of()));
  }

  private List<Sale> ticker(long now, String platform) {
    List<Sale> sales = new ArrayList<>();
    for (int i = 0; i < ON_TICKER; i++) {
      sales.add(new Sale("480" + (version - i), now, platform, skus.get(0), null, 2, 5980));
    }
    return sales;
  }

  private static OrderSums sums(long version) {
    return new OrderSums(version, version, version * 5980, 0, 0, 0, version * 2, 0);
  }
}
