package org.guchang.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogLoaderTest {
  private static final String SECRET = "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";
  private static final String YAML =
      """
      platforms: [{id: douyin, name: 抖音}, {id: kuaishou, name: 快手}]
      campaigns:
        - {id: may, title: 嗨购, startsOn: 2020-05-15, endsOn: 2020-05-19, target: {gmvFen: 5}}
      counties: [{name: 交城县, tile: [4, 2]}, {name: 文水县}]
      sessions:
        - id: jc
          campaign: may
          county: 交城县
          title: 直播间
          host: 县长
          startsAt: "2020-05-16T19:30:00+08:00"
          endsAt: "2020-05-16T22:00:00+08:00"
          platforms: [douyin]
      partners:
        - {id: acme, secrets: ["${ACME}"], sessions: [jc], platforms: ["*"]}
      """;
  private static final String CSV =
      """
      sku,name,enterprise,county,town,village,brand,unit,netGrams,priceFen,stock,eligible,households
      a-1,骏枣,枣业,交城县,天宁镇,奈林村,交城山,袋,500,2990,100,true,12
      """;

  @TempDir Path dir;

  @Test
  void folder_isReadWhole() throws Exception {
    Catalog catalog = load(YAML, CSV);

    assertThat(catalog.platforms().get("kuaishou").name()).isEqualTo("快手");
    assertThat(catalog.campaigns().get("may"))
        .isEqualTo(
            new Catalog.Campaign(
                "may", "嗨购", LocalDate.of(2020, 5, 15), LocalDate.of(2020, 5, 19), 5));
    assertThat(catalog.counties().get("交城县").tile()).isEqualTo(new Catalog.Tile(4, 2));
    assertThat(catalog.counties().get("文水县").tile()).isNull();
    assertThat(catalog.sessions().get("jc").startsAt())
        .isEqualTo(OffsetDateTime.parse("2020-05-16T19:30+08:00"));
    assertThat(catalog.sessions().get("jc").rehearsal()).isFalse();
    assertThat(catalog.partners().get("acme"))
        .isEqualTo(
            new Catalog.Partner("acme", "native", List.of(SECRET), List.of("jc"), List.of("*")));
    assertThat(catalog.products().get("a-1"))
        .isEqualTo(
            new Catalog.Product(
                "a-1", "骏枣", "枣业", "交城县", "天宁镇", "奈林村", "交城山", "袋", 500, 2990, 100, true, 12));
  }

  @Test
  void digest_changesWithAnyFile_andOnlyThen() throws Exception {
    String first = load(YAML, CSV).digest();

    assertThat(load(YAML, CSV).digest()).isEqualTo(first);
    assertThat(load(YAML + "# more\n", CSV).digest()).isNotEqualTo(first);
    assertThat(load(YAML, CSV.replace("2990", "2991")).digest()).isNotEqualTo(first);
  }

  @Test
  void everyProblem_isReportedTogether_withFileAndLine() throws IOException {
    String yaml =
        """
        platforms: [{id: Dou Yin, name: 抖音}, {id: tao}]
        campaigns: [{id: may, title: x, startsOn: 2020-05-19, endsOn: 2020-05-15}]
        counties: [{name: 交城县, tile: [0, 2]}]
        sessions:
          - id: jc
            campaign: june
            county: 交成县
            title: t
            startsAt: "2020-05-16T22:00:00+08:00"
            endsAt: "2020-05-16T19:30:00+08:00"
            platforms: [kuaishou]
            target: {gmvFen: -1}
            rehearsal: maybe
          - {id: jc, campaign: may, county: 交城县, title: t, startsAt: 2020-05-16, \
        endsAt: "2020-05-16T19:30:00+08:00", platforms: []}
        partners:
          - {id: p, secrets: [whsec_c2hvcnQ=, "${NOT_SET}"], sessions: [x], platforms: ["*"], colour: red}
        """;
    String csv =
        """
        sku,name,county,netGrams,priceFen,eligible,colour
        a,枣,交城县,-1,29.90,perhaps,
        a,,文水县,1,1,是,
        1.23E+17,枣,交城县,1,1,,
        """;

    assertThat(problems(yaml, csv))
        .containsExactlyInAnyOrder(
            "catalog.yaml:1: platforms[0].id \"Dou Yin\" is not an id;"
                + " 1 to 64 of a-z, 0-9 and - are expected",
            "catalog.yaml:1: platforms[1].name is missing",
            "catalog.yaml:2: campaigns[0].endsOn is before startsOn",
            "catalog.yaml:3: counties[0].tile is [0, 2]; [column, row], each from 1 to 50,"
                + " is expected",
            "catalog.yaml:6: sessions[0].campaign names \"june\", which is not in this catalog;"
                + " did you mean may?",
            "catalog.yaml:7: sessions[0].county names \"交成县\", which is not in this catalog;"
                + " did you mean 交城县?",
            "catalog.yaml:10: sessions[0].endsAt is not after startsAt",
            "catalog.yaml:11: sessions[0].platforms names \"kuaishou\", which is not in this"
                + " catalog; did you mean tao?",
            "catalog.yaml:12: sessions[0].target.gmvFen is \"-1\"; a whole number from 0 to"
                + " 9007199254740991 is expected",
            "catalog.yaml:13: sessions[0].rehearsal is \"maybe\"; true or false is expected",
            "catalog.yaml:14: sessions[1].startsAt is \"2020-05-16\"; a time with its zone like"
                + " 2020-05-16T19:30:00+08:00 is expected",
            "catalog.yaml:14: sessions[1].platforms is missing; a list with at least one is"
                + " expected",
            "catalog.yaml:14: sessions[1].id \"jc\" is there twice",
            "catalog.yaml:16: partners[0].secrets (number 1) is not a secret; whsec_ and the"
                + " base64 of 24 to 64 bytes is expected, as \"guchang secret\" makes them",
            "catalog.yaml:16: partners[0].secrets (number 2) names the environment variable"
                + " NOT_SET, which is not set",
            "catalog.yaml:16: partners[0].sessions names \"x\", which is not in this catalog;"
                + " did you mean jc?",
            "catalog.yaml:16: partners[0].colour is not known here; did you mean csv?",
            "products.csv:1: column \"colour\" is not known; did you mean county?",
            "products.csv:2: netGrams is \"-1\"; a whole number from 0 to 100000000 is expected",
            "products.csv:2: priceFen is \"29.90\"; a whole number from 0 to 10000000000 is"
                + " expected",
            "products.csv:2: eligible is \"perhaps\"; true or false is expected",
            "products.csv:3: name is empty",
            "products.csv:3: county names \"文水县\"; did you mean 交城县?",
            "products.csv:3: sku \"a\" is there twice",
            "products.csv:4: sku \"1.23E+17\" was changed by a spreadsheet;"
                + " make the column text and enter it again");
  }

  @Test
  void wordList_isReadIfThere_andItsProblemsAreNamedByLine() throws Exception {
    String before = load(YAML, CSV).digest();
    Files.writeString(dir.resolve("words.csv"), "词;处理\n骗子;遮盖\n加微信;拦下\n");

    Catalog catalog = load(YAML, CSV);

    assertThat(catalog.digest()).isNotEqualTo(before);
    assertThat(catalog.words().judge("骗子").text()).isEqualTo("＊＊");
    assertThat(catalog.words().judge("加微信").held()).isTrue();

    Files.writeString(
        dir.resolve("words.csv"), "word,action\n骗子,mask\n骗 子,hold\n--,mask\n\n刷单,ban\n滚\n");
    assertThat(problems(YAML, CSV))
        .containsExactly(
            "words.csv:3: word \"骗 子\" is there twice",
            "words.csv:4: word \"--\" has no letter or digit in it",
            "words.csv:6: action is \"ban\"; mask (遮盖) or hold (拦下) is expected",
            "words.csv:7: action is \"\"; mask (遮盖) or hold (拦下) is expected");
    Files.writeString(dir.resolve("words.csv"), "骗子,mask\n");
    assertThat(problems(YAML, CSV))
        .containsExactly("words.csv:1: begins with [骗子, mask]; word,action is expected");
  }

  @Test
  void refusal_showsNoSecret() throws IOException {
    String yaml = YAML.replace("${ACME}", "whsec_tooShortToBeASecret");

    assertThat(problems(yaml, CSV)).hasSize(1).noneMatch(p -> p.contains("tooShort"));
  }

  @Test
  void secretOfAnotherFormat_mayBeAnyText() throws Exception {
    String yaml = YAML.replace("secrets: [\"${ACME}\"]", "format: shopify, secrets: [plain-text]");

    assertThat(load(yaml, CSV).partners().get("acme").secrets())
        .containsExactly(Catalog.Secret.of("plain-text"));
  }

  @Test
  void products_areReadAsSpreadsheetsSaveThem() throws Exception {
    Map<String, Catalog.Product> expected = load(YAML, CSV).products();
    String other =
        """
        净重（克）;价格(分);品牌;SKU;商品名称;企业;县;乡镇;村;单位;库存;帮扶;带动户数;备注

        500;2990;交城山;a-1;"骏枣";枣业;交城县;天宁镇;奈林村;袋;100;是;12;好
        ;;;;;;;;;;;;;
        """;

    assertThat(load(YAML, CSV.getBytes(Charset.forName("GBK"))).products()).isEqualTo(expected);
    assertThat(load(YAML, ("\uFEFF" + CSV)).products()).isEqualTo(expected);
    assertThat(load(YAML, ("\uFEFF" + CSV).getBytes(StandardCharsets.UTF_16LE)).products())
        .isEqualTo(expected);
    assertThat(load(YAML, CSV.replace("\n", "\r\n")).products()).isEqualTo(expected);
    assertThat(load(YAML, other).products()).isEqualTo(expected);
    assertThat(load(YAML, other.replace(';', '\t').getBytes(Charset.forName("GBK"))).products())
        .isEqualTo(expected);
  }

  @Test
  void lineNumbers_countLinesOfTheFile_notRows() throws IOException {
    String csv = "sku,name,county,stock\n\na,\"枣\n大\",交城县,1\nb,枣,交城县,x\n";

    assertThat(problems(YAML, csv))
        .containsExactly(
            "products.csv:3: name has a character in it that cannot be shown",
            "products.csv:5: stock is \"x\"; a whole number from 0 to 1000000000 is expected");
  }

  @Test
  void missingColumns_areNamedOnce() throws IOException {
    assertThat(problems(YAML, "sku,name\na,枣\nb,枣\n"))
        .containsExactly("products.csv:1: column county is missing");
    assertThat(problems(YAML, "")).singleElement().asString().contains("is empty");
  }

  @Test
  void cellsBeyondTheHeader_areRefused() throws IOException {
    assertThat(problems(YAML, "sku,name,county\na,枣,交城县,5\n"))
        .containsExactly("products.csv:2: has 4 cells, the header 3");
  }

  @Test
  void missingFiles_areBothNamed() {
    CatalogProblems refused =
        catchThrowableOfType(CatalogProblems.class, () -> CatalogLoader.load(dir, Map.of()));

    assertThat(refused.problems())
        .hasSize(2)
        .allMatch(p -> p.what().equals("there is no such file"));
  }

  @Test
  void holder_showsTheNewCatalog_beforeItTellsAnyone() throws Exception {
    Catalog first = load(YAML, CSV);
    Catalog second = load(YAML + "# again\n", CSV);
    CatalogHolder holder = new CatalogHolder(first);
    List<Catalog> seen = new java.util.ArrayList<>();
    holder.onReplace(() -> seen.add(holder.current()));

    holder.replace(second);

    assertThat(seen).containsExactly(second);
    assertThat(holder.current()).isSameAs(second);
  }

  @Test
  void panels_areShownInTheOrderOfTheFile_andUnknownOnesAreNamedWithTheirLine() throws Exception {
    String wanted = YAML.replace("host: 县长", "panels: [comments, trend, figures]");
    assertThat(load(wanted, CSV).sessions().get("jc").panels())
        .containsExactly("comments", "trend", "figures");
    assertThat(load(YAML, CSV).sessions().get("jc").panels()).isEmpty();

    String wrong = YAML.replace("host: 县长", "panels: [trend, rankin, trend]");
    assertThat(problems(wrong, CSV))
        .containsExactlyInAnyOrder(
            "catalog.yaml:10: sessions[0].panels names \"rankin\", which is no panel;"
                + " did you mean ranking?",
            "catalog.yaml:10: sessions[0].panels names the same one twice");
  }

  private Catalog load(String yaml, String csv) throws Exception {
    return load(yaml, csv.getBytes(StandardCharsets.UTF_8));
  }

  private Catalog load(String yaml, byte[] csv) throws Exception {
    write(yaml, csv);
    return CatalogLoader.load(dir, Map.of("ACME", SECRET));
  }

  private void write(String yaml, byte[] csv) throws IOException {
    Files.writeString(dir.resolve("catalog.yaml"), yaml);
    Files.write(dir.resolve("products.csv"), csv);
  }

  private List<String> problems(String yaml, String csv) throws IOException {
    write(yaml, csv.getBytes(StandardCharsets.UTF_8));
    CatalogProblems refused =
        catchThrowableOfType(
            CatalogProblems.class, () -> CatalogLoader.load(dir, Map.of("ACME", SECRET)));
    return refused.problems().stream().map(Problem::toString).toList();
  }
}
