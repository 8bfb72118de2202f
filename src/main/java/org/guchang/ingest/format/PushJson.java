package org.guchang.ingest.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import org.guchang.ingest.format.UnreadableDelivery.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Reads the JSON of platforms, whose pushes disagree with their own documents: a number may come as
 * text and the other way round, an object as a text of JSON. Stateless.
 */
final class PushJson {
  /** No push is known to nest deeper than 8. */
  private static final int MAX_NESTING = 32;

  /** Digits; the longest id has 19. */
  private static final int MAX_NUMBER_LENGTH = 40;

  private static final int MAX_NAME_LENGTH = 256;

  private static final ObjectMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAX_NESTING)
                          .maxNumberLength(MAX_NUMBER_LENGTH)
                          .maxNameLength(MAX_NAME_LENGTH)
                          .build())
                  .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private PushJson() {}

  /**
   * The body as a tree.
   *
   * @throws UnreadableDelivery when it is not UTF-8 or not JSON
   */
  static JsonNode read(byte[] body) throws UnreadableDelivery {
    int malformed = Utf8.firstMalformed(body);
    if (malformed >= 0) {
      throw unreadable("The body is not UTF-8, at byte " + malformed + ".");
    }
    try {
      JsonNode tree = JSON.readTree(new String(body, StandardCharsets.UTF_8));
      return tree == null ? MissingNode.getInstance() : tree;
    } catch (NumberFormatException e) {
      // the parser's own answer to an exponent of more than ten digits
      throw unreadable("The body holds a number that is beyond what is read of JSON.");
    } catch (MismatchedInputException e) {
      // the only thing that a tree can mismatch in: which of the two is meant nobody can say
      throw unreadable("The body names a member of an object twice, or goes on after its end.");
    } catch (JsonProcessingException e) {
      throw unreadable(
          e.getLocation() == null
              ? "The body is not JSON."
              : "The body is not JSON, at line "
                  + e.getLocation().getLineNr()
                  + ", column "
                  + e.getLocation().getColumnNr()
                  + ".");
    }
  }

  /** The member, also when it is a text of JSON; missing when it is neither object nor array. */
  static JsonNode inner(JsonNode in, String name) throws UnreadableDelivery {
    JsonNode member = in.path(name);
    JsonNode inner =
        member.isTextual() ? read(member.textValue().getBytes(StandardCharsets.UTF_8)) : member;
    return inner.isContainerNode() ? inner : MissingNode.getInstance();
  }

  /**
   * Puts the JSON that a member holds as text in the text's place, so that what is kept of the
   * message can be searched for what must not be kept. A text that is no JSON cannot be searched:
   * only its length stays.
   *
   * @return what is wrong with the text, null when nothing is
   */
  static @Nullable String unfold(ObjectNode in, String name) {
    JsonNode member = in.path(name);
    if (!member.isTextual() || member.textValue().isEmpty()) {
      return null;
    }
    try {
      in.set(name, read(member.textValue().getBytes(StandardCharsets.UTF_8)));
      return null;
    } catch (UnreadableDelivery e) {
      in.put(name, "(" + member.textValue().length() + " characters that are no JSON)");
      return "must be a text of JSON";
    }
  }

  /** A text, or a whole number as text; null when it is absent, null, empty or anything else. */
  static @Nullable String text(JsonNode in, String name) {
    JsonNode member = in.path(name);
    String text = member.isTextual() || member.isIntegralNumber() ? member.asText() : "";
    return text.isEmpty() ? null : text;
  }

  /** A whole number, or one as text; {@code otherwise} when it is anything else. */
  static long number(JsonNode in, String name, long otherwise) {
    JsonNode member = in.path(name);
    if (member.isIntegralNumber() && member.canConvertToLong()) {
      return member.longValue();
    }
    if (!member.isTextual()) {
      return otherwise;
    }
    try {
      return Long.parseLong(member.textValue());
    } catch (NumberFormatException e) {
      return otherwise;
    }
  }

  /** Whether the member is the number zero, or the text of it. */
  static boolean isZero(JsonNode in, String name) {
    JsonNode member = in.path(name);
    return "0".equals(member.textValue())
        || (member.isIntegralNumber() && member.canConvertToLong() && member.longValue() == 0);
  }

  /** Whether the member is true, or the text of it. */
  static boolean isTrue(JsonNode in, String name) {
    JsonNode member = in.path(name);
    return member.isBoolean() ? member.booleanValue() : "true".equals(member.textValue());
  }

  /** The tree as JSON again, UTF-8. */
  static byte[] write(JsonNode tree) {
    return tree.toString().getBytes(StandardCharsets.UTF_8);
  }

  static UnreadableDelivery unreadable(String message) {
    return new UnreadableDelivery(Kind.MALFORMED, message);
  }
}
