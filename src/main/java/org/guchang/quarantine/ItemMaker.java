package org.guchang.quarantine;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.guchang.ingest.QuarantineBook.Item;
import org.guchang.ingest.QuarantineBook.Kind;
import org.guchang.ingest.format.Fault;
import org.guchang.ingest.format.PersonHash;
import org.guchang.quarantine.Quarantined.About;
import org.guchang.redis.QuarantineStore.New;
import org.jspecify.annotations.Nullable;

/** Makes of a message that was refused what is kept of it. Confined to one event loop. */
final class ItemMaker {
  /** Of a redacted message, characters; what is longer is kept like one that is no JSON. */
  static final int MAX_MESSAGE = 256 * 1024;

  /** Of one message; more are no help. */
  private static final int MAX_FAULTS = 20;

  private static final int MAX_ID = 256;
  private static final int MAX_TYPE = 64;
  private static final String SCOPE = "quarantine";

  /** Members that name the type, the more telling ones first. */
  private static final List<String> TYPES =
      List.of("event", "tag", "msgtag", "topic", "type", "msgtype");

  /** What a parser quotes of a body. */
  private static final Pattern QUOTED = Pattern.compile("'[^']*'|\"[^\"]*\"|`[^`]*`|“[^”]*”");

  private static final Pattern MOBILE = Pattern.compile("(?<!\\d)1[3-9]\\d{9}(?!\\d)");

  private static final JsonFactory JSON = new JsonFactory();

  private final Redactor redactor;
  private final PersonHash persons;

  ItemMaker(PersonHash persons) {
    this.redactor = new Redactor(persons);
    this.persons = persons;
  }

  /**
   * @param platform whose persons the message names
   * @param waits what it waits for, empty for nothing
   */
  New make(Item item, String platform, String waits) {
    String redacted = redactor.redact(item.message(), item.format(), platform);
    String message = redacted == null || redacted.length() > MAX_MESSAGE ? "" : redacted;
    String digest = digest(item, new String(item.message(), StandardCharsets.ISO_8859_1));
    About about =
        new About(
            item.kind(),
            item.format(),
            item.index(),
            cut(item.eventId(), MAX_ID),
            cut(type(message), MAX_TYPE),
            faults(item.kind(), item.faults()),
            item.message().length,
            digest);
    String id = message.isEmpty() ? digest : digest(item, message);
    return new New(id, item.receivedAt(), item.index(), waits, AboutCodec.encode(about), message);
  }

  /** Keyed, because what is left out of a message could be found by trying. */
  private String digest(Item item, String text) {
    String named = item.partner() + '\0' + item.format() + '\0' + text;
    String token = persons.token(SCOPE, named);
    return token.substring(token.indexOf(':') + 1);
  }

  /** Reasons are ours and quote nothing, except where a parser wrote them. */
  static List<Fault> faults(Kind kind, List<Fault> faults) {
    List<Fault> kept = new ArrayList<>();
    for (Fault fault : faults.subList(0, Math.min(MAX_FAULTS, faults.size()))) {
      String reason =
          kind == Kind.UNREADABLE
              ? Redactor.words(QUOTED.matcher(fault.reason()).replaceAll(Redactor.GONE))
              : MOBILE.matcher(fault.reason()).replaceAll(Redactor.GONE);
      kept.add(new Fault(fault.pointer(), reason));
    }
    return kept;
  }

  private static @Nullable String type(String message) {
    Map<String, String> found = new HashMap<>();
    try (JsonParser in = JSON.createParser(message)) {
      if (in.nextToken() != JsonToken.START_OBJECT) {
        return null;
      }
      for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
        if (in.nextToken().isScalarValue()) {
          found.putIfAbsent(KeptNames.plain(name), in.getText());
        } else {
          in.skipChildren();
        }
      }
    } catch (IOException notJson) {
      return null;
    }
    return TYPES.stream().map(found::get).filter(type -> type != null).findFirst().orElse(null);
  }

  private static @Nullable String cut(@Nullable String text, int most) {
    return text == null || text.length() <= most ? text : text.substring(0, most);
  }
}
