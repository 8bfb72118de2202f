package org.guchang.guide;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaId;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import java.io.InputStream;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import org.guchang.ingest.Problem;
import org.guchang.ingest.ProblemExamples;
import org.guchang.ingest.ProblemType;
import org.guchang.ingest.format.EventSchemas;
import org.guchang.ingest.format.EventType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The OpenAPI document is one, and says what the door answers. */
class OpenApiTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
  private static final JsonSchemaFactory SCHEMAS =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
  private static final SchemaValidatorsConfig CONFIG =
      SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();

  private OpenApi api;
  private JsonNode document;

  @BeforeEach
  void make() throws Exception {
    api = new OpenApi(ServedGuide.limits());
    document = JSON.readTree(api.json());
  }

  @Test
  void document_isOpenApi31() throws Exception {
    try (InputStream in = getClass().getResourceAsStream("/openapi/openapi-3.1-schema.json")) {
      JsonSchema published = SCHEMAS.getSchema(JSON.readTree(in), CONFIG);

      assertThat(published.validate(document)).isEmpty();
      ObjectNode broken = document.deepCopy();
      ((ObjectNode) broken.at("/components/parameters/partner")).put("in", "anywhere");
      assertThat(published.validate(broken)).isNotEmpty();
    }
  }

  @Test
  void yamlAndJson_sayTheSame() throws Exception {
    assertThat(YAML.readTree(api.yaml())).isEqualTo(document);
  }

  @Test
  void everySchema_isOneOfDraft202012() {
    JsonSchema dialect = SCHEMAS.getSchema(SchemaLocation.of(SchemaId.V202012), CONFIG);

    document
        .at("/components/schemas")
        .properties()
        .forEach(
            schema ->
                assertThat(dialect.validate(schema.getValue())).as(schema.getKey()).isEmpty());
  }

  @Test
  void schemasOfEvents_areTheOnesThatAreHeldAgainstTheParser() throws Exception {
    JsonNode validating =
        JSON.readTree(JSON.writeValueAsBytes(EventSchemas.all(ServedGuide.limits().batchEvents())));

    validating
        .properties()
        .forEach(
            schema ->
                assertThat(document.at("/components/schemas/" + schema.getKey()))
                    .isEqualTo(schema.getValue()));
    assertThat(validating.size()).isGreaterThan(EventType.values().length);
  }

  @Test
  void everyExample_isValidBySchema() {
    for (EventType type : EventType.values()) {
      String name = EventSchemas.nameOf(type);
      JsonNode example = document.at("/components/schemas/" + name + "/examples/0");
      assertThat(example.path("type").asText()).isEqualTo(type.wireName());
      assertValid("Event", example);
      assertValid(name, example);
    }
    JsonNode receipts =
        document.at("/paths/~1hooks~1{partner}/post/responses/200/content/application~1json");
    for (String name : new String[] {"counted", "known", "partly"}) {
      assertValid("Receipt", receipts.at("/examples/" + name + "/value"));
    }
    assertValid("Foresight", receipts.at("/examples/foreseen/value"));
    assertValid("ImportReport", receipts.at("/examples/listed/value"));
  }

  @Test
  void everyProblem_isInTheDocument_andValid() throws Exception {
    Set<ProblemType> shown = new LinkedHashSet<>();
    for (Problem problem : ProblemExamples.all(1_048_576, 1_000)) {
      shown.add(problem.type());
      JsonNode answered = JSON.readTree(problem.encode());
      assertValid("Problem", answered);
      JsonNode response = document.at("/components/responses/Problem" + problem.status());
      JsonNode examples = response.path("content").path(Problem.MEDIA_TYPE).path("examples");
      assertThat(examples.path(problem.type().wireName()).path("value").path("type"))
          .isEqualTo(answered.path("type"));
      problem
          .headers()
          .keySet()
          .forEach(header -> assertThat(response.path("headers").has(header)).isTrue());
    }
    assertThat(shown).containsExactlyInAnyOrder(ProblemType.values());
  }

  @Test
  void everyStatus_isAnAnswerOfAnAddress() {
    Set<Integer> told = new LinkedHashSet<>();
    for (String operation :
        new String[] {
          "/paths/~1hooks~1{partner}/post",
          "/paths/~1hooks~1{partner}~1deliveries~1{webhook-id}/get"
        }) {
      document
          .at(operation + "/responses")
          .fieldNames()
          .forEachRemaining(status -> told.add(Integer.parseInt(status)));
    }
    told.remove(200);

    assertThat(told)
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(ProblemType.values()).map(ProblemType::status).distinct().toList());
  }

  private void assertValid(String schema, JsonNode value) {
    ObjectNode whole = JSON.createObjectNode();
    whole.put("$ref", "#/components/schemas/" + schema);
    whole.set("components", document.path("components"));
    assertThat(SCHEMAS.getSchema(whole, CONFIG).validate(value)).as(value.toString()).isEmpty();
  }
}
