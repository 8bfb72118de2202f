package org.guchang.access.oidc;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What an identity token says, whatever shapes it has. Pure. */
final class Claims {
  /** Whom it is about, from what people know best to what alone is sure to be there. */
  private static final List<String> NAMES = List.of("preferred_username", "email", "name", "sub");

  private static final int NAME_CHARS = 64;

  private final JsonObject said;

  Claims(JsonObject said) {
    this.said = said;
  }

  /** Null when it is not there, or no text. */
  @Nullable String text(String claim) {
    return said.getValue(claim) instanceof String text ? text : null;
  }

  /** Seconds since the epoch; null when it is not there, or no number. */
  @Nullable Long seconds(String claim) {
    return said.getValue(claim) instanceof Number number ? number.longValue() : null;
  }

  boolean has(String claim) {
    return said.containsKey(claim);
  }

  /**
   * The text, the number, the yes or no, or each of them in a list; none when it is not there, or
   * of another shape.
   *
   * @param claim its name, such as {@code groups}, or the way to it where it lies deeper, such as
   *     {@code realm_access.roles}
   */
  Set<String> values(String claim) {
    return flat(at(said, claim)).collect(Collectors.toUnmodifiableSet());
  }

  /** A name of whole length goes before a way: some are addresses, with dots in them. */
  private static @Nullable Object at(JsonObject in, String claim) {
    if (in.containsKey(claim)) {
      return in.getValue(claim);
    }
    int dot = claim.indexOf('.');
    while (dot >= 0) {
      if (in.getValue(claim.substring(0, dot)) instanceof JsonObject deeper) {
        return at(deeper, claim.substring(dot + 1));
      }
      dot = claim.indexOf('.', dot + 1);
    }
    return null;
  }

  private static Stream<String> flat(@Nullable Object value) {
    if (value instanceof JsonArray list) {
      return list.stream().filter(item -> !(item instanceof JsonArray)).flatMap(Claims::flat);
    }
    boolean single = value instanceof String || value instanceof Number || value instanceof Boolean;
    return single ? Stream.of(String.valueOf(value)) : Stream.empty();
  }

  /** What people call it, without letters that cannot be seen; cut to a length. */
  String name() {
    for (String claim : NAMES) {
      String text = text(claim);
      String plain = text == null ? "" : text.replaceAll("\\p{C}", "").strip();
      if (!plain.isEmpty()) {
        int end =
            plain.offsetByCodePoints(
                0, Math.min(NAME_CHARS, plain.codePointCount(0, plain.length())));
        return plain.substring(0, end);
      }
    }
    return "?";
  }
}
