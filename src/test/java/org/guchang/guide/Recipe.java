package org.guchang.guide;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the guide tells an operator to put into the catalog for a platform's push, followed. */
public final class Recipe {
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
  private static final ObjectMapper JSON = new ObjectMapper();

  private Recipe() {}

  /** As the guide has it. */
  static Map<String, Object> of(String format) throws IOException {
    List<Map<String, Object>> partners =
        YAML.readValue(Texts.read("recipes/" + format + ".yaml"), new TypeReference<>() {});
    return partners.get(0);
  }

  /**
   * The partner {@code shop}, in JSON, which is YAML too: the guide's lines, each variable replaced
   * by what this platform has under that key.
   *
   * @param keys of the partner, by the catalog's names
   * @param api of the platform's own API, where the recipe asks it; what is there stands for what
   *     the recipe says
   */
  public static String partner(
      String format, String platform, Map<String, String> keys, Map<String, String> api)
      throws IOException {
    Map<String, Object> partner = filled(of(format), keys);
    partner.put("id", "shop");
    partner.put("platforms", List.of(platform));
    if (partner.get("api") instanceof Map<?, ?> asked) {
      Map<String, Object> written = new LinkedHashMap<>();
      asked.forEach((key, value) -> written.put((String) key, value));
      written.putAll(api);
      partner.put("api", filled(written, api));
    }
    return JSON.writeValueAsString(partner);
  }

  private static Map<String, Object> filled(Map<String, Object> from, Map<String, String> values) {
    Map<String, Object> filled = new LinkedHashMap<>();
    from.forEach(
        (key, value) -> {
          boolean isVariable = value instanceof String text && text.startsWith("${");
          if (isVariable && !values.containsKey(key)) {
            throw new AssertionError("the recipe wants " + key + ", the platform has none");
          }
          filled.put(key, isVariable ? values.get(key) : value);
        });
    return filled;
  }
}
