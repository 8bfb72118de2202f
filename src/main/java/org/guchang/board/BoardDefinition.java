package org.guchang.board;

import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.guchang.config.Catalog;
import org.guchang.config.Catalog.Campaign;
import org.guchang.config.Catalog.Session;
import org.jspecify.annotations.Nullable;

/**
 * What a board is about: sessions to be merged, and what stands above them.
 *
 * @param id {@code campaign/X}, {@code county/X/Y} or {@code session/X}
 * @param targetFen 0 when none is set
 * @param panels in their order; empty for the page's own choice
 * @param rehearsal whether any of its sessions is one
 */
public record BoardDefinition(
    String id,
    Kind kind,
    String title,
    @Nullable String subtitle,
    @Nullable String county,
    @Nullable String host,
    OffsetDateTime startsAt,
    OffsetDateTime endsAt,
    long targetFen,
    boolean rehearsal,
    List<String> panels,
    List<Session> sessions) {

  /** In the order in which boards are listed. */
  public enum Kind {
    CAMPAIGN("campaign"),
    COUNTY("county"),
    SESSION("session");

    private final String wireName;

    Kind(String wireName) {
      this.wireName = wireName;
    }

    public String wireName() {
      return wireName;
    }
  }

  /** All boards of a catalog by id: campaigns first, then counties, then sessions. */
  public static Map<String, BoardDefinition> all(Catalog catalog, ZoneId zone) {
    Map<String, BoardDefinition> boards = new LinkedHashMap<>();
    Map<String, BoardDefinition> counties = new LinkedHashMap<>();
    for (Campaign campaign : catalog.campaigns().values()) {
      Map<String, List<Session>> byCounty = new LinkedHashMap<>();
      for (Session session : catalog.sessions().values()) {
        if (session.campaign().equals(campaign.id())) {
          byCounty
              .computeIfAbsent(session.county(), county -> new java.util.ArrayList<>())
              .add(session);
        }
      }
      List<Session> sessions = byCounty.values().stream().flatMap(List::stream).toList();
      BoardDefinition board = ofCampaign(campaign, sessions, zone);
      boards.put(board.id(), board);
      byCounty.forEach(
          (county, held) -> {
            BoardDefinition of = ofCounty(campaign, county, held);
            counties.put(of.id(), of);
          });
    }
    boards.putAll(counties);
    for (Session session : catalog.sessions().values()) {
      BoardDefinition board = ofSession(session, catalog.campaigns().get(session.campaign()));
      boards.put(board.id(), board);
    }
    return boards;
  }

  private static BoardDefinition ofCampaign(
      Campaign campaign, List<Session> sessions, ZoneId zone) {
    return new BoardDefinition(
        "campaign/" + campaign.id(),
        Kind.CAMPAIGN,
        campaign.title(),
        null,
        null,
        null,
        campaign.startsOn().atStartOfDay(zone).toOffsetDateTime(),
        campaign.endsOn().atTime(23, 59, 59).atZone(zone).toOffsetDateTime(),
        campaign.targetFen(),
        sessions.stream().anyMatch(Session::rehearsal),
        campaign.panels(),
        sessions);
  }

  private static BoardDefinition ofCounty(
      Campaign campaign, String county, List<Session> sessions) {
    Comparator<OffsetDateTime> byInstant = OffsetDateTime.timeLineOrder();
    return new BoardDefinition(
        "county/" + campaign.id() + "/" + county,
        Kind.COUNTY,
        county,
        campaign.title(),
        county,
        null,
        sessions.stream().map(Session::startsAt).min(byInstant).orElseThrow(),
        sessions.stream().map(Session::endsAt).max(byInstant).orElseThrow(),
        sessions.stream().mapToLong(Session::targetFen).sum(),
        sessions.stream().anyMatch(Session::rehearsal),
        sessions.get(0).panels(),
        List.copyOf(sessions));
  }

  private static BoardDefinition ofSession(Session session, @Nullable Campaign campaign) {
    return new BoardDefinition(
        "session/" + session.id(),
        Kind.SESSION,
        session.title(),
        campaign == null ? null : campaign.title(),
        session.county(),
        session.host(),
        session.startsAt(),
        session.endsAt(),
        session.targetFen(),
        session.rehearsal(),
        session.panels(),
        List.of(session));
  }
}
