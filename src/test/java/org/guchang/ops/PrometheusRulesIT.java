package org.guchang.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Prometheus' own tool reads the configuration and the rules, and runs the tests of the alerts. */
final class PrometheusRulesIT {

  private static void promtool(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("promtool"));
    command.addAll(List.of(arguments));
    Process tool =
        new ProcessBuilder(command)
            .directory(GrafanaFolder.PROMETHEUS.toFile())
            .redirectErrorStream(true)
            .start();
    String said = new String(tool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(tool.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(tool.exitValue()).as(said).isZero();
  }

  @Test
  void the_configuration_and_every_rule_are_as_prometheus_reads_them() throws Exception {
    promtool("check", "config", "prometheus.yml");
  }

  @Test
  void every_alert_is_silent_fires_ends_and_leaves_its_nuisance_alone() throws Exception {
    String[] tests =
        Stream.concat(
                Stream.of("test", "rules"),
                GrafanaFolder.files(GrafanaFolder.PROMETHEUS.resolve("tests"), ".yml").stream()
                    .map(Path::getFileName)
                    .map(name -> "tests/" + name))
            .toArray(String[]::new);
    assertThat(tests).hasSizeGreaterThan(20);
    promtool(tests);
  }
}
