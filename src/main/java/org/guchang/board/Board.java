package org.guchang.board;

import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.guchang.board.SessionFigures.Comment;
import org.guchang.board.SessionFigures.Giveaway;
import org.guchang.board.SessionFigures.OrderSums;
import org.guchang.board.SessionFigures.Sale;
import org.guchang.config.Catalog;
import org.guchang.config.Catalog.Product;
import org.guchang.config.Catalog.Session;
import org.guchang.config.WordList;
import org.jspecify.annotations.Nullable;

/**
 * Merges sessions into what a board shows. Pure: the state depends on the definition, the figures,
 * the catalog and the time alone; a previous state only spares the work that would come out the
 * same.
 *
 * <p>Sums over sessions: all of them but {@code viewers}, which are distinct people and shown for a
 * single session only. {@code buyers} are distinct per platform and session, and add up as such.
 */
final class Board {
  private static final int MOST_SHOWN = 20;

  private final BoardDefinition definition;
  private final List<SessionFigures> sessions;
  private final Catalog catalog;
  private final long now;
  private final ZoneId zone;
  private final BoardMinutes minutes;
  private final BoardProducts products;
  private final BoardPlatforms platforms;
  private final Map<String, Long> reached;

  private Board(
      BoardDefinition definition,
      List<SessionFigures> sessions,
      Catalog catalog,
      long now,
      ZoneId zone,
      @Nullable BoardState previous,
      Map<String, Long> milestones) {
    this.definition = definition;
    this.sessions = sessions;
    this.catalog = catalog;
    this.now = now;
    this.zone = zone;
    this.minutes =
        BoardMinutes.merge(
            definition.sessions(),
            sessions,
            zone,
            previous != null ? previous.minutes() : BoardMinutes.NONE);
    this.products =
        BoardProducts.merge(
            sessions, catalog, previous != null ? previous.products() : BoardProducts.NONE);
    this.platforms = BoardPlatforms.merge(definition, sessions, catalog, now, zone);
    this.reached =
        Milestones.reached(
            minutes, products, definition.targetFen(), platforms.lastEventAt(), milestones);
  }

  /**
   * @param sessions one for each of the definition's, in its order
   * @param milestones that are kept, and when they were reached
   */
  static BoardState merge(
      BoardDefinition definition,
      List<SessionFigures> sessions,
      Catalog catalog,
      long now,
      ZoneId zone,
      @Nullable BoardState previous,
      Map<String, Long> milestones) {
    Board board = new Board(definition, sessions, catalog, now, zone, previous, milestones);
    return new BoardState(
        definition,
        catalog,
        BoardState.epochOf(sessions, catalog),
        sessions.stream().mapToLong(SessionFigures::version).sum(),
        board.state(),
        board.minutes,
        board.products,
        board.reached,
        board.platforms.receivedAt());
  }

  private Map<String, Object> state() {
    Map<String, Object> state = new LinkedHashMap<>();
    state.put("board", head());
    state.put("totals", totals());
    state.put("sessions", sessionRows());
    state.put("platforms", platforms.rows());
    state.put(
        "counties", products.counties(catalog, definition.kind() == BoardDefinition.Kind.CAMPAIGN));
    state.put("towns", products.towns());
    state.put("enterprises", products.enterprises());
    state.put("brands", products.brands());
    state.put("products", products.rows());
    state.put("minutes", new Minutes(minutes.chunks()));
    state.put("ticker", newest(SessionFigures::ticker, Sale::at, this::sale));
    state.put("comments", comments());
    state.put("giveaways", newest(SessionFigures::giveaways, Giveaway::at, this::giveaway));
    state.put(
        "milestones", Milestones.rows(reached, products, definition.targetFen(), sessions, zone));
    return Collections.unmodifiableMap(state);
  }

