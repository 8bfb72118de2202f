package org.guchang.board;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.guchang.config.Catalog;
import org.junit.jupiter.api.Test;

/** What a board shows of the figures of its sessions. */
final class BoardTest {
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final long M = Figures.START_MINUTE;
  private static final long NOW = Figures.START_MILLIS + 600_000;
  private static final Catalog CATALOG = Figures.catalog("d1", "j", "w");

  static JsonNode state(String board, long now, SessionFigures... sessions) throws IOException {
    return state(board, now, Map.of(), sessions);
  }

  /**
   * @param kept when milestones were reached
   */
  private static JsonNode state(
      String board, long now, Map<String, Long> kept, SessionFigures... sessions)
      throws IOException {
    BoardDefinition definition = BoardDefinition.all(CATALOG, ZONE).get(board);
    BoardState state = Board.merge(definition, List.of(sessions), CATALOG, now, ZONE, null, kept);
    return new ObjectMapper().readTree(FrameEncoder.encode(state.state()));
  }

  @Test
  void unknown_sku_is_unattributed_with_the_name_the_event_gave() throws IOException {
    JsonNode state =
        state("session/j", NOW, new Figures("j").order(M, "douyin", "x9", 2, 500, 0).done());

    assertThat(state.at("/products/x9/name").asText()).isEqualTo("called x9");
    assertThat(state.at("/products/x9/unattributed").asBoolean()).isTrue();
    assertThat(state.at("/totals/unattributedFen").asLong()).isEqualTo(500);
    assertThat(state.at("/towns/未归属/gmvFen").asLong()).isEqualTo(500);
    assertThat(state.at("/enterprises/未归属/gmvFen").asLong()).isEqualTo(500);
  }

  @Test
  void weight_is_units_times_net_weight_and_a_product_without_a_brand_has_none()
      throws IOException {
    JsonNode state =
        state(
            "session/j",
            NOW,
            new Figures("j")
                .order(M, "douyin", "p0", 3, 900, 0)
                .order(M, "kuaishou", "p1", 2, 700, 100)
                .done());

    assertThat(state.at("/totals/grams").asLong()).isEqualTo(3 * 500 + 2 * 2_500);
    assertThat(state.at("/sessions/j/grams").asLong()).isEqualTo(6_500);
    assertThat(state.at("/enterprises/交城县~1甲社/grams").asLong()).isEqualTo(6_500);
    assertThat(state.at("/brands/交城山/gmvFen").asLong()).isEqualTo(900);
    assertThat(state.at("/brands/未归属/refundFen").asLong()).isEqualTo(100);
  }

  @Test
  void households_count_once_per_enterprise_and_only_of_what_was_sold() throws IOException {
    Figures figures =
        new Figures("j").order(M, "douyin", "p0", 9, 900, 0).order(M, "douyin", "p1", 1, 1, 0);
    assertThat(state("session/j", NOW, figures.done()).at("/totals/households").asLong())
        .isEqualTo(60);

    figures.stocked("p2", 0);
    JsonNode stocked = state("session/j", NOW, figures.done());
    assertThat(stocked.at("/totals/households").asLong()).isEqualTo(60);
    assertThat(stocked.at("/products/p2/remaining").asLong(-1)).isZero();
    assertThat(stocked.at("/products/p0").has("remaining")).isFalse();
  }

  @Test
  void online_is_carried_two_minutes_and_views_for_ever() throws IOException {
    Figures figures =
        new Figures("j")
            .audience(M, "douyin", 0, 0, 100, 1_000)
            .audience(M, "kuaishou", 30, 10, -1, -1)
            .order(M + 2, "douyin", "p0", 1, 1, 0)
            .order(M + 3, "douyin", "p0", 1, 1, 0);
    JsonNode minutes = state("session/j", NOW, figures.done()).get("minutes");

    assertThat(minutes.at("/2020-05-16T19:30/online").asLong()).isEqualTo(120);
    assertThat(minutes.at("/2020-05-16T19:30/views").asLong()).isEqualTo(1_030);
    assertThat(minutes.at("/2020-05-16T19:32/online").asLong()).isEqualTo(120);
    assertThat(minutes.at("/2020-05-16T19:33").has("online")).isFalse();
    assertThat(minutes.at("/2020-05-16T19:33/views").asLong()).isEqualTo(1_030);
  }

  @Test
  void more_left_than_entered_is_nobody_not_less() throws IOException {
    Figures figures = new Figures("j").audience(M, "douyin", 1, 5, -1, -1);
    JsonNode minute = state("session/j", NOW, figures.done()).at("/minutes/2020-05-16T19:30");
    assertThat(minute.has("online")).isFalse();
  }

