package org.guchang.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.guchang.config.Catalog.Product;
import org.guchang.config.CatalogLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScenarioTest {
  /** Immutable, so each is made once for all tests. */
  private static final Map<String, Scenario> MADE = new HashMap<>();

  @ParameterizedTest
  @ValueSource(strings = {"jiaocheng", "wenshui"})
  void deliveriesAddUpToExactlyWhatTheFileExpects(String name) throws Exception {
    Scenario scenario = evening(name);

    assertThat(fold(scenario.deliveries()).totals()).isEqualTo(scenario.expected());
  }

  @Test
  void theEveningsAreThoseOfThePaper() throws Exception {
    EveningTotals jiaocheng = evening("jiaocheng").expected();
    EveningTotals wenshui = evening("wenshui").expected();

    assertThat(jiaocheng.views()).isEqualTo(1_101_400);
    assertThat(jiaocheng.placed()).isEqualTo(10_236);
    assertThat(jiaocheng.orders()).isEqualTo(9_871);
    assertThat(jiaocheng.gmvFen()).isEqualTo(35_276_400);
    assertThat(jiaocheng.giveaways()).isEqualTo(10);
    assertThat(jiaocheng.productsSold()).isEqualTo(36);
    assertThat(wenshui.views()).isEqualTo(163_200);
    assertThat(wenshui.productsSold()).isGreaterThan(100);
  }

  @ParameterizedTest
  @ValueSource(strings = {"jiaocheng", "wenshui"})
  void orderOfArrivalAndRetries_changeNothing(String name) throws Exception {
    Scenario scenario = evening(name);
    List<ScriptedDelivery> shuffled = new ArrayList<>(scenario.deliveries());
    Collections.shuffle(shuffled, new Random(7));

    assertThat(fold(shuffled).totals()).isEqualTo(scenario.expected());
  }

  @ParameterizedTest
  @ValueSource(strings = {"jiaocheng", "wenshui"})
  void loadedTwice_isTheSameBytes(String name) throws Exception {
    List<ScriptedDelivery> first = Scenario.load(name).deliveries();
    List<ScriptedDelivery> second = Scenario.load(name).deliveries();

    assertThat(second).hasSameSizeAs(first);
    for (int i = 0; i < first.size(); i++) {
      assertThat(second.get(i).id()).isEqualTo(first.get(i).id());
      assertThat(second.get(i).afterMillis()).isEqualTo(first.get(i).afterMillis());
      assertThat(second.get(i).body()).isEqualTo(first.get(i).body());
    }
  }

  @Test
  void wenshui_hasOver30000ViewsBeforeMinuteTen() throws Exception {
    EveningFold fold = fold(evening("wenshui").deliveries());

    assertThat(fold.told("views", "2020-05-16T20:09:59")).isGreaterThan(30_000).isLessThan(40_000);
    assertThat(fold.told("views", "2020-05-16T22:00:01")).isEqualTo(163_200);
  }

  @Test
  void wenshui_sellsOutItsSeaBuckthornDrinksWhileTheyAreShown() throws Exception {
    Map<String, String> soldOutAt = new HashMap<>();
    Map<String, Long> units = new HashMap<>();
    for (JsonNode event : fold(evening("wenshui").deliveries()).events) {
      JsonNode data = event.get("data");
      if (data.path("remaining").asLong(1) == 0) {
        soldOutAt.put(data.get("sku").asText(), event.get("time").asText());
      }
      if (event.get("type").asText().equals("guchang.order.paid")
          && !event.get("id").asText().startsWith("isv-")) {
        data.get("lines")
            .forEach(
                l -> units.merge(l.get("sku").asText(), l.get("quantity").asLong(), Long::sum));
      }
    }
    assertThat(soldOutAt).containsOnlyKeys("ws-016", "ws-017", "ws-018", "ws-019");
    Map<String, Product> products = CatalogLoader.load(null, Map.of()).products();
    assertThat(soldOutAt)
        .allSatisfy(
            (sku, time) -> {
              assertThat(time).startsWith("2020-05-16T20:42:25");
              assertThat(units.get(sku)).isEqualTo(products.get(sku).stock());
            });
  }

  @Test
  void wenshui_hearsTheCommentsOfThePaper() throws Exception {
    Set<String> texts = new HashSet<>();
    fold(evening("wenshui").deliveries())
        .events
        .forEach(event -> texts.add(event.get("data").path("text").asText()));

    assertThat(texts).contains("太划算了，很给力", "县长带货，坚定了我们农户的信心", "为了脱贫攻坚下一单");
  }

  @Test
  void jiaocheng_givesTenBottlesAwayInMinuteTwenty() throws Exception {
    assertThat(fold(evening("jiaocheng").deliveries()).events)
        .filteredOn(event -> event.get("type").asText().equals("guchang.giveaway.awarded"))
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.get("time").asText()).isEqualTo("2020-05-16T19:50:00.000+08:00");
              assertThat(event.get("data").get("name").asText()).isEqualTo("鹿泉雪耳");
              assertThat(event.get("data").get("quantity").asInt()).isEqualTo(10);
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"jiaocheng", "wenshui"})
  void everyAmountIsTheSumOfItsLines_andNoPriceIsSilly(String name) throws Exception {
    Map<String, Product> products = CatalogLoader.load(null, Map.of()).products();
    for (JsonNode event : fold(evening(name).deliveries()).events) {
      JsonNode data = event.get("data");
      if (!data.has("lines")) {
        continue;
      }
      long sum = 0;
      for (JsonNode line : data.get("lines")) {
        long amount = line.get("amountFen").asLong();
        sum += amount;
        Product product = products.get(line.get("sku").asText());
        if (product != null) {
          long list = product.priceFen() * line.get("quantity").asLong();
          assertThat(amount).isGreaterThan(list * 7 / 10).isLessThanOrEqualTo(list + 200);
        }
      }
      assertThat(sum).isEqualTo(data.get("amountFen").asLong());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"jiaocheng", "wenshui"})
  void noMoreIsSoldThanWasPrepared(String name) throws Exception {
    Map<String, Long> units = new HashMap<>();
    for (JsonNode event : fold(evening(name).deliveries()).events) {
      if (event.get("type").asText().equals("guchang.order.paid")
          && !event.get("id").asText().startsWith("isv-")) {
        event
            .get("data")
            .get("lines")
            .forEach(
                l -> units.merge(l.get("sku").asText(), l.get("quantity").asLong(), Long::sum));
      }
    }
    CatalogLoader.load(null, Map.of())
        .products()
        .values()
        .forEach(
            p ->
                assertThat(units.getOrDefault(p.sku(), 0L))
                    .as(p.name())
                    .isLessThanOrEqualTo(p.stock()));
  }

  @Test
  void deliveriesAreDueInOrder_withoutALongSilence() throws Exception {
    long before = 0;
    Set<String> ids = new HashSet<>();
    int retries = 0;
    for (ScriptedDelivery delivery : evening("jiaocheng").deliveries()) {
      assertThat(delivery.afterMillis() - before).isBetween(0L, 10_000L);
      before = delivery.afterMillis();
      retries += ids.add(delivery.id()) ? 0 : 1;
    }
    assertThat(retries).isEqualTo(160);
  }

  @Test
  void aScenarioThatCannotBe_isRefusedWithTheReason(@TempDir Path dir) throws Exception {
    String good = bundled("wenshui");

    assertRefused(dir, good.replace("seed: 5162020", "sead: 1"), "sead");
    assertRefused(dir, good.replace("gmvFen: 15281640", "gmvFen: 100"), "cannot be reached");
    assertRefused(
        dir,
        good.replace("session: wenshui-0516", "session: x"),
        "session x is not in the catalog");
    assertRefused(
        dir, good.replace("id: weixin", "id: jd"), "platform jd is not one of the session's");
    assertRefused(
        dir, good.replace("ws-020", "no-such"), "sku no-such is shown but not in the catalog");
    assertRefused(dir, good.replace("mishaps:", "# "), "mishaps is missing");
    assertRefused(
        dir, good.replace("[1, 2.4], ", "[1, 2.4], [1, 3], "), "views.curve is not a curve");
    assertThatThrownBy(() -> Scenario.load("nowhere"))
        .hasMessage("nowhere is neither a scenario file nor one of jiaocheng, wenshui");
  }

  private static void assertRefused(Path dir, String content, String reason) throws IOException {
    Path file = Files.writeString(dir.resolve("evening.yaml"), content);

    assertThatThrownBy(() -> Scenario.load(file.toString()))
        .isInstanceOf(ScenarioProblem.class)
        .hasMessageContaining("evening.yaml")
        .hasMessageContaining(reason);
  }

  private static String bundled(String name) throws IOException {
    try (var in =
        ScenarioTest.class.getResourceAsStream(
            "/catalog/lvliang-2020/scenarios/" + name + ".yaml")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static Scenario evening(String name) throws ScenarioProblem {
    Scenario made = MADE.get(name);
    if (made == null) {
      made = Scenario.load(name);
      MADE.put(name, made);
    }
    return made;
  }

  private static EveningFold fold(List<ScriptedDelivery> deliveries) throws Exception {
    return new EveningFold(CatalogLoader.load(null, Map.of()).products()).addAll(deliveries);
  }
}
