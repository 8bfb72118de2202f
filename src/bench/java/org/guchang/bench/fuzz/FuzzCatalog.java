package org.guchang.bench.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.guchang.ingest.Acme;
import org.guchang.ingest.format.FuzzVoices.Spoken;

/** A catalog with a partner of every format, whose pushes find their session by themselves. */
final class FuzzCatalog {
  /** Both have begun, so that orders are claimed; what native events name are the same two. */
  static final List<String> SESSIONS = List.of(Acme.SESSION, Acme.OTHERS_SESSION);

  private static final String PLATFORMS =
      "douyin, kuaishou, taobao, weixin, tiktok, xiaohongshu, youzan, shopify";

  private FuzzCatalog() {}

  static void write(Path folder, List<Spoken> voices) throws IOException {
    StringBuilder yaml = new StringBuilder("platforms:\n");
    for (String id : PLATFORMS.split(", ", -1)) {
      yaml.append("  - {id: ").append(id).append(", name: ").append(id).append("}\n");
    }
    yaml.append(
        """
        campaigns: [{id: c, title: t, startsOn: 2020-05-15, endsOn: 2020-05-19}]
        sessions:
          - {id: %1$s, campaign: c, county: 交城县, title: t, startsAt: "2020-05-16T19:30:00+08:00", endsAt: "2020-05-16T22:00:00+08:00", platforms: [%3$s], rooms: {douyin: ["268"]}}
          - {id: %2$s, campaign: c, county: 文水县, title: t, startsAt: "2020-05-15T19:30:00+08:00", endsAt: "2020-05-15T22:00:00+08:00", platforms: [%3$s]}
          - {id: %4$s, campaign: c, county: 文水县, title: t, startsAt: "2020-05-14T19:30:00+08:00", endsAt: "2020-05-14T22:00:00+08:00", platforms: [%3$s]}
        partners:
          - {id: %4$s, sessions: [%4$s], platforms: ["*"], secrets: ["%5$s"]}
        """
            .formatted(SESSIONS.get(0), SESSIONS.get(1), PLATFORMS, FuzzCanary.NAME, Acme.SECRET));
    voices.forEach(voice -> partner(yaml, voice));
    Files.writeString(folder.resolve("catalog.yaml"), yaml);
    Files.writeString(folder.resolve("products.csv"), "sku,name,county\njc-001,交城骏枣,交城县\n");
  }

  private static void partner(StringBuilder yaml, Spoken voice) {
    yaml.append("  - {id: ").append(voice.format()).append(", format: ").append(voice.format());
    yaml.append(", sessions: [")
        .append(String.join(", ", SESSIONS))
        .append("], platforms: [\"*\"]");
    voice.keys().forEach((key, value) -> yaml.append(", %s: \"%s\"".formatted(key, value)));
    if (voice.keys().isEmpty()) {
      yaml.append(", secrets: [\"").append(voice.secrets().get(0)).append("\"]");
    }
    yaml.append("}\n");
  }
}
