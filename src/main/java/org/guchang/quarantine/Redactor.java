package org.guchang.quarantine;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.guchang.ingest.format.Contacts;
import org.guchang.ingest.format.Nickname;
import org.guchang.ingest.format.PersonHash;
import org.guchang.quarantine.KeptNames.Leaf;
import org.jspecify.annotations.Nullable;

/**
 * Makes of a message what may be kept: JSON that the format reads again with the same result, and
 * that holds no name, phone number or address of a person. Whoever is hashed on entry is a token,
 * {@link PersonHash#token}; of the rest only what {@link KeptNames} knows is kept, JSON inside a
 * text is looked into. Confined to one event loop.
 * <!-- Maintainers: token by token, so that numbers keep their digits, members their order, and a
 * member that is there twice stays there twice, as the format refused it for that. -->
 */
final class Redactor {
  /** In place of what is not kept. */
  static final String GONE = "…";

  private static final String NATIVE = "native";

  /** How platforms write that they know no person. */
  private static final String NOBODY = "0";

  /** As deep as any format reads. */
  private static final int MAX_NESTING = 64;

  /** JSON in a text of JSON in a text of JSON is more than any platform sends. */
  private static final int MAX_INNER = 3;

  /** Characters; the longest id that counts has 128, a message's own id 256. */
  private static final int MAX_VERBATIM = 512;

  private static final int MAX_WORDS = 500;

  /** Of words, characters that are looked through for what is not kept. */
  private static final int MAX_SEARCHED = 4 * MAX_WORDS;

  /** Of a number nobody knows, characters: a count or a price, no phone and no identity card. */
  private static final int MAX_UNKNOWN_NUMBER = 6;

  private static final Pattern MEMBER = Pattern.compile("[A-Za-z_$][A-Za-z0-9_.$-]{0,39}");

  /** Also of dates and amounts as people write them. */
  private static final Pattern NUMBER =
      Pattern.compile("[\\p{Nd}\\p{P}\\p{S}\\sA-Za-z元圆万亿年月日时分秒上下午]{0,64}");

  private static final Pattern MANY_DIGITS = Pattern.compile("\\d{5,}");

