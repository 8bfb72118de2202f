package org.guchang.ops;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What is in {@code grafana/}, as tests ask for it. */
public final class GrafanaFolder {
  public static final Path DIR = Path.of("grafana");
  public static final Path PROMETHEUS = DIR.resolve("prometheus");
  public static final Path RUNBOOKS = DIR.resolve("runbooks");

  /** Label names and functions are not followed by what a metric is. */
  private static final Pattern METRIC =
      Pattern.compile("\\b(guchang[_:][a-zA-Z0-9_:]+|(jvm|process|system)_[a-z_]+|up|ALERTS)\\b");

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  private GrafanaFolder() {}

  /** A query and where it stands. */
  public record Query(String where, String expression) {}

  public static List<Path> files(Path folder, String ending) {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static JsonNode json(Path file) {
    return tree(JSON, file);
  }

  public static JsonNode yaml(Path file) {
    return tree(YAML, file);
  }

  private static JsonNode tree(ObjectMapper mapper, Path file) {
    try {
      return mapper.readTree(file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static List<JsonNode> dashboards() {
    return files(DIR.resolve("dashboards"), ".json").stream().map(GrafanaFolder::json).toList();
  }

  /** Panels that ask for something. */
  public static List<JsonNode> panels(JsonNode dashboard) {
    List<JsonNode> panels = new ArrayList<>();
    dashboard.path("panels").forEach(panels::add);
    panels.removeIf(panel -> panel.path("type").asText().equals("row"));
    return panels;
  }

  /** Alerts and recordings of a file. */
  public static List<JsonNode> rules(String file) {
    List<JsonNode> rules = new ArrayList<>();
    for (JsonNode group : yaml(PROMETHEUS.resolve(file)).path("groups")) {
      group.path("rules").forEach(rules::add);
    }
    return rules;
  }

  /** Of panels, annotations and variables, as they are written. */
  public static List<Query> queries(JsonNode dashboard) {
    List<Query> queries = new ArrayList<>();
    String title = dashboard.path("title").asText();
    for (JsonNode panel : panels(dashboard)) {
      for (JsonNode target : panel.path("targets")) {
        queries.add(
            new Query(title + " / " + panel.path("title").asText(), target.path("expr").asText()));
      }
    }
    for (JsonNode annotation : dashboard.at("/annotations/list")) {
      if (annotation.has("expr")) {
        queries.add(
            new Query(
                title + " @ " + annotation.path("name").asText(),
                annotation.path("expr").asText()));
      }
    }
    return queries;
  }

  /** Every metric and recording that an expression names. */
  public static Set<String> metrics(String expression) {
    Set<String> names = new TreeSet<>();
    Matcher found = METRIC.matcher(expression.replaceAll("\"[^\"]*\"", ""));
    while (found.find()) {
      names.add(found.group(1));
    }
    return names;
  }
}
