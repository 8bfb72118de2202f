package org.guchang.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.guchang.bench.stage.Table;
import org.guchang.ingest.Acme;
import org.guchang.ingest.Formats;
import org.guchang.ingest.format.PersonHash;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Every benchmark at a tiny scale: it ends, all it sent was accepted (else it fails by itself), and
 * its figures are there. How fast anything is, is not asserted.
 */
@Timeout(120)
final class BenchSmokeIT {

  @BeforeEach
  void listen() {
    Table.keep();
  }

  @AfterEach
  void leave() {
    Table.print();
  }

  private static List<String> run(String... command) {
    assertThat(Bench.run(command)).as("exit code").isZero();
    return Table.kept();
  }

  private static void assertPositive(List<String> lines, String start, int figures) {
    List<String> found = lines.stream().filter(line -> line.strip().startsWith(start)).toList();
    assertThat(found).as("lines that start with %s in %s", start, lines).isNotEmpty();
    for (String line : found) {
      assertThat(line).doesNotContain("NaN").doesNotContain("Infinity");
      List<Double> numbers =
          List.of(line.replaceAll("[^0-9.]+", " ").strip().split(" +", -1)).stream()
              .filter(word -> word.matches("\\d+(\\.\\d+)?"))
              .map(Double::parseDouble)
              .toList();
      assertThat(numbers).as(line).hasSizeGreaterThanOrEqualTo(figures);
      assertThat(numbers.get(0)).as(line).isPositive();
    }
  }

  @Test
  void ingest_has_everything_accepted_and_proved() {
    List<String> lines =
        run(
            "ingest",
            "--rounds=1",
            "--warm-ups=0",
            "--singles=200",
            "--batches=4",
            "--batch=10",
            "--connections=4");
    assertPositive(lines, "bare handler", 2);
    assertPositive(lines, "partner door", 2);
    assertThat(lines).filteredOn(line -> line.contains("240 orders")).hasSize(2);
  }

  @Test
  void meters_are_weighed_against_none() {
    List<String> lines =
        run(
            "meters",
            "--rounds=1",
            "--warm-ups=0",
            "--forks=1",
            "--singles=200",
            "--batches=4",
            "--connections=4");
    assertPositive(lines, "one a POST  with", 6);
    assertPositive(lines, "100 a POST  with", 6);
    assertThat(lines).filteredOn(line -> line.contains("over 1 forks")).hasSize(2);
  }

  @Test
  void fan_out_delivers_frames_from_both() {
    List<String> lines =
        run("fan-out", "--rounds=1", "--warm-ups=0", "--screens=40", "--millis=3000");
    assertPositive(lines, "bare loop", 4);
    assertPositive(lines, "screen door", 4);
  }

  @Test
  void event_to_frame_sees_every_probe() {
    List<String> lines =
        run(
            "event-to-frame",
            "--probes=3",
            "--pause=50",
            "--idle-pause=50",
            "--load=200",
            "--connections=4");
    assertPositive(lines, "frame", 3);
    assertPositive(lines, "answer", 3);
  }

  @Test
  void memory_is_told_by_order_and_by_audience_event() {
    List<String> lines = run("memory", "--counts=200,400", "--batch=10", "--connections=2");
    assertThat(lines).filteredOn(line -> line.contains("orders: ")).hasSize(2);
    assertThat(lines).filteredOn(line -> line.contains("audience events: ")).hasSize(2);
  }

  @Test
  void growth_is_measured_twice_on_one_session() {
    List<String> lines =
        run(
            "growth",
            "--rounds=1",
            "--small=100",
            "--large=1000",
            "--measured=200",
            "--batch=10",
            "--connections=2");
    assertPositive(lines, "after", 3);
    assertPositive(lines, "ratio", 3);
  }

  @Test
  void formats_are_counted_to_the_fen_beside_native() {
    List<String> lines =
        run("formats", "--rounds=1", "--warm-ups=0", "--pushes=50", "--connections=4");
    assertPositive(lines, "native", 3);
    assertPositive(lines, "doudian", 3);
    assertPositive(lines, "shopify", 3);
    assertThat(lines).filteredOn(line -> line.contains("150 orders")).hasSize(2);
  }

