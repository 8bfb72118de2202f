package org.guchang.ops;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.guchang.Main;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine.Command;

/**
 * Holds dashboards, rules and runbooks against the table of meters and against each other. Whether
 * a dashboard is one at all: {@link GrafanaSchemaTest}.
 */
final class GrafanaFolderTest {
  private static final Set<String> NAMES =
      Arrays.stream(Meter.values()).map(Meter::prometheusName).collect(Collectors.toSet());
  private static final Pattern CHINESE = Pattern.compile("\\p{IsHan}");
  private static final Pattern COMMAND = Pattern.compile("guchang\\.jar ([a-z][a-z-]*)");
  private static final Set<String> PANELS =
      Set.of("stat", "timeseries", "table", "bargauge", "row");

  static List<JsonNode> dashboards() {
    return GrafanaFolder.dashboards();
  }

  static List<JsonNode> alerts() {
    return GrafanaFolder.rules("alerts.yml");
  }

  private static String base(String metric) {
    String base = metric.replaceFirst("_(bucket|sum|count)$", "");
    return NAMES.contains(base) ? base : metric;
  }

  private static Map<String, String> recordings() {
    Map<String, String> recordings = new HashMap<>();
    for (String file : List.of("thresholds.yml", "recordings.yml")) {
      for (JsonNode rule : GrafanaFolder.rules(file)) {
        recordings.put(rule.path("record").asText(), rule.path("expr").asText());
      }
    }
    return recordings;
  }

  private static Stream<String> allExpressions() {
    return Stream.of(
            recordings().values().stream(),
            alerts().stream().map(alert -> alert.path("expr").asText()),
            shown())
        .flatMap(part -> part);
  }

  private static Stream<String> shown() {
    return dashboards().stream()
        .flatMap(dashboard -> GrafanaFolder.queries(dashboard).stream())
        .map(GrafanaFolder.Query::expression);
  }

  @Test
  void every_metric_that_is_asked_for_exists() {
    Set<String> recorded = recordings().keySet();
    Set<String> javas = javaMachines();
    assertThat(allExpressions().flatMap(text -> GrafanaFolder.metrics(text).stream()).distinct())
        .isNotEmpty()
        .allSatisfy(
            name ->
                assertThat(
                        recorded.contains(name)
                            || NAMES.contains(base(name))
                            || javas.contains(name)
                            || name.equals("up")
                            || name.equals("ALERTS"))
                    .as(name)
                    .isTrue());
  }

  /** What Micrometer tells of the machine that this test runs on. */
  private static Set<String> javaMachines() {
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    try (ServerMeters meters = new ServerMeters(registry)) {
      assertThat(meters).isNotNull();
      Set<String> names =
          registry
              .scrape()
              .lines()
              .filter(line -> line.startsWith("# TYPE"))
              .map(line -> line.split(" ", -1)[2])
              .collect(Collectors.toCollection(HashSet::new));
      // there is none before the first collection
      names.add("jvm_gc_pause_seconds_sum");
      return names;
    }
  }

