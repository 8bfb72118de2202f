package org.guchang.ops;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each dashboard is one by the schema that Grafana publishes. It is published as the TypeScript of
 * {@code @grafana/schema}; what is beside the tests is JSON Schema made of it.
 */
final class GrafanaSchemaTest {
  private final JsonSchema schema = schema();

  static List<JsonNode> dashboards() {
    return GrafanaFolder.dashboards();
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void a_dashboard_is_one_by_grafanas_schema(JsonNode dashboard) {
    assertThat(schema.validate(dashboard)).isEmpty();
  }

  @Test
  void what_grafana_does_not_know_is_noticed() {
    ObjectNode dashboard = dashboards().get(0).deepCopy();
    ((ObjectNode) dashboard.path("panels").path(0)).put("type", 5);
    ((ArrayNode) dashboard.path("links"))
        .addObject()
        .put("title", "a link without its other parts");

    assertThat(schema.validate(dashboard)).isNotEmpty();
    assertThat(schema.validate(dashboard.deepCopy().put("graphTooltip", 7))).isNotEmpty();
  }

  private static JsonSchema schema() {
    try (InputStream in =
        GrafanaSchemaTest.class.getResourceAsStream("/grafana/dashboard.schema.json")) {
      JsonNode read = new ObjectMapper().readTree(Objects.requireNonNull(in));
      return JsonSchemaFactory.getInstance(VersionFlag.V7).getSchema(read);
    } catch (IOException e) {
      throw new IllegalStateException("the schema is beside the tests", e);
    }
  }
}