  @Test
  void an_import_counts_every_row_once() {
    List<String> lines = run("import", "--rows=100,300");
    assertThat(lines).filteredOn(line -> line.contains("rows new")).hasSize(2);
    assertThat(lines).filteredOn(line -> line.contains("rows again")).hasSize(2);
    assertThat(lines).filteredOn(line -> line.contains("400 orders")).hasSize(1);
  }

  @Test
  void bad_inputs_at_every_door_are_answered_and_harm_nothing() {
    List<String> lines = run("fuzz", "--inputs=2000", "--seed=20200516");
    assertThat(lines).noneMatch(line -> line.startsWith("FAILED"));
    for (String format : Formats.of(Acme.settings().limits(), new PersonHash("k")).names()) {
      assertThat(lines)
          .filteredOn(line -> line.startsWith("  partner " + format + " "))
          .singleElement(InstanceOfAssertFactories.STRING)
          .as("some are accepted, some are not genuine")
          .contains("200=", "401=");
    }
    assertPositive(lines, "partner door", 1);
    assertPositive(lines, "screen door", 1);
    assertPositive(lines, "ops door", 1);
    assertPositive(lines, "tls door", 1);
    for (String refused : List.of("login", "cookie", "share", "oidc")) {
      assertThat(lines)
          .filteredOn(line -> line.startsWith("  guarded " + refused + " "))
          .singleElement(InstanceOfAssertFactories.STRING)
          .containsPattern("303=|401=|404=");
    }
    assertThat(lines).filteredOn(line -> line.contains("good orders among them")).hasSize(1);
  }

  @Test
  void too_much_is_refused_and_what_is_accepted_is_counted_to_the_fen() {
    List<String> lines =
        run(
            "overload",
            "--seconds=2",
            "--measure=1",
            "--times=3",
            "--mostly=0.1",
            "--connections=300",
            "--storm=100",
            "--p99=60000",
            "--recovery=30000");
    assertThat(lines).noneMatch(line -> line.startsWith("FAILED"));
    for (String partner : List.of("greedy", "beside", "calm-1", "calm-2", "calm-3")) {
      assertPositive(lines, partner + " ", 6);
    }
    assertThat(lines)
        .filteredOn(line -> line.startsWith("  greedy ") && !line.contains("503         0"))
        .as("refused where the ledger is slow")
        .isNotEmpty();
    assertThat(lines).filteredOn(line -> line.startsWith("  answered 2xx: ")).hasSize(2);
  }

  @Test
  void screens_that_misbehave_are_closed_and_leave_nothing_behind() {
    List<String> lines =
        run(
            "storm",
            "--seconds=1",
            "--screens=10",
            "--deaf=20",
            "--vanishing=50",
            "--rush=100",
            "--slow=1",
            "--unseen=60000");
    assertThat(lines).noneMatch(line -> line.startsWith("FAILED"));
    assertThat(lines).anyMatch(line -> line.startsWith("  20 of 20 that never read were closed"));
    assertPositive(lines, "normal", 4);
    assertPositive(lines, "1 × 50 that vanish", 5);
    assertPositive(lines, "100 that come back", 5);
  }

  @Test
  void a_benchmark_that_does_not_exist_is_refused() {
    assertThat(Bench.run("no-such-benchmark")).isNotZero();
  }

  @Test
  void time_travel_answers_every_minute() {
    List<String> lines =
        run("time-travel", "--rounds=1", "--orders=300", "--minutes=5", "--batch=10");
    assertPositive(lines, "now", 2);
    assertPositive(lines, "as it was", 2);
    assertPositive(lines, "kept for it", 2);
  }

  @Test
  void the_wall_is_watched_in_the_real_browser() {
    List<String> lines = run("wall", "--rounds=1", "--seconds=1", "--hours=1", "--faster=6000");
    assertPositive(lines, "first figure", 2);
    assertPositive(lines, "wall 1920×1080", 4);
    assertPositive(lines, "phone", 4);
    assertThat(lines).filteredOn(line -> line.startsWith("after")).hasSize(9);
    assertThat(lines).filteredOn(line -> line.contains("proved by the ledger")).hasSize(1);
  }
}
