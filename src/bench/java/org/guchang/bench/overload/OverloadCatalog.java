package org.guchang.bench.overload;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A catalog of one partner who sends too much, one who reports on the same session, and others with
 * sessions of their own.
 */
final class OverloadCatalog {
  static final String GREEDY = "greedy";

  /** In the session of the greedy one. */
  static final String BESIDE = "beside";

  /** Each in a session of its own that is called like it. */
  static final List<String> CALM = List.of("calm-1", "calm-2", "calm-3");

  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

  private OverloadCatalog() {}

  static String session(String partner) {
    return partner.equals(BESIDE) ? GREEDY : partner;
  }

  static void write(Path folder) throws IOException {
    StringBuilder yaml =
        new StringBuilder(
            """
            platforms: [{id: douyin, name: 抖音}]
            campaigns: [{id: c, title: t, startsOn: 2020-05-15, endsOn: 2020-05-19}]
            sessions:
            """);
    session(yaml, GREEDY);
    CALM.forEach(name -> session(yaml, name));
    yaml.append("partners:\n");
    partner(yaml, GREEDY);
    partner(yaml, BESIDE);
    CALM.forEach(name -> partner(yaml, name));
    Files.writeString(folder.resolve("catalog.yaml"), yaml);
    Files.writeString(
        folder.resolve("products.csv"),
        """
        sku,name,county,priceFen
        jc-001,交城骏枣,交城县,2990
        jc-002,交城核桃,交城县,4580
        jc-003,沙棘汁,交城县,1690
        """);
  }

  private static void session(StringBuilder yaml, String id) {
    yaml.append(
        """
          - {id: %s, campaign: c, county: 交城县, title: t, startsAt: "2020-05-16T19:30:00+08:00", endsAt: "2020-05-16T22:00:00+08:00", platforms: [douyin]}
        """
            .formatted(id));
  }

  private static void partner(StringBuilder yaml, String id) {
    yaml.append(
        """
          - {id: %s, secrets: ["%s"], sessions: [%s], platforms: ["*"]}
        """
            .formatted(id, SECRET, session(id)));
  }
}