  private Map<String, Object> head() {
    List<SessionStatus> statuses = new ArrayList<>();
    long startedAt = SessionFigures.UNKNOWN;
    long endedAt = SessionFigures.UNKNOWN;
    for (int i = 0; i < sessions.size(); i++) {
      SessionFigures.Totals totals = sessions.get(i).totals();
      statuses.add(SessionStatus.of(definition.sessions().get(i), totals, now));
      long started = totals.startedAt();
      boolean earlier = startedAt < 0 || started < startedAt;
      startedAt = started >= 0 && earlier ? started : startedAt;
      endedAt = Math.max(endedAt, totals.endedAt());
    }
    SessionStatus status = SessionStatus.of(statuses);
    Fields head =
        new Fields()
            .text("id", definition.id())
            .text("kind", definition.kind().wireName())
            .text("title", definition.title())
            .text("subtitle", definition.subtitle())
            .text("county", definition.county())
            .text("host", definition.host())
            .text("startsAt", iso(definition.startsAt().atZoneSameInstant(zone)))
            .text("endsAt", iso(definition.endsAt().atZoneSameInstant(zone)))
            .text("status", status.wireName())
            .flag("rehearsal", definition.rehearsal())
            .text("zone", zone.getId())
            .instant("startedAt", startedAt, zone)
            .instant("endedAt", status == SessionStatus.ENDED ? endedAt : -1, zone)
            .instant("lastEventAt", platforms.lastEventAt(), zone);
    if (definition.targetFen() > 0) {
      head.put("target", new Fields().sum("gmvFen", definition.targetFen()).done());
    }
    if (definition.kind() == BoardDefinition.Kind.CAMPAIGN && !catalog.map().shapes().isEmpty()) {
      // another value: the outlines are to be fetched anew
      head.text("map", catalog.digest().substring(0, Math.min(8, catalog.digest().length())));
    }
    if (!definition.panels().isEmpty()) {
      head.put("panels", definition.panels());
    }
    return head.done();
  }

  /** Over several sessions the peak is known by the minute, and never below what is online now. */
  private long peakOfAll(long peakOfOne) {
    return Math.max(Math.max(peakOfOne, minutes.peakOnline()), platforms.online());
  }

  private Map<String, Object> totals() {
    boolean one = sessions.size() == 1;
    long peak = 0;
    for (SessionFigures session : sessions) {
      peak = Math.max(peak, session.totals().peakOnline());
    }
    Fields totals = new Fields();
    money(totals, sessions);
    return totals
        .sum("cancelled", sum(sessions, session -> sums(session).cancelled()))
        .sum("pending", sum(sessions, session -> sums(session).pending()))
        .sum("refunds", sum(sessions, session -> sums(session).refunds()))
        .sum("units", sum(sessions, session -> sums(session).units()))
        .sum("grams", products.grams())
        .sum("buyers", sum(sessions, session -> session.totals().buyers()))
        .sum("views", BoardPlatforms.sum(sessions, SessionFigures.PlatformFigures::views))
        .gauge("viewers", one ? sessions.get(0).totals().viewers() : SessionFigures.UNKNOWN)
        .gauge("online", platforms.online())
        .gauge("peakOnline", one ? peak : peakOfAll(peak))
        .sum("likes", BoardPlatforms.sum(sessions, SessionFigures.PlatformFigures::likes))
        .sum("comments", BoardPlatforms.sum(sessions, SessionFigures.PlatformFigures::comments))
        .sum("follows", BoardPlatforms.sum(sessions, SessionFigures.PlatformFigures::follows))
        .sum("clicks", BoardPlatforms.sum(sessions, SessionFigures.PlatformFigures::clicks))
        .sum("exposures", BoardPlatforms.sum(sessions, SessionFigures.PlatformFigures::exposures))
        .sum("giveaways", sum(sessions, session -> Math.max(0, session.totals().giveaways())))
        .sum("unattributedFen", products.unattributedFen())
        .sum("households", products.households())
        .done();
  }

