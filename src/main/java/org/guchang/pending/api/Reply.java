package org.guchang.pending.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Locale;
import org.guchang.ingest.format.Yuan;
import org.guchang.pending.api.ApiFailure.Kind;
import org.jspecify.annotations.Nullable;

/** A platform's answer, of which only named fields are read. */
record Reply(int status, JsonNode body) {
  /** Greatest amount a screen can show exactly. */
  private static final long MOST_FEN = (1L << 53) - 1;

  /** What {@link #number} says where there is none. */
  static final long NO_NUMBER = Long.MIN_VALUE;

  /** Longest sku and name that are kept, as with any other event. */
  private static final int SKU_CHARS = 64;

  private static final int NAME_CHARS = 200;

  /** Text, or a whole number as text; null when it is absent, null, empty or anything else. */
  static @Nullable String text(JsonNode in, String name) {
    JsonNode member = in.path(name);
    String text = member.isTextual() || member.isIntegralNumber() ? member.asText() : "";
    return text.isEmpty() ? null : text;
  }

  /** A whole number, or one as text; {@link #NO_NUMBER} when it is anything else. */
  static long number(JsonNode in, String name) {
    String text = text(in, name);
    if (text == null) {
      return NO_NUMBER;
    }
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      return NO_NUMBER;
    }
  }

  /** An amount in fen. */
  static long fen(JsonNode in, String name) {
    return amount(number(in, name), name);
  }

  /** An amount in yuan, or in whatever else has hundredths, as text or as a number. */
  static long hundredths(JsonNode in, String name) {
    JsonNode member = in.path(name);
    String text = "";
    if (member.isTextual()) {
      text = member.textValue();
    } else if (member.isNumber()) {
      BigDecimal number = member.decimalValue();
      // an exponent would otherwise be written out in as many zeros
      text = Math.abs((long) number.scale()) > 30 ? "" : number.toPlainString();
    }
    return amount(Yuan.toFen(text), name);
  }

  private static long amount(long amount, String name) {
    if (amount < 0 || amount > MOST_FEN) {
      throw new ApiFailure(Kind.GARBLED, name + " is no amount");
    }
    return amount;
  }

  /** How many units, at least 1. */
  static long units(JsonNode in, String name) {
    long units = number(in, name);
    if (units < 1 || units > MOST_FEN) {
      throw new ApiFailure(Kind.GARBLED, name + " is no number of units");
    }
    return units;
  }

  /** The first of these that names a product; a platform's own id comes last. */
  static String sku(JsonNode in, String... names) {
    for (String name : names) {
      String sku = text(in, name);
      if (sku != null
          && sku.length() <= SKU_CHARS
          && sku.chars().noneMatch(Character::isISOControl)) {
        return sku;
      }
    }
    throw new ApiFailure(Kind.GARBLED, "a product without an id");
  }

  /** What the platform calls a product; null when it does not, or cannot be shown. */
  static @Nullable String name(JsonNode in, String name) {
    String text = text(in, name);
    boolean shown =
        text != null
            && text.length() <= NAME_CHARS
            && text.chars().noneMatch(Character::isISOControl);
    return shown ? text : null;
  }

  /**
   * @throws ApiFailure when the answer is of another order or refund than was asked for
   */
  static void mustBe(String asked, @Nullable String answered) {
    if (!asked.equals(answered)) {
      throw new ApiFailure(Kind.GARBLED, "an answer of something else than was asked for");
    }
  }

  /**
   * Whether the platform's words of a refusal are about the access token: of some platforms no
   * complete table of codes is public.
   */
  static boolean speaksOfToken(@Nullable String words) {
    return words != null
        && (words.toLowerCase(Locale.ROOT).contains("token")
            || words.contains("鉴权")
            || words.contains("授权"));
  }

  /** Whether they are about asking too often. */
  static boolean speaksOfRate(@Nullable String words) {
    return words != null
        && (words.contains("限流")
            || words.contains("频繁")
            || words.contains("频率")
            || words.toLowerCase(Locale.ROOT).contains("too many"));
  }

  /** What a refusal means, by the platform's words; of the order alone where they say nothing. */
  static ApiFailure refusal(String code, @Nullable String words) {
    Kind kind =
        speaksOfRate(words) ? Kind.THROTTLED : speaksOfToken(words) ? Kind.DENIED : Kind.UNKNOWN;
    return new ApiFailure(kind, "refused with code " + code);
  }

  /** Without what the platform said. */
  @Override
  public String toString() {
    return "Reply[" + status + "]";
  }
}