  /** Whatever may be one: what is kept for operators need not read well. */
  private static final Pattern MAIL = Pattern.compile("[^\\s@]+@[^\\s@]+");

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxNestingDepth(MAX_NESTING).build())
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .build();

  private final PersonHash persons;

  Redactor(PersonHash persons) {
    this.persons = persons;
  }

  /**
   * Where a value stands.
   *
   * @param parent plain name of the object it is in
   * @param name its own plain name
   * @param open whether everything around it is known
   * @param inner how many texts it is in
   */
  private record Place(
      KeptNames names,
      String format,
      String platform,
      String parent,
      String name,
      boolean open,
      int inner) {

    Place member(String member) {
      return new Place(names, format, platform, name, member, opens(), inner);
    }

    Place inText() {
      return new Place(names, format, platform, parent, name, open, inner + 1);
    }

    /** Whether what is in it is looked at by name. */
    boolean opens() {
      return open && (name.isEmpty() || names.isOpen(name));
    }

    Leaf leaf() {
      return names.leaf(parent, name, open);
    }
  }

  /**
   * The message as it may be kept; null when it is no JSON.
   *
   * @param platform whose persons they are; a native event names its own
   */
  @Nullable String redact(byte[] message, String format, String platform) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(message)).toString();
      String whose = format.equals(NATIVE) ? source(text) : platform;
      return redact(text, new Place(KeptNames.of(format), format, whose, "", "", true, 0));
    } catch (CharacterCodingException notUtf8) {
      return null;
    }
  }

  /** Of words that were written about a message, such as the reason for its refusal. */
  static String words(String text) {
    String masked = MAIL.matcher(Contacts.masked(start(text))).replaceAll(GONE);
    return masked.codePointCount(0, masked.length()) <= MAX_WORDS
        ? masked
        : masked.substring(0, masked.offsetByCodePoints(0, MAX_WORDS)) + GONE;
  }

  /**
   * As much as is worth looking at: a search for mail takes the square of a text's length. What may
   * be half a number or half an address at its end is left out.
   */
  private static String start(String text) {
    if (text.length() <= MAX_SEARCHED) {
      return text;
    }
    int end = MAX_SEARCHED;
    while (end > 0 && !Character.isIdeographic(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(0, end) + GONE;
  }

  private @Nullable String redact(String text, Place place) {
    StringWriter written = new StringWriter(text.length());
    try (JsonParser in = JSON.createParser(text);
        JsonGenerator out = JSON.createGenerator(written)) {
      if (in.nextToken() == null) {
        return null;
      }
      value(in, out, place);
      if (in.nextToken() != null) {
        return null;
      }
    } catch (IOException notJson) {
      return null;
    }
    return written.toString();
  }

  private void value(JsonParser in, JsonGenerator out, Place place) throws IOException {
    switch (in.currentToken()) {
      case START_OBJECT -> object(in, out, place);
      case START_ARRAY -> {
        out.writeStartArray();
        while (in.nextToken() != JsonToken.END_ARRAY) {
          value(in, out, place);
        }
        out.writeEndArray();
      }
      case VALUE_STRING -> out.writeString(text(in.getText(), place));
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(in.getText(), out, place);
      case VALUE_TRUE, VALUE_FALSE -> out.writeBoolean(in.getBooleanValue());
      default -> out.writeNull();
    }
  }

  private void object(JsonParser in, JsonGenerator out, Place place) throws IOException {
    out.writeStartObject();
    for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
      Place member = place.member(KeptNames.plain(name));
      in.nextToken();
      out.writeFieldName(isFit(name, member) ? name : GONE);
      value(in, out, member);
    }
    out.writeEndObject();
  }

  /** A name may be a person's too, where a platform keys an object by it. */
  private static boolean isFit(String name, Place member) {
    return member.opens()
        || member.leaf() != Leaf.UNKNOWN
        || (MEMBER.matcher(name).matches() && !MANY_DIGITS.matcher(name).find());
  }

  private void number(String digits, JsonGenerator out, Place place) throws IOException {
    switch (place.leaf()) {
      case VERBATIM, NUMBER -> out.writeNumber(digits);
      case PERSON -> {
        if (place.format().equals(NATIVE)) {
          // no person there, but a fault that stays one
          out.writeNumber(0);
        } else if (digits.equals(NOBODY)) {
          out.writeNumber(digits);
        } else {
          out.writeString(persons.token(place.platform(), digits));
        }
      }
      default -> {
        if (digits.length() <= MAX_UNKNOWN_NUMBER) {
          out.writeNumber(digits);
        } else {
          out.writeString(GONE);
        }
      }
    }
  }

  private String text(String text, Place place) {
    if (text.isEmpty() || text.equals(GONE)) {
      return text;
    }
    String inner = place.opens() && place.inner() < MAX_INNER ? inner(text, place.inText()) : null;
    if (inner != null) {
      return inner;
    }
    return switch (place.leaf()) {
      case VERBATIM -> text.length() <= MAX_VERBATIM ? text : GONE;
      case NUMBER -> NUMBER.matcher(text).matches() ? text : GONE;
      case WORDS -> words(text);
      case NICKNAME -> Nickname.mask(text);
      case PERSON -> text.equals(NOBODY) ? text : persons.token(place.platform(), text);
      case UNKNOWN -> GONE;
    };
  }

  /** The JSON in a text, redacted, in a text again; null when there is none. */
  private @Nullable String inner(String text, Place place) {
    String bare = text.stripLeading();
    if (bare.startsWith("{") || bare.startsWith("[")) {
      return redact(text, place);
    }
    if (!bare.regionMatches(true, 0, "%7B", 0, 3) && !bare.regionMatches(true, 0, "%5B", 0, 3)) {
      return null;
    }
    try {
      String inner = redact(URLDecoder.decode(bare, StandardCharsets.UTF_8), place);
      return inner == null ? null : URLEncoder.encode(inner, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notEncoded) {
      return null;
    }
  }

  /** The platform that a native event names; empty when it names none. */
  private static String source(String text) {
    try (JsonParser in = JSON.createParser(text)) {
      if (in.nextToken() != JsonToken.START_OBJECT) {
        return "";
      }
      for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
        JsonToken value = in.nextToken();
        if (name.equals("source") && value == JsonToken.VALUE_STRING) {
          return in.getText();
        }
        in.skipChildren();
      }
    } catch (IOException notJson) {
      // nor will it be kept as such
    }
    return "";
  }
}
