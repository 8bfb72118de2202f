package org.guchang.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.guchang.config.CatalogDiff.Entry;
import org.guchang.config.CatalogDiff.Fate;
import org.guchang.config.CatalogDiff.Field;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator reads after a reload. */
final class CatalogDiffTest {
  private static final String OLD_SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private static final String NEW_SECRET = "whsec_Z3VjaGFuZyBkZW1vIHNlY3JldCwgbm90IGZvciB1c2U=";

  private static final String YAML =
      """
      platforms: [{id: douyin, name: 抖音}]
      campaigns: [{id: c, title: 秋收, startsOn: 2026-09-20, endsOn: 2026-09-24, target: {gmvFen: 100}}]
      sessions:
        - {id: s1, campaign: c, county: 交城县, title: 第一场, startsAt: "2026-09-20T19:30:00+08:00", endsAt: "2026-09-20T22:00:00+08:00", platforms: [douyin]}
      partners:
        - {id: acme, secrets: ["%s"], sessions: ["*"], platforms: [douyin]}
        - {id: shop, format: doudian, appKey: "7001", appSecret: first, sessions: [s1], platforms: [douyin]}
      """
          .formatted(OLD_SECRET);
  private static final String CSV = "sku,name,county\nzao,交城骏枣,交城县\n";

  @TempDir private Path dir;

  private Catalog catalog(String yaml, String csv) throws Exception {
    Files.writeString(dir.resolve("catalog.yaml"), yaml);
    Files.writeString(dir.resolve("products.csv"), csv);
    return CatalogLoader.load(dir, Map.of());
  }

  private Map<String, CatalogDiff.Kind> diff(String yaml, String csv) throws Exception {
    return CatalogDiff.between(catalog(YAML, CSV), catalog(yaml, csv)).kinds();
  }

  @Test
  void sameFiles_noDifference() throws Exception {
    assertThat(diff(YAML, CSV).values())
        .allSatisfy(kind -> assertThat(kind.entries()).isEmpty())
        .hasSize(8);
  }

  @Test
  void words_areTold_asTheRest() throws Exception {
    Catalog before = catalog(YAML, CSV);
    Files.writeString(dir.resolve("words.csv"), "词,处理\n骗子,遮盖\n");
    Catalog masked = catalog(YAML, CSV);
    Files.writeString(dir.resolve("words.csv"), "词,处理\n骗子,拦下\n");
    Catalog held = catalog(YAML, CSV);
    assertThat(CatalogDiff.between(before, masked).kinds().get("words").entries())
        .containsExactly(new Entry("骗子", Fate.ADDED, List.of()));
    assertThat(CatalogDiff.between(masked, held).kinds().get("words").entries())
        .containsExactly(changed("骗子", new Field("held", "false", "true")));
  }

  @Test
  void targetAndTitle_areTold_fromWhatToWhat() throws Exception {
    Map<String, CatalogDiff.Kind> kinds =
        diff(YAML.replace("gmvFen: 100", "gmvFen: 250").replace("第一场", "头一场"), CSV);
    assertThat(kinds.get("campaigns").entries())
        .containsExactly(changed("c", new Field("targetFen", "100", "250")));
    assertThat(kinds.get("sessions").entries())
        .containsExactly(changed("s1", new Field("title", "第一场", "头一场")));
  }

  @Test
  void aFieldThatComesOrGoes_hasNothingOnTheOtherSide() throws Exception {
    Map<String, CatalogDiff.Kind> kinds =
        diff(YAML.replace("title: 第一场,", "title: 第一场, host: 县长,"), CSV);
    assertThat(kinds.get("sessions").entries())
        .containsExactly(changed("s1", new Field("host", null, "县长")));
  }

  @Test
  void secretsAndKeys_areNamedAndNeverShown() throws Exception {
    Map<String, CatalogDiff.Kind> kinds =
        diff(
            YAML.replace(OLD_SECRET, NEW_SECRET).replace("appSecret: first", "appSecret: second"),
            CSV);
    assertThat(kinds.get("partners").entries())
        .containsExactly(
            changed("acme", new Field("secrets", "***", "*** (another)")),
            changed("shop", new Field("keys.appSecret", "***", "*** (another)")));
  }

  @Test
  void aSecretPutBesideTheOther_showsItsTime() throws Exception {
    String both =
        "{secret: %s, notAfter: \"2026-10-01T00:00:00+08:00\"}, %s"
            .formatted(OLD_SECRET, NEW_SECRET);
    Map<String, CatalogDiff.Kind> kinds = diff(YAML.replace("\"" + OLD_SECRET + "\"", both), CSV);
    assertThat(kinds.get("partners").entries())
        .containsExactly(
            changed("acme", new Field("secrets", "***", "*** until 2026-10-01T00:00+08:00, ***")));
  }

  @Test
  void moreThanThereIsRoomFor_isCounted() throws Exception {
    StringBuilder csv = new StringBuilder("sku,name,county\n");
    for (int i = 0; i < 300; i++) {
      csv.append("p").append(i).append(",枣,交城县\n");
    }
    CatalogDiff.Kind products = diff(YAML, csv.toString()).get("products");
    assertThat(products.added()).isEqualTo(300);
    assertThat(products.removed()).isEqualTo(1);
    assertThat(products.entries()).hasSize(CatalogDiff.MOST_ENTRIES);
    assertThat(products.left()).isEqualTo(101);
  }

  private static Entry changed(String id, Field... fields) {
    return new Entry(id, Fate.CHANGED, List.of(fields));
  }
}
