package org.guchang.ingest.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import org.guchang.config.Settings;
import org.guchang.ingest.format.UnreadableDelivery.Kind;
import org.jspecify.annotations.Nullable;

/**
 * CloudEvents 1.0 in JSON, <a
 * href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/formats/json-format.md">one
 * event or a batch</a>. Confined to one event loop; what it holds between two calls is scratch
 * space.
 * <!-- Maintainers: one pass over the bytes, straight into domain records. A tree of the body would cost more than
 * verifying its signature. Jackson's own duplicate detection keeps a set per object; ours is a bit per known member, and
 * unknown members are skipped anyway. -->
 */
public final class NativeFormat {
  public static final String NAME = "native";

  /** An event needs 4 levels (batch, event, data, lines, line); extensions may bring their own. */
  private static final int MAX_NESTING = 32;

  /** Digits; a longer number is no amount anybody means, and the longest that counts has 16. */
  private static final int MAX_NUMBER_LENGTH = 1000;

  /** Characters of a member's name. */
  private static final int MAX_NAME_LENGTH = 256;

  /** Of the parser's message in ours, characters. */
  private static final int MAX_MESSAGE = 200;

  /**
   * What the parser adds for whoever programs it: the setting behind a limit, where an object
   * began.
   */
  private static final Pattern ASIDES = Pattern.compile(", from `[^`]*`| \\(start marker.*");

  private final JsonFactory json;
  private final int maxEvents;
  private final EventReader reader = new EventReader();
  private final EventDraft draft = new EventDraft();
  private final EventBuilder builder;
  private final EventBuilder rebuilder;

  public NativeFormat(Settings.Limits limits, PersonHash persons) {
    this.maxEvents = limits.batchEvents();
    EnvelopeRules envelope = new EnvelopeRules(limits.toleranceSeconds() * 1000L);
    this.builder = new EventBuilder(envelope, persons::of);
    this.rebuilder = new EventBuilder(envelope, (platform, token) -> PersonHash.ofToken(token));
    // interning would look every new name up in a table all threads share
    this.json =
        JsonFactory.builder()
            .streamReadConstraints(constraints(limits.bodyBytes()))
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();
  }

  private static StreamReadConstraints constraints(int bodyBytes) {
    return StreamReadConstraints.builder()
        .maxNestingDepth(MAX_NESTING)
        .maxNumberLength(MAX_NUMBER_LENGTH)
        .maxNameLength(MAX_NAME_LENGTH)
        .maxStringLength(bodyBytes)
        .build();
  }

  /** Reads a body whose signature has been verified. */
  public ParsedDelivery parse(byte[] body, NativeMedia media, Reporter reporter)
      throws UnreadableDelivery {
    ParsedDelivery parsed = parse(body, media, reporter, builder);
    parsed.messages(parsed.batch() ? new BatchMessages(json, body) : index -> body);
    return parsed;
  }

  /** Reads one event that was kept; its persons are tokens. */
  public ParsedDelivery reread(byte[] event, Reporter reporter) throws UnreadableDelivery {
    ParsedDelivery parsed = parse(event, NativeMedia.STRUCTURED, reporter, rebuilder);
    parsed.messages(index -> event);
    return parsed;
  }

  private ParsedDelivery parse(
      byte[] body, NativeMedia media, Reporter reporter, EventBuilder making)
      throws UnreadableDelivery {
    checkEncoding(body);
    try (JsonParser in = json.createParser(body)) {
      ParsedDelivery parsed = parse(in, media, reporter, making);
      if (in.nextToken() != null) {
        throw malformed("There is something after the end of the JSON text.");
      }
      return parsed;
    } catch (StreamConstraintsException e) {
      throw malformed("The body is beyond what is read of JSON: " + message(e));
    } catch (JsonProcessingException e) {
      throw malformed(
          "The body is not JSON, at line "
              + e.getLocation().getLineNr()
              + ", byte "
              + e.getLocation().getByteOffset()
              + ": "
              + message(e));
    } catch (IOException e) {
      throw malformed("The body is not JSON.");
    } finally {
      draft.clear();
    }
  }