  @Test
  void every_metric_of_ours_is_on_a_dashboard() {
    Map<String, String> recordings = recordings();
    Set<String> seen = new TreeSet<>();
    shown()
        .flatMap(text -> GrafanaFolder.metrics(text).stream())
        .forEach(
            name -> {
              seen.add(base(name));
              GrafanaFolder.metrics(recordings.getOrDefault(name, ""))
                  .forEach(inner -> seen.add(base(inner)));
            });
    assertThat(seen).containsAll(NAMES);
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void a_dashboard_has_what_grafana_asks_for(JsonNode dashboard) {
    assertThat(dashboard.path("uid").asText()).matches("guchang-[a-z]+");
    assertThat(dashboard.path("schemaVersion").asInt()).isGreaterThanOrEqualTo(39);
    assertThat(dashboard.path("editable").asBoolean(true)).isFalse();
    assertThat(dashboard.path("tags")).extracting(JsonNode::asText).contains("guchang");
    assertThat(dashboard.path("title").asText()).containsPattern(CHINESE).containsPattern("[A-Z]");
    assertThat(dashboard.at("/templating/list"))
        .extracting(variable -> variable.path("name").asText())
        .contains("instance", "runbooks");
    assertThat(dashboard.at("/annotations/list"))
        .extracting(annotation -> annotation.path("name").asText())
        .anyMatch(name -> name.contains("Restarts"))
        .anyMatch(name -> name.contains("Catalog reloads"))
        .anyMatch(name -> name.contains("Milestones"));
    assertThat(dashboard.path("links"))
        .extracting(link -> link.path("type").asText())
        .contains("dashboards", "link");
    Set<Integer> ids = new HashSet<>();
    for (JsonNode panel : dashboard.path("panels")) {
      assertThat(ids.add(panel.path("id").asInt())).as("one id a panel").isTrue();
      assertThat(PANELS).contains(panel.path("type").asText());
      JsonNode place = panel.path("gridPos");
      assertThat(place.path("x").asInt() + place.path("w").asInt()).isBetween(1, 24);
      assertThat(place.path("h").asInt()).isPositive();
    }
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void no_panel_lies_on_another(JsonNode dashboard) {
    Set<String> taken = new HashSet<>();
    for (JsonNode panel : dashboard.path("panels")) {
      JsonNode place = panel.path("gridPos");
      for (int x = 0; x < place.path("w").asInt(); x++) {
        for (int y = 0; y < place.path("h").asInt(); y++) {
          assertThat(taken.add((place.path("x").asInt() + x) + "," + (place.path("y").asInt() + y)))
              .as(panel.path("title").asText())
              .isTrue();
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void a_panel_says_its_unit_and_what_is_bad(JsonNode dashboard) {
    for (JsonNode panel : GrafanaFolder.panels(dashboard)) {
      String title = panel.path("title").asText();
      assertThat(panel.path("description").asText()).as(title).hasSizeGreaterThan(40).endsWith(".");
      assertThat(panel.at("/fieldConfig/defaults/unit").asText()).as(title).isNotEmpty();
      assertThat(panel.path("targets")).as(title).isNotEmpty();
      for (JsonNode target : panel.path("targets")) {
        assertThat(target.at("/datasource/uid").asText()).isEqualTo("guchang-prometheus");
      }
      for (JsonNode link : panel.path("links")) {
        String runbook = link.path("url").asText().replace("${runbooks}/", "");
        assertThat(GrafanaFolder.RUNBOOKS.resolve(runbook)).as(title).exists();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void a_unit_fits_what_is_asked_for(JsonNode dashboard) {
    for (JsonNode panel : GrafanaFolder.panels(dashboard)) {
      String unit = panel.at("/fieldConfig/defaults/unit").asText();
      if (panel.path("type").asText().equals("table")) {
        continue;
      }
      for (JsonNode target : panel.path("targets")) {
        String expression = target.path("expr").asText();
        String where = panel.path("title").asText() + ": " + expression;
        if (expression.contains("_yuan") && !expression.contains(" / ")) {
          assertThat(unit).as(where).isEqualTo("currency:¥");
        } else if (expression.matches(".*[:_]ratio.*")) {
          assertThat(unit).as(where).isEqualTo("percentunit");
        } else if (expression.contains("_bytes")
            && expression.contains("rate(")
            && !expression.contains(" / ")) {
          assertThat(unit).as(where).isEqualTo("Bps");
        } else if (expression.contains("_bytes") && !unit.equals("percentunit")) {
          assertThat(unit).as(where).isEqualTo("bytes");
        } else if (expression.contains("_seconds") && !unit.equals("percentunit")) {
          assertThat(unit).as(where).isEqualTo("s");
        } else if (expression.contains("rate(")) {
          assertThat(unit).as(where).matches("eps|reqps|mps|cps|cpm|percentunit|none");
        }
      }
    }
  }

  @Test
  void the_dashboards_are_those_that_are_promised() {
    assertThat(dashboards())
        .extracting(dashboard -> dashboard.path("uid").asText())
        .containsExactlyInAnyOrder(
            "guchang-overview",
            "guchang-partners",
            "guchang-ledger",
            "guchang-screens",
            "guchang-sales",
            "guchang-jvm");
  }

  @ParameterizedTest
  @MethodSource("alerts")
  void an_alert_is_complete_and_has_its_runbook_and_its_test(JsonNode alert) throws Exception {
    String name = alert.path("alert").asText();
    assertThat(alert.path("for").asText()).as(name).matches("[0-9]+[sm]");
    assertThat(alert.at("/labels/severity").asText()).isIn("critical", "warning");
    assertThat(alert.at("/annotations/summary").asText()).endsWith(".").doesNotContain("{{");
    assertThat(alert.at("/annotations/description").asText()).endsWith(".").contains("{{");
    assertThat(alert.at("/annotations/runbook_url").asText())
        .isEqualTo("{{ $externalURL }}/user/" + name + ".md");
    assertThat(Files.readString(GrafanaFolder.RUNBOOKS.resolve(name + ".md")))
        .containsSubsequence(
            "# " + name, "## Meaning", "## Impact", "## Diagnosis", "```sh", "## Mitigation");
    Path test = GrafanaFolder.PROMETHEUS.resolve("tests").resolve(name + ".yml");
    JsonNode stories = GrafanaFolder.yaml(test).path("tests");
    JsonNode moments = stories.path(0).path("alert_rule_test");
    assertThat(moments.path(0).path("exp_alerts")).as("silent before").isEmpty();
    assertThat(moments.path(1).path("exp_alerts")).as("fires").hasSize(1);
    assertThat(moments.path(2).path("exp_alerts")).as("ends").isEmpty();
    for (JsonNode moment : moments) {
      assertThat(moment.has("exp_alerts")).isTrue();
    }
    assertThat(stories.size()).as("its nuisance").isGreaterThanOrEqualTo(2);
    assertThat(stories.path(1).path("alert_rule_test")).isNotEmpty();
    stories
        .path(1)
        .path("alert_rule_test")
        .forEach(moment -> assertThat(moment.path("exp_alerts")).isEmpty());
  }

  @Test
  void a_runbook_is_of_an_alert_and_uses_commands_that_there_are() throws Exception {
    Set<String> names =
        alerts().stream().map(alert -> alert.path("alert").asText()).collect(Collectors.toSet());
    Set<String> commands =
        Arrays.stream(Main.class.getAnnotation(Command.class).subcommands())
            .map(command -> command.getAnnotation(Command.class).name())
            .collect(Collectors.toSet());
    for (Path runbook : GrafanaFolder.files(GrafanaFolder.RUNBOOKS, ".md")) {
      assertThat(names).contains(String.valueOf(runbook.getFileName()).replace(".md", ""));
      assertThat(COMMAND.matcher(Files.readString(runbook)).results().map(found -> found.group(1)))
          .as(runbook.toString())
          .allSatisfy(command -> assertThat(commands).contains(command));
      assertThat(
              Pattern.compile("\\]\\((Guchang[A-Za-z]+)\\.md\\)")
                  .matcher(Files.readString(runbook))
                  .results()
                  .map(found -> found.group(1)))
          .allSatisfy(other -> assertThat(names).contains(other));
    }
  }

  @Test
  void each_threshold_is_used_and_stands_in_one_place() throws Exception {
    String alerts = Files.readString(GrafanaFolder.PROMETHEUS.resolve("alerts.yml"));
    for (JsonNode rule : GrafanaFolder.rules("thresholds.yml")) {
      assertThat(alerts).contains(rule.path("record").asText());
    }
  }

  @Test
  void what_is_provisioned_is_what_the_dashboards_ask_for() {
    Path provisioning = GrafanaFolder.DIR.resolve("provisioning");
    JsonNode sources = GrafanaFolder.yaml(provisioning.resolve("datasources/guchang.yaml"));
    assertThat(sources.at("/datasources/0/uid").asText()).isEqualTo("guchang-prometheus");
    assertThat(sources.at("/datasources/0/editable").asBoolean(true)).isFalse();
    JsonNode providers = GrafanaFolder.yaml(provisioning.resolve("dashboards/guchang.yaml"));
    assertThat(providers.at("/providers/0/allowUiUpdates").asBoolean(true)).isFalse();
    JsonNode services = GrafanaFolder.yaml(GrafanaFolder.DIR.resolve("compose.yaml"));
    for (JsonNode volume : services.at("/services/grafana/volumes")) {
      String source = volume.asText().split(":", -1)[0];
      assertThat(source.startsWith("./") ? GrafanaFolder.DIR.resolve(source) : Path.of("."))
          .exists();
    }
  }
}
