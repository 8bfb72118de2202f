package org.guchang.board;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.Future;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When a watched board sends what. */
final class BoardFeedTest {
  private static final long M = Figures.START_MINUTE;

  private final FakeSessions store = new FakeSessions();
  private final FakeTiming timing = new FakeTiming();
  private final Figures j = new Figures("j");
  private final Figures w = new Figures("w");
  private final Screenful screen = new Screenful();
  private Boards boards;

  /** Remembers what it was told. */
  private static final class Screenful implements BoardListener {
    final List<JsonNode> frames = new ArrayList<>();
    boolean gone;

    @Override
    public void onFrame(Frame frame) {
      try {
        frames.add(new ObjectMapper().readTree(frame.json()));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void onGone() {
      gone = true;
    }

    List<String> kinds() {
      return frames.stream().map(frame -> frame.get("kind").asText()).toList();
    }

    JsonNode last() {
      return frames.get(frames.size() - 1);
    }
  }

  @BeforeEach
  void open() {
    boards =
        new Boards(Figures.catalog("d1", "j", "w"), store, timing, ZoneId.of("Asia/Shanghai"), 5);
    timing.every(Boards.TICK_MILLIS, boards::tick);
    store.put(j.order(M, "douyin", "p0", 1, 100, 0).done());
    store.put(w.order(M, "douyin", "p0", 1, 50, 0).done());
  }

  private BoardFeed watch(String id) {
    BoardFeed feed = boards.feed(id);
    feed.watch(screen);
    feed.ready();
    return feed;
  }

  private void sell(long fen) {
    store.put(j.order(M, "douyin", "p0", 1, fen, 0).done());
    boards.sessionChanged("j");
  }

  @Test
  void first_change_after_a_pause_goes_out_at_once_and_the_next_ones_together() {
    watch("session/j");
    timing.pass(1_000);
    for (int i = 0; i < 10; i++) {
      sell(1);
    }

    assertThat(screen.kinds()).containsExactly("snapshot", "patch");
    timing.pass(199);
    assertThat(screen.kinds()).hasSize(2);
    timing.pass(1);
    assertThat(screen.kinds()).containsExactly("snapshot", "patch", "patch");
    assertThat(screen.last().at("/patch/totals/gmvFen").asLong()).isEqualTo(110);
  }

  @Test
  void never_more_frames_a_second_than_set() {
    watch("campaign/c");
    timing.pass(1_000);
    screen.frames.clear();
    for (int i = 0; i < 1_000; i++) {
      sell(1);
      timing.pass(1);
    }
    assertThat(screen.frames).hasSizeBetween(4, 6);
  }

  @Test
  void each_patch_begins_where_the_frame_before_ended() {
    watch("campaign/c");
    for (int i = 0; i < 20; i++) {
      sell(i + 1);
      timing.pass(300);
    }
    long version = screen.frames.get(0).get("version").asLong();
    for (JsonNode frame : screen.frames.subList(1, screen.frames.size())) {
      if (frame.get("kind").asText().equals("patch")) {
        assertThat(frame.get("from").asLong()).isEqualTo(version);
        assertThat(frame.get("version").asLong()).isGreaterThan(version);
        version = frame.get("version").asLong();
      }
    }
  }

  @Test
  void a_change_nobody_told_of_is_found_by_the_sweep() {
    watch("session/j");
    store.put(j.order(M, "douyin", "p0", 1, 7, 0).done());
    timing.pass(BoardFeed.SWEEP_MILLIS + 2 * Boards.TICK_MILLIS);

    assertThat(screen.last().at("/patch/totals/gmvFen").asLong()).isEqualTo(107);
  }

  @Test
  void when_nothing_happens_a_beat_comes_within_five_seconds() {
    watch("session/j");
    for (int seconds = 5; seconds <= 60; seconds += 5) {
      screen.frames.clear();
      timing.pass(5_000);
      assertThat(screen.kinds()).as("after %s s", seconds).contains("beat").containsOnly("beat");
    }
  }

  @Test
  void while_reading_fails_nothing_is_sent_and_afterwards_it_goes_on() {
    watch("session/j");
    timing.pass(1_000);
    store.away(true);
    sell(5);
    timing.pass(60_000);
    assertThat(screen.kinds()).containsExactly("snapshot");

    store.away(false);
    timing.pass(6_000);
    assertThat(screen.frames.get(1).at("/patch/totals/gmvFen").asLong()).isEqualTo(105);
  }

  @Test
  void while_a_read_hangs_no_beat_vouches_for_the_old_state() {
    watch("session/j");
    store.slow(true);
    timing.pass(60_000);
    assertThat(screen.kinds().stream().filter("beat"::equals).count()).isLessThanOrEqualTo(2);
    int before = screen.frames.size();
    timing.pass(60_000);
    assertThat(screen.frames).hasSize(before);
  }

  @Test
  void one_read_of_a_session_at_a_time_however_many_boards_and_changes() {
    watch("session/j");
    boards.feed("campaign/c").watch(new Screenful());
    boards.feed("county/c/交城县").watch(new Screenful());
    store.slow(true);
    for (int i = 0; i < 50; i++) {
      sell(1);
      timing.pass(50);
      store.answer();
    }
    assertThat(store.mostAtOnce()).isEqualTo(1);
    assertThat(store.reads()).isLessThan(120);
  }

  @Test
  void a_change_heard_while_reading_is_read_again() {
    watch("session/j");
    timing.pass(1_000);
    store.slow(true);
    sell(1);
    sell(2);
    store.slow(false);
    store.answer();
    timing.pass(300);
    assertThat(screen.last().at("/patch/totals/gmvFen").asLong()).isEqualTo(103);
  }

  @Test
  void another_epoch_is_a_snapshot_for_everybody() {
    watch("session/j");
    store.put(new Figures("j").epoch("e2").order(M, "douyin", "p0", 1, 9, 0).done());
    timing.pass(300);
    boards.sessionChanged("j");
    timing.pass(300);

    assertThat(screen.kinds()).containsExactly("snapshot", "snapshot");
    assertThat(screen.last().at("/state/totals/gmvFen").asLong()).isEqualTo(9);
  }

  @Test
  void another_catalog_is_a_snapshot_and_a_board_it_lacks_is_gone() {
    watch("session/j");
    timing.pass(300);
    boards.redefine(Figures.catalog("d2", "j", "w"));
    timing.pass(300);
    assertThat(screen.kinds()).containsExactly("snapshot", "snapshot");

    boards.redefine(Figures.catalog("d3", "w"));
    assertThat(screen.gone).isTrue();
    assertThat(boards.feed("session/j")).isNull();
  }

  @Test
  void time_alone_makes_a_patch_when_a_platform_falls_silent() {
    store.put(j.audience(M, "douyin", 0, 0, 100, 1_000).done());
    watch("session/j");
    assertThat(screen.last().at("/state/totals/online").asLong()).isEqualTo(100);
    timing.pass(125_000);

    JsonNode patch = screen.frames.stream().filter(it -> it.has("patch")).findFirst().orElseThrow();
    assertThat(patch.at("/patch/totals/online").isNull()).isTrue();
    assertThat(patch.get("version").asLong()).isGreaterThan(patch.get("from").asLong());
  }

  @Test
  void a_board_nobody_watches_is_read_when_asked_and_forgotten_later() {
    BoardFeed feed = boards.feed("session/j");
    Future<Void> ready = feed.ready();
    assertThat(ready.succeeded()).isTrue();
    assertThat(feed.snapshot()).isNotNull();
    int reads = store.reads();
    timing.pass(Boards.IDLE_MILLIS + 2_000);
    assertThat(store.reads()).isEqualTo(reads);
    assertThat(boards.feed("session/j")).isNotSameAs(feed);
  }

  private static long gmvFen(BoardFeed feed) throws IOException {
    return new ObjectMapper().readTree(feed.snapshot().json()).at("/state/totals/gmvFen").asLong();
  }

  @Test
  void who_asks_after_a_change_is_told_of_it_though_the_board_was_read_a_moment_before()
      throws IOException {
    BoardFeed feed = boards.feed("session/j");
    feed.ready();
    sell(7);
    Future<Void> heard = feed.ready();
    timing.pass(200);
    assertThat(heard.succeeded()).isTrue();
    assertThat(gmvFen(feed)).isEqualTo(107);

    store.put(j.order(M, "douyin", "p0", 1, 1, 0).done());
    Future<Void> unheard = feed.ready();
    timing.pass(200);
    assertThat(unheard.succeeded()).isTrue();
    assertThat(gmvFen(feed)).isEqualTo(108);
  }

  @Test
  void who_asks_a_watched_board_waits_for_the_change_that_was_heard_of() throws IOException {
    BoardFeed feed = watch("session/j");
    timing.pass(1_000);
    sell(1);
    sell(2);
    Future<Void> ready = feed.ready();
    assertThat(ready.isComplete()).isFalse();
    timing.pass(200);
    assertThat(ready.succeeded()).isTrue();
    assertThat(gmvFen(feed)).isEqualTo(103);

    int reads = store.reads();
    assertThat(feed.ready().succeeded()).isTrue();
    assertThat(store.reads()).isEqualTo(reads);
  }

  @Test
  void who_asks_during_a_read_is_answered_by_the_next_one() throws IOException {
    BoardFeed feed = boards.feed("session/j");
    store.slow(true);
    Future<Void> first = feed.ready();
    store.put(j.order(M, "douyin", "p0", 1, 7, 0).done());
    Future<Void> second = feed.ready();
    store.answer();
    assertThat(first.succeeded()).isTrue();
    assertThat(second.isComplete()).isFalse();

    timing.pass(200);
    store.answer();
    assertThat(second.succeeded()).isTrue();
    assertThat(gmvFen(feed)).isEqualTo(107);
  }

  @Test
  void however_many_ask_at_once_two_reads_answer_them() {
    BoardFeed feed = boards.feed("session/j");
    store.slow(true);
    List<Future<Void>> asked = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      asked.add(feed.ready());
    }
    store.answer();
    timing.pass(200);
    store.answer();
    assertThat(asked).allMatch(Future::succeeded);
    assertThat(store.reads()).isLessThanOrEqualTo(2);
  }

  @Test
  void without_a_state_and_a_store_it_is_not_ready() {
    store.away(true);
    assertThat(boards.feed("session/j").ready().failed()).isTrue();
  }

  @Test
  void a_clock_that_is_set_back_or_ahead_holds_nothing_up() {
    watch("session/j");
    timing.pass(1_000);
    long fen = 100;
    for (long step : List.of(-3_600_000L, 7_200_000L, -3_600_000L)) {
      timing.step(step);
      fen++;
      sell(1);
      timing.pass(200);
      assertThat(screen.last().at("/patch/totals/gmvFen").asLong()).isEqualTo(fen);

      timing.pass(BoardFeed.BEAT_MILLIS + 2 * Boards.TICK_MILLIS);
      assertThat(screen.last().get("kind").asText()).isEqualTo("beat");
      long at = OffsetDateTime.parse(screen.last().get("at").asText()).toInstant().toEpochMilli();
      assertThat(timing.now() - at)
          .as("by the clock as it is now")
          .isBetween(0L, BoardFeed.BEAT_MILLIS);
    }
  }
}
