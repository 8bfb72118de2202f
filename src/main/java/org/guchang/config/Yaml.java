package org.guchang.config;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A YAML document as a tree in which every part knows its line. */
public sealed interface Yaml {

  int line();

  /** Any single value, as it was written; {@code text} is null for an empty one. */
  record Scalar(@Nullable String text, int line) implements Yaml {}

  record Sequence(List<Yaml> items, int line) implements Yaml {}

  /** In the order of the file. */
  record Mapping(Map<String, Yaml> entries, int line) implements Yaml {}

  /** What it is, in words for a message. */
  default String kind() {
    return this instanceof Mapping
        ? "a mapping"
        : this instanceof Sequence ? "a list" : "a single value";
  }

  /**
   * The document, which must be one mapping; an empty one when it is not, with the reason in {@code
   * problems}.
   */
  static Mapping parse(String file, String content, Problems problems) {
    try (JsonParser parser = FACTORY.createParser(content)) {
      if (parser.nextToken() == null) {
        return new Mapping(Map.of(), 1);
      }
      Yaml document = read(file, parser, problems);
      if (parser.nextToken() != null) {
        problems.add(file, line(parser), "a second document starts here; there must be one");
      }
      if (document instanceof Mapping mapping) {
        return mapping;
      }
      if (!(document instanceof Scalar scalar) || scalar.text() != null) {
        problems.add(
            file,
            document.line(),
            "holds " + document.kind() + "; \"key: value\" lines are expected");
      }
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNr());
      problems.add(file, line, "is not YAML: " + firstLine(e.getOriginalMessage()));
    } catch (IOException e) {
      problems.add(file, "cannot be read: " + e.getMessage());
    }
    return new Mapping(Map.of(), 1);
  }

  YAMLFactory FACTORY = new YAMLFactory();

  private static Yaml read(String file, JsonParser parser, Problems problems) throws IOException {
    int line = line(parser);
    JsonToken token = parser.currentToken();
    if (token == JsonToken.START_OBJECT) {
      return mapping(file, parser, problems, line);
    }
    if (token == JsonToken.START_ARRAY) {
      List<Yaml> items = new ArrayList<>();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        items.add(read(file, parser, problems));
      }
      return new Sequence(items, line);
    }
    return new Scalar(token == JsonToken.VALUE_NULL ? null : parser.getText(), line);
  }

  private static Mapping mapping(String file, JsonParser parser, Problems problems, int line)
      throws IOException {
    Map<String, Yaml> entries = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = parser.currentName();
      int keyLine = line(parser);
      parser.nextToken();
      if (entries.put(key, read(file, parser, problems)) != null) {
        problems.add(file, keyLine, "\"" + key + "\" is there twice");
      }
    }
    return new Mapping(entries, line);
  }

  private static int line(JsonParser parser) {
    return Math.max(1, parser.currentTokenLocation().getLineNr());
  }

  private static String firstLine(@Nullable String message) {
    return message == null ? "?" : message.lines().findFirst().orElse("?");
  }
}