  @Test
  void online_of_a_platform_that_fell_silent_is_not_counted_after_two_minutes() throws IOException {
    SessionFigures figures = new Figures("j").audience(M, "douyin", 0, 0, 100, 1_000).done();
    long reported = M * 60_000;

    assertThat(state("session/j", reported + 120_000, figures).at("/totals/online").asLong())
        .isEqualTo(100);
    assertThat(state("session/j", reported + 120_001, figures).get("totals").has("online"))
        .isFalse();
  }

  @Test
  void status_is_what_was_reported_and_the_schedule_while_nothing_was() throws IOException {
    SessionFigures silent = new Figures("j").done();
    assertThat(status(Figures.START_MILLIS - 1, silent)).isEqualTo("before");
    assertThat(status(Figures.START_MILLIS, silent)).isEqualTo("live");
    assertThat(status(Figures.START_MILLIS + 9_000_000, silent)).isEqualTo("ended");
    assertThat(status(Long.MAX_VALUE / 2, new Figures("j").started(5).done())).isEqualTo("live");
    assertThat(status(0, new Figures("j").started(5).ended(6).done())).isEqualTo("ended");
    assertThat(status(0, new Figures("j").started(7).ended(6).done())).isEqualTo("live");
  }

  @Test
  void a_campaign_shows_every_county_with_its_tile_a_session_only_those_that_sold()
      throws IOException {
    SessionFigures j = new Figures("j").order(M, "douyin", "p0", 1, 100, 0).done();
    SessionFigures w = new Figures("w").done();

    JsonNode counties = state("campaign/c", NOW, j, w).get("counties");
    assertThat(counties.fieldNames()).toIterable().contains("交城县", "文水县", "岚县");
    assertThat(counties.at("/文水县/tile/1").asLong()).isEqualTo(3);
    assertThat(state("session/j", NOW, j).get("counties").size()).isEqualTo(1);
  }

  @Test
  void milestones_are_the_minutes_in_which_steps_were_taken() throws IOException {
    Figures figures = new Figures("j").given(Figures.START_MILLIS + 1_200_000, "雪耳", 10);
    for (int i = 0; i < 100; i++) {
      figures.order(M + i, "douyin", "p0", 1, 100_000, 0);
    }
    JsonNode milestones = state("session/j", NOW, figures.done()).get("milestones");

    assertThat(milestones.findValuesAsText("text"))
        .containsExactly("第一单", "破 1 万元", "福利 雪耳 ×10", "破百单", "破 10 万元");
    assertThat(milestones.get(0).get("at").asText()).isEqualTo("2020-05-16T19:30:00+08:00");
    assertThat(milestones.get(3).get("at").asText()).isEqualTo("2020-05-16T21:09:00+08:00");
    assertThat(milestones.get(2).get("kind").asText()).isEqualTo("giveaway");
  }

  @Test
  void of_steps_of_one_minute_the_smaller_comes_first_also_when_its_second_is_known()
      throws IOException {
    Figures figures = new Figures("j");
    for (int i = 0; i < 100; i++) {
      figures.order(M, "douyin", "p0", 1, 100, 0);
    }
    Map<String, Long> kept = Map.of("orders:1", M * 60_000 + 10_000);
    JsonNode milestones = state("session/j", NOW, kept, figures.done()).get("milestones");

    assertThat(milestones.findValuesAsText("text")).containsExactly("第一单", "破百单");
    assertThat(milestones.findValuesAsText("at"))
        .containsExactly("2020-05-16T19:30:10+08:00", "2020-05-16T19:30:10+08:00");
  }

  @Test
  void ticker_of_several_sessions_is_newest_first_and_no_longer_than_twenty() throws IOException {
    Figures j = new Figures("j");
    Figures w = new Figures("w");
    for (int i = 0; i < 30; i++) {
      (i % 2 == 0 ? j : w).order(M + i, "douyin", "p0", 1, i + 1, 0);
    }
    JsonNode ticker = state("campaign/c", NOW, j.done(), w.done()).get("ticker");

    assertThat(ticker).hasSize(20);
    assertThat(ticker.get(0).get("amountFen").asLong()).isEqualTo(30);
    assertThat(ticker.get(1).get("amountFen").asLong()).isEqualTo(29);
    assertThat(ticker.get(0).get("product").asText()).isEqualTo("骏枣");
  }

  @Test
  void comments_that_are_hidden_make_room_for_others() throws IOException {
    Figures figures = new Figures("j");
    for (int i = 0; i < 25; i++) {
      figures.comment("c" + i, Figures.START_MILLIS + i, "第 " + i);
    }
    SessionFigures some = figures.hide("c24").hide("c10").done();

    assertThat(state("session/j", NOW, some).get("comments").findValuesAsText("id"))
        .hasSize(20)
        .startsWith("c23", "c22")
        .doesNotContain("c24", "c10")
        .endsWith("c3");
  }

  private static String status(long now, SessionFigures figures) throws IOException {
    return state("session/j", now, figures).at("/board/status").asText();
  }
}