  private static void money(Fields to, List<SessionFigures> of) {
    long gmvFen = sum(of, session -> sums(session).gmvFen());
    long refundFen = sum(of, session -> sums(session).refundFen());
    to.sum("gmvFen", gmvFen)
        .sum("refundFen", refundFen)
        .sum("netFen", gmvFen - refundFen)
        .sum("placed", sum(of, session -> sums(session).placed()))
        .sum("orders", sum(of, session -> sums(session).orders()));
  }

  private Map<String, Object> sessionRows() {
    Map<String, Object> rows = new LinkedHashMap<>();
    for (int i = 0; i < sessions.size(); i++) {
      rows.put(
          sessions.get(i).session(), sessionRow(definition.sessions().get(i), sessions.get(i)));
    }
    return Collections.unmodifiableMap(rows);
  }

  private Map<String, Object> sessionRow(Session session, SessionFigures figures) {
    List<SessionFigures> one = List.of(figures);
    Fields row =
        new Fields()
            .text("title", session.title())
            .text("county", session.county())
            .text("host", session.host())
            .text("status", SessionStatus.of(session, figures.totals(), now).wireName())
            .text("startsAt", iso(session.startsAt().atZoneSameInstant(zone)))
            .text("endsAt", iso(session.endsAt().atZoneSameInstant(zone)));
    money(row, one);
    return row.sum("units", sums(figures).units())
        .sum("grams", BoardProducts.gramsOf(figures, catalog))
        .sum("buyers", figures.totals().buyers())
        .sum("views", BoardPlatforms.sum(one, SessionFigures.PlatformFigures::views))
        .gauge("online", BoardPlatforms.onlineOf(figures, now))
        .done();
  }

  private <T> List<Object> newest(
      Function<SessionFigures, List<T>> of, ToLongFunction<T> at, Function<T, Object> row) {
    return sessions.stream()
        .flatMap(session -> of.apply(session).stream())
        .sorted(Comparator.comparingLong(at).reversed())
        .limit(MOST_SHOWN)
        .map(row)
        .toList();
  }

  private Object sale(Sale sale) {
    Product master = catalog.products().get(sale.sku());
    String called = sale.name() == null || sale.name().isEmpty() ? sale.sku() : sale.name();
    return new Fields()
        .text("id", sale.id())
        .instant("at", sale.at(), zone)
        .text("platform", sale.platform())
        .text("product", master == null ? called : master.name())
        .sum("quantity", sale.quantity())
        .sum("amountFen", sale.amountFen())
        .done();
  }

  /** Held and hidden ones make room for others. */
  private List<Object> comments() {
    return sessions.stream()
        .flatMap(
            session ->
                session.comments().stream().filter(said -> !session.hidden().contains(said.id())))
        .sorted(Comparator.comparingLong(Comment::at).reversed())
        .map(this::comment)
        .flatMap(Optional::stream)
        .limit(MOST_SHOWN)
        .toList();
  }

  private Optional<Object> comment(Comment comment) {
    WordList.Verdict nickname = catalog.words().judge(comment.nickname());
    WordList.Verdict text = catalog.words().judge(comment.text());
    return nickname.held() || text.held()
        ? Optional.empty()
        : Optional.of(
            new Fields()
                .text("id", comment.id())
                .instant("at", comment.at(), zone)
                .text("platform", comment.platform())
                .text("nickname", nickname.text())
                .text("text", text.text())
                .done());
  }

  private Object giveaway(Giveaway giveaway) {
    return new Fields()
        .text("id", giveaway.id())
        .instant("at", giveaway.at(), zone)
        .text("platform", giveaway.platform())
        .text("name", giveaway.name())
        .sum("quantity", giveaway.quantity())
        .done();
  }

  private static OrderSums sums(SessionFigures session) {
    return session.totals().sums();
  }

  private static long sum(List<SessionFigures> sessions, ToLongFunction<SessionFigures> figure) {
    return sessions.stream().mapToLong(figure).sum();
  }

  private static String iso(ZonedDateTime time) {
    return java.time.format.DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time);
  }
}
