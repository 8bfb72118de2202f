package org.guchang.ingest.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.guchang.config.Settings;
import org.guchang.ingest.format.UnreadableDelivery.Kind;

/**
 * Takes the messages of one delivery through a format's rules, each for itself: one that is at
 * fault does not hold up the others. The same bounds hold as for native events. Confined to one
 * event loop.
 */
final class PushReader {
  /** Told of one message. */
  static final int MAX_FAULTS = 20;

  private final int maxMessages;
  private final long toleranceMillis;
  private final PersonHash persons;

  PushReader(Settings.Limits limits, PersonHash persons) {
    this.maxMessages = limits.batchEvents();
    this.toleranceMillis = limits.toleranceSeconds() * 1000L;
    this.persons = persons;
  }

  /** A format's rules for one message. */
  @FunctionalInterface
  interface Rules {

    /** Places what the message says, ignores it, or says what is wrong with it. */
    void apply(PushMessage message);
  }

  /** How messages are to be taken. */
  record Taking(Reporter reporter, String platform, boolean kept) {

    /** As they come from the platform. */
    static Taking fresh(Reporter reporter, String platform) {
      return new Taking(reporter, reporter.partner().platformOr(platform), false);
    }

    /** As this server has kept them. */
    static Taking kept(Reporter reporter, String platform) {
      return new Taking(reporter, reporter.partner().platformOr(platform), true);
    }
  }

  /** A delivery of one message. */
  ParsedDelivery one(JsonNode message, Taking taking, Rules rules) throws UnreadableDelivery {
    return all(List.of(message), false, taking, rules);
  }

  /** An array of messages, or a single one. */
  ParsedDelivery oneOrMore(JsonNode body, Taking taking, Rules rules) throws UnreadableDelivery {
    if (!body.isArray()) {
      return one(body, taking, rules);
    }
    if (body.size() > maxMessages) {
      throw new UnreadableDelivery(
          Kind.TOO_MANY_EVENTS, "The delivery holds more than " + maxMessages + " messages.");
    }
    return all(body, true, taking, rules);
  }

  private ParsedDelivery all(Iterable<JsonNode> messages, boolean batch, Taking taking, Rules rules)
      throws UnreadableDelivery {
    ParsedDelivery parsed = new ParsedDelivery(batch);
    List<JsonNode> trees = new ArrayList<>();
    for (JsonNode tree : messages) {
      int index = trees.size();
      trees.add(tree);
      if (tree instanceof ObjectNode object) {
        PushMessage message =
            new PushMessage(
                this, object, index, taking.reporter(), taking.kept(), taking.platform());
        rules.apply(message);
        message.close(parsed);
      } else if (batch) {
        Fault fault = new Fault("", "must be an object");
        parsed.refuse(new Refusal(index, null, null, List.of(fault)));
      } else {
        throw PushJson.unreadable("The body is not a JSON object.");
      }
    }
    parsed.messages(index -> PushJson.write(trees.get(index)));
    return parsed;
  }

  PersonHash persons() {
    return persons;
  }

  long toleranceMillis() {
    return toleranceMillis;
  }
}
