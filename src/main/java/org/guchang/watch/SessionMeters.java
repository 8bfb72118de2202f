package org.guchang.watch;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.guchang.board.SessionFigures;
import org.guchang.board.SessionFigures.PlatformFigures;
import org.guchang.config.Catalog;
import org.guchang.ops.Meter;

/** Tells of sessions: who sells what, and which source has fallen silent. */
final class SessionMeters {
  private static final List<Meter> TOLD =
      List.of(
          Meter.SESSION_LIVE,
          Meter.SOURCE_AGE,
          Meter.SESSION_PAID,
          Meter.SESSION_REFUNDED,
          Meter.SESSION_ORDERS,
          Meter.SESSION_VIEWS,
          Meter.SESSION_ONLINE,
          Meter.SESSION_MILESTONES);
  private static final double FEN_PER_YUAN = 100;
  private static final double FEN_PER_WAN = 1_000_000;

  private final Map<Meter, MultiGauge> gauges = new EnumMap<>(Meter.class);

  SessionMeters(MeterRegistry registry) {
    TOLD.forEach(meter -> gauges.put(meter, meter.gauges(registry)));
  }

  /** Replaces all that was told before. */
  void tell(Collection<SessionWatch.Seen> sessions, Catalog catalog, long now) {
    Rows rows = new Rows(now);
    sessions.forEach(seen -> rows.add(seen, catalog));
    gauges.forEach((meter, gauge) -> gauge.register(rows.of(meter), true));
  }

  /** Rows by meter. */
  private static final class Rows {
    private final Map<Meter, List<MultiGauge.Row<?>>> rows = new EnumMap<>(Meter.class);
    private final long now;

    Rows(long now) {
      this.now = now;
    }

    List<MultiGauge.Row<?>> of(Meter meter) {
      return rows.computeIfAbsent(meter, first -> new ArrayList<>());
    }

    void add(SessionWatch.Seen seen, Catalog catalog) {
      SessionFigures figures = seen.figures();
      String session = seen.session().id();
      String county = seen.session().county();
      put(Meter.SESSION_LIVE, seen.isLive() ? 1 : 0, session, county);
      put(
          Meter.SESSION_MILESTONES,
          Math.floor(figures.totals().sums().gmvFen() / FEN_PER_WAN),
          session);
      Set<String> sources = new TreeSet<>(figures.platforms().keySet());
      if (seen.isLive()) {
        sources.addAll(seen.session().platforms());
      }
      sources.retainAll(catalog.platforms().keySet());
      for (String platform : sources) {
        PlatformFigures own = figures.platforms().get(platform);
        long heardAt = own == null ? -1 : own.receivedAt();
        long since = heardAt >= 0 ? heardAt : seen.liveSince();
        if (since >= 0) {
          put(Meter.SOURCE_AGE, Math.max(0, now - since) / 1_000.0, session, platform);
        }
        if (own != null) {
          business(own, session, county, platform);
        }
      }
    }

    private void business(PlatformFigures own, String... labels) {
      put(Meter.SESSION_PAID, own.sums().gmvFen() / FEN_PER_YUAN, labels);
      put(Meter.SESSION_REFUNDED, own.sums().refundFen() / FEN_PER_YUAN, labels);
      put(Meter.SESSION_ORDERS, (double) own.sums().orders(), labels);
      put(Meter.SESSION_VIEWS, (double) Math.max(0, own.views()), labels);
      put(Meter.SESSION_ONLINE, (double) Math.max(0, own.online()), labels);
    }

    private void put(Meter meter, double value, String... labels) {
      of(meter).add(meter.row(value, labels));
    }
  }
}
