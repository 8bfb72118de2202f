package org.guchang.guide;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.guchang.config.Settings;
import org.guchang.ingest.Problem;
import org.guchang.ingest.ProblemExamples;
import org.guchang.ingest.format.EventSchemas;

/**
 * The partner door by <a href="https://spec.openapis.org/oas/v3.1.0">OpenAPI 3.1</a>: addresses and
 * receipts from {@code guide/openapi.yaml}, the schemas of the events from {@link EventSchemas},
 * the problems from {@link ProblemExamples}.
 */
final class OpenApi {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ObjectMapper YAML =
      new ObjectMapper(
          YAMLFactory.builder()
              .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
              .disable(YAMLGenerator.Feature.SPLIT_LINES)
              .build());
  private static final TypeReference<Map<String, Object>> TREE = new TypeReference<>() {};
  private static final String CONTENT = "content";

  private final Map<String, Object> document;

  OpenApi(Settings.Limits limits) {
    try {
      document = YAML.readValue(Texts.read("openapi.yaml"), TREE);
      Map<String, Object> components = below(document, "components");
      below(components, "schemas").putAll(EventSchemas.all(limits.batchEvents()));
      Map<String, Object> responses = below(components, "responses");
      for (Problem problem : ProblemExamples.all(limits.bodyBytes(), limits.batchEvents())) {
        add(problem, below(responses, "Problem" + problem.status()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("guide/openapi.yaml is no YAML", e);
    }
  }

  private static void add(Problem problem, Map<String, Object> response) throws IOException {
    String name = problem.type().wireName();
    response.merge(
        "description",
        problem.type().title() + ".",
        (one, other) -> one.equals(other) ? one : one + " " + other);
    problem
        .headers()
        .forEach(
            (header, value) ->
                below(response, "headers")
                    .put(header, Map.of("schema", Map.of("type", "string"), "example", value)));
    Map<String, Object> media = below(below(response, CONTENT), Problem.MEDIA_TYPE);
    media.put("schema", Map.of("$ref", "#/components/schemas/Problem"));
    Map<String, Object> example = new LinkedHashMap<>();
    example.put("summary", problem.type().when().en());
    example.put("description", problem.type().todo().en());
    example.put("value", JSON.readValue(problem.encode(), TREE));
    below(media, "examples").putIfAbsent(name, example);
  }

  /** The object under a name, made when there is none. */
  @SuppressWarnings("unchecked") // what is an object in the file is one here
  private static Map<String, Object> below(Map<String, Object> tree, String name) {
    return (Map<String, Object>) tree.computeIfAbsent(name, n -> new LinkedHashMap<>());
  }

  String json() {
    return write(JSON);
  }

  String yaml() {
    return write(YAML);
  }

  private String write(ObjectMapper mapper) {
    try {
      return mapper.writeValueAsString(document);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the OpenAPI document cannot be written", e);
    }
  }
}