  /** UTF-8 and nothing else; the parser itself would take UTF-16 and UTF-32 for JSON as well. */
  private static void checkEncoding(byte[] body) throws UnreadableDelivery {
    int malformed = Utf8.firstMalformed(body);
    if (malformed >= 0) {
      throw malformed("The body is not UTF-8, at byte " + malformed + ".");
    }
    for (int i = 0; i < Math.min(Integer.BYTES, body.length); i++) {
      if (body[i] == 0) {
        throw malformed("The body is not UTF-8; UTF-16 and UTF-32 are not read.");
      }
    }
  }

  private ParsedDelivery parse(
      JsonParser in, NativeMedia media, Reporter reporter, EventBuilder making)
      throws IOException, UnreadableDelivery {
    JsonToken first = in.nextToken();
    if (first == JsonToken.START_OBJECT && media != NativeMedia.BATCHED) {
      return single(in, reporter, making);
    }
    if (first == JsonToken.START_ARRAY && media != NativeMedia.STRUCTURED) {
      return batch(in, reporter, making);
    }
    throw malformed(
        switch (media) {
          case STRUCTURED ->
              "The body must be one JSON object, a CloudEvent; for an array of them the type is application/cloudevents-batch+json.";
          case BATCHED ->
              "The body must be a JSON array of CloudEvents; for a single one the type is application/cloudevents+json.";
          case EITHER -> "The body must be a CloudEvent, a JSON object, or an array of them.";
        });
  }

  private ParsedDelivery single(JsonParser in, Reporter reporter, EventBuilder making)
      throws IOException, UnreadableDelivery {
    ParsedDelivery parsed = new ParsedDelivery(false);
    EventBuilder.Refused refused = event(in, 0, reporter, making, parsed);
    if (refused != null && !refused.cloudEvent()) {
      Fault fault = refused.faults().get(0);
      throw malformed(
          "The body is not a CloudEvent 1.0: " + fault.pointer() + " " + fault.reason() + ".");
    }
    return parsed;
  }

  private ParsedDelivery batch(JsonParser in, Reporter reporter, EventBuilder making)
      throws IOException, UnreadableDelivery {
    ParsedDelivery parsed = new ParsedDelivery(true);
    int index = 0;
    for (JsonToken token = in.nextToken();
        token != JsonToken.END_ARRAY;
        token = in.nextToken(), index++) {
      if (index == maxEvents) {
        throw new UnreadableDelivery(
            Kind.TOO_MANY_EVENTS,
            "The batch holds more than " + maxEvents + " events: send several smaller ones.");
      }
      if (token == JsonToken.START_OBJECT) {
        event(in, index, reporter, making, parsed);
      } else {
        String reason = "must be an object, a CloudEvent, not " + ValueReader.kindAndSkip(in);
        parsed.refuse(new Refusal(index, null, null, List.of(new Fault("", reason))));
      }
    }
    return parsed;
  }

  private EventBuilder.@Nullable Refused event(
      JsonParser in, int index, Reporter reporter, EventBuilder making, ParsedDelivery parsed)
      throws IOException {
    draft.clear();
    reader.read(in, draft);
    EventBuilder.Built built = making.build(draft, reporter);
    if (built.event() != null) {
      parsed.accept(index, built.event());
    } else if (built.refused() != null) {
      parsed.refuse(
          new Refusal(
              index, draft.text(Field.ID), built.refused().type(), built.refused().faults()));
    }
    return built.refused();
  }

  private static String message(JsonProcessingException e) {
    String message = ASIDES.matcher(e.getOriginalMessage()).replaceAll("");
    return message.length() > MAX_MESSAGE ? message.substring(0, MAX_MESSAGE) + "…" : message;
  }

  private static UnreadableDelivery malformed(String message) {
    return new UnreadableDelivery(Kind.MALFORMED, message);
  }
}
