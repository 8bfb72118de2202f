package org.guchang.config;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.guchang.config.Catalog.Partner;
import org.guchang.config.Catalog.Session;

/**
 * Finds what would leave open to which session a push belongs: sessions of one partner that are on
 * at the same time, where its pushes name none.
 */
final class Overlaps {
  private final Problems problems;
  private final Map<String, Session> sessions;
  private final Map<String, Integer> sessionLines;

  Overlaps(Problems problems, Map<String, Session> sessions, Map<String, Integer> sessionLines) {
    this.problems = problems;
    this.sessions = sessions;
    this.sessionLines = sessionLines;
  }

  void check(Collection<Partner> partners, Map<String, Integer> partnerLines) {
    for (Partner partner : partners) {
      FormatKeys format = FormatKeys.of(partner.format());
      if (format != null && format.placesByTime() && partner.session() == null) {
        check(partner, partnerLines.getOrDefault(partner.id(), 1));
      }
    }
  }

  private void check(Partner partner, int line) {
    List<Session> own = sessions.values().stream().filter(s -> partner.mayReport(s.id())).toList();
    for (int i = 0; i < own.size(); i++) {
      for (int j = i + 1; j < own.size(); j++) {
        if (overlap(own.get(i), own.get(j))) {
          problems.add(CatalogYaml.FILE, line, words(partner, own.get(i), own.get(j)));
        }
      }
    }
  }

  private static boolean overlap(Session one, Session other) {
    return one.startsAt().isBefore(other.endsAt()) && other.startsAt().isBefore(one.endsAt());
  }

  private String words(Partner partner, Session one, Session other) {
    return "sessions of partner "
        + partner.id()
        + " overlap: "
        + place(one)
        + " and "
        + place(other)
        + " are on at the same time, and a "
        + partner.format()
        + " push names none; give the partner one of them as its session, or fewer sessions";
  }

  private String place(Session session) {
    return session.id() + " (line " + sessionLines.getOrDefault(session.id(), 1) + ")";
  }
}
