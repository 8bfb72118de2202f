package org.guchang.board;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.guchang.config.Catalog;

/** The numbers add up, whatever was sold where; and patches lead where they say. */
final class BoardSumsTest {
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final long NOW = Figures.START_MILLIS;
  private static final Catalog CATALOG = Figures.catalog("d1", "j", "w");
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * @param minute after the start; beyond the session's window it may be folded
   */
  record Happening(
      boolean inFirst, long minute, String platform, int product, long units, long fen, long back) {

    void to(Figures j, Figures w) {
      Figures figures = inFirst ? j : w;
      long at = Figures.START_MINUTE + minute;
      if (units == 0) {
        figures.audience(at, platform, fen % 7, back % 5, fen % 3 == 0 ? -1 : fen, back);
      } else {
        figures.order(at, platform, "p" + product, units, fen, Math.min(fen, back));
      }
    }
  }

  @Provide
  Arbitrary<List<Happening>> evenings() {
    return Combinators.combine(
            Arbitraries.of(true, false),
            Arbitraries.longs().between(-50_000, 50_000),
            Arbitraries.of("douyin", "kuaishou", "jd"),
            Arbitraries.integers().between(0, 300),
            Arbitraries.longs().between(0, 5),
            Arbitraries.longs().between(0, 5_000_000),
            Arbitraries.longs().between(0, 1_000))
        .as(Happening::new)
        .list()
        .ofMaxSize(60);
  }

  @Property(tries = 60)
  void money_of_every_part_is_the_total(@ForAll("evenings") List<Happening> evening)
      throws IOException {
    Figures j = new Figures("j");
    Figures w = new Figures("w");
    evening.forEach(it -> it.to(j, w));
    for (int i = 0; i < 250; i++) {
      w.order(Figures.START_MINUTE, "jd", "unknown-" + i, 1, i, 0);
    }
    JsonNode campaign = json(merge("campaign/c", null, j, w));
    for (String figure : List.of("gmvFen", "refundFen")) {
      long total = campaign.get("totals").path(figure).asLong();
      assertThat(sum(campaign.get("platforms"), figure)).isEqualTo(total);
      assertThat(sum(campaign.get("products"), figure)).isEqualTo(total);
      assertThat(sum(campaign.get("minutes"), figure)).isEqualTo(total);
      assertThat(sum(campaign.get("sessions"), figure)).isEqualTo(total);
      assertThat(sum(campaign.get("counties"), figure)).isEqualTo(total);
      assertThat(sum(campaign.get("brands"), figure)).isEqualTo(total);
      long ofJ = json(merge("session/j", null, j)).get("totals").path(figure).asLong();
      long ofW = json(merge("session/w", null, w)).get("totals").path(figure).asLong();
      assertThat(ofJ + ofW).isEqualTo(total);
    }
    assertThat(campaign.get("products").size()).isLessThanOrEqualTo(3 + 201);
  }

  @Property(tries = 40)
  void state_made_from_a_previous_one_is_the_same_and_its_patch_leads_to_it(
      @ForAll("evenings") List<Happening> evening) throws IOException {
    Figures j = new Figures("j");
    Figures w = new Figures("w");
    BoardState before = merge("campaign/c", null, j, w);
    JsonNode shown = json(before);
    for (Happening happening : evening) {
      happening.to(j, w);
      BoardState after = merge("campaign/c", before, j, w);
      JsonNode patch =
          JSON.readTree(FrameEncoder.encode(MergePatch.diff(before.state(), after.state())));
      shown = apply(shown, patch);
      assertThat(shown).isEqualTo(json(after));
      before = after;
    }
    assertThat(shown).isEqualTo(json(merge("campaign/c", null, j, w)));
  }

  @Property(tries = 4)
  void folded_minutes_still_add_up(@ForAll("evenings") List<Happening> evening) throws IOException {
    Figures j = new Figures("j");
    Figures w = new Figures("w");
    for (int i = 0; i <= BoardMinutes.MOST_MINUTES; i++) {
      j.order(Figures.START_MINUTE + i * 3L, "douyin", "p0", 1, i, 0);
    }
    BoardState before = merge("campaign/c", null, j, w);
    evening.forEach(it -> it.to(j, w));
    BoardState after = merge("campaign/c", before, j, w);
    JsonNode state = json(after);

    assertThat(sum(state.get("minutes"), "gmvFen"))
        .isEqualTo(state.get("totals").path("gmvFen").asLong());
    assertThat(state.get("minutes").size()).isLessThan(1_200);
    JsonNode patch =
        JSON.readTree(FrameEncoder.encode(MergePatch.diff(before.state(), after.state())));
    assertThat(apply(json(before), patch)).isEqualTo(state);
  }

  private static BoardState merge(String id, BoardState previous, Figures... figures) {
    List<SessionFigures> sessions = new ArrayList<>();
    for (Figures of : figures) {
      sessions.add(of.done());
    }
    BoardDefinition board = BoardDefinition.all(CATALOG, ZONE).get(id);
    return Board.merge(board, sessions, CATALOG, NOW, ZONE, previous, Map.of());
  }

  private static JsonNode json(BoardState state) throws IOException {
    return JSON.readTree(FrameEncoder.encode(state.state()));
  }

  private static long sum(JsonNode rows, String figure) {
    long sum = 0;
    for (JsonNode row : rows) {
      sum += row.path(figure).asLong();
    }
    return sum;
  }

  /** RFC 7396, section 2, word for word. */
  static JsonNode apply(JsonNode target, JsonNode patch) {
    if (!patch.isObject()) {
      return patch;
    }
    ObjectNode merged =
        target != null && target.isObject() ? target.deepCopy() : JSON.createObjectNode();
    patch
        .properties()
        .forEach(
            field -> {
              if (field.getValue().isNull()) {
                merged.remove(field.getKey());
              } else {
                merged.set(field.getKey(), apply(merged.get(field.getKey()), field.getValue()));
              }
            });
    return merged;
  }
}
