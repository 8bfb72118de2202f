package org.guchang.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class MeterTest {

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

  @ParameterizedTest
  @EnumSource
  void prometheus_knows_each_meter_by_the_name_the_table_says(Meter meter) {
    String[] values = meter.labels().stream().map(Label::wireName).toArray(String[]::new);
    switch (meter.kind()) {
      case COUNTER -> meter.counter(registry, values).increment();
      case TIMER -> meter.timer(registry, values).record(java.time.Duration.ofMillis(7));
      case HISTOGRAM -> meter.histogram(registry, values).record(7);
      case GAUGE -> meter.gauge(registry, () -> 7, values);
    }

    String series =
        meter.labels().isEmpty()
            ? ""
            : Arrays.stream(values)
                .sorted()
                .map(value -> value + "=\"" + value + "\"")
                .collect(Collectors.joining(",", "{", "}"));
    boolean histogram = meter.kind() == Meter.Kind.TIMER || meter.kind() == Meter.Kind.HISTOGRAM;
    assertThat(registry.scrape().lines().toList())
        .contains("# HELP " + meter.prometheusName() + " " + meter.sentence())
        .anyMatch(
            line ->
                line.startsWith(
                    meter.prometheusName() + (histogram ? "_count" : "") + series + " "));
  }

  @Test
  void rows_that_come_and_go_have_the_same_names() {
    Meter.LEDGER_DRIFT.gauges(registry).register(List.of(Meter.LEDGER_DRIFT.row(3, "one")));
    assertThat(registry.scrape()).contains("guchang_ledger_drift{session=\"one\"} 3.0");
  }

  @Test
  void each_target_is_a_bound_of_its_histogram() {
    Meter.COMMIT_DURATION.timer(registry, "committed");
    Meter.EVENT_TO_FRAME.timer(registry);
    assertThat(registry.scrape())
        .contains("guchang_commit_duration_seconds_bucket{outcome=\"committed\",le=\"0.06\"}")
        .contains("guchang_event_to_frame_seconds_bucket{le=\"0.3\"}");
  }

  @Test
  void a_label_too_few_is_a_fault() {
    assertThatThrownBy(() -> Meter.DELIVERIES.counter(registry, "acme"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("has 3 labels, not 1");
  }

  @Test
  void the_page_for_operators_says_the_same() throws Exception {
    Path made = Files.createDirectories(Path.of("target")).resolve("metrics.md");
    Files.writeString(made, page());
    assertThat(Path.of("grafana/metrics.md"))
        .as("grafana/metrics.md; what it should be is in " + made)
        .hasContent(page());
  }

  private static String page() {
    StringBuilder page =
        new StringBuilder(
            """
            # Metrics 指标

            Everything `/metrics` says of Guchang itself, as Prometheus names it. The Java machine's own meters are
            Micrometer's: `jvm_*`, `process_*`, `system_*`.

            | metric | type | labels | what it says |
            |---|---|---|---|
            """);
    for (Meter meter : Meter.values()) {
      String labels =
          meter.labels().stream()
              .map(label -> "`" + label.wireName() + "`")
              .collect(Collectors.joining(" "));
      page.append(
          "| `%s` | %s | %s | %s |%n"
              .formatted(meter.prometheusName(), type(meter), labels, meter.sentence()));
    }
    page.append(
        """

        | label | its values |
        |---|---|
        """);
    for (Label label : Label.values()) {
      page.append("| `%s` | %s |%n".formatted(label.wireName(), label.bound()));
    }
    return page.toString();
  }

  private static String type(Meter meter) {
    return switch (meter.kind()) {
      case COUNTER -> "counter";
      case GAUGE -> "gauge";
      case TIMER, HISTOGRAM -> "histogram";
    };
  }
}
