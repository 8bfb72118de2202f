package org.guchang.ingest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/**
 * An answer that is not a receipt, by <a href="https://www.rfc-editor.org/rfc/rfc9457">RFC
 * 9457</a>.
 *
 * @param type what kind it is of
 * @param detail what was wrong this time and what to change; never anything of the body
 * @param errors events refused, empty for other problems
 * @param headers HTTP headers that belong to it, e.g. {@code Retry-After}
 */
public record Problem(
    ProblemType type, String detail, List<Item> errors, Map<String, String> headers) {

  public static final String MEDIA_TYPE = "application/problem+json";

  private static final String TYPE_PREFIX = "urn:problem-type:guchang:";
  private static final JsonFactory JSON = new JsonFactory();

  /**
   * @param pointer JSON pointer into the body, e.g. {@code /3/data/amountFen} in a batch
   */
  public record Item(String pointer, String detail) {}

  Problem(ProblemType type, String detail) {
    this(type, detail, List.of(), Map.of());
  }

  Problem with(String header, String value) {
    return new Problem(type, detail, errors, Map.of(header, value));
  }

  public int status() {
    return type.status();
  }

  /** As JSON, UTF-8. */
  public byte[] encode() {
    ByteArrayOutputStream out = new ByteArrayOutputStream(256);
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      json.writeStringField("type", TYPE_PREFIX + type.wireName());
      json.writeStringField("title", type.title());
      json.writeNumberField("status", type.status());
      json.writeStringField("detail", detail);
      if (!errors.isEmpty()) {
        json.writeArrayFieldStart("errors");
        for (Item error : errors) {
          json.writeStartObject();
          json.writeStringField("pointer", error.pointer());
          json.writeStringField("detail", error.detail());
          json.writeEndObject();
        }
        json.writeEndArray();
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory does not fail", e);
    }
    return out.toByteArray();
  }
}
