package org.guchang.ingest.csv;

import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.guchang.config.Settings;
import org.guchang.config.TextFile;
import org.guchang.event.Event;
import org.guchang.event.Event.OrderEvent;
import org.guchang.ingest.format.EventType;
import org.guchang.ingest.format.Fault;
import org.guchang.ingest.format.ParsedDelivery;
import org.guchang.ingest.format.PersonHash;
import org.guchang.ingest.format.Post;
import org.guchang.ingest.format.Refusal;
import org.guchang.ingest.format.Reporter;
import org.guchang.ingest.format.Unplaced;
import org.guchang.ingest.format.UnreadableDelivery;
import org.guchang.ingest.format.UnreadableDelivery.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Reads what is posted to a hook of format {@code csv}: a platform's order list (订单明细) with its
 * header line, as {@code text/csv}. Of the URL's query it takes {@code part=true}, a list of which
 * more follows, {@code platform=ID} where the partner has several, and {@code counted=true}, see
 * {@link CountedQuestion}. Confined to one event loop.
 */
public final class OrderLists {
  public static final String NAME = "csv";

  /** Platforms write the time of Beijing, wherever their lists are read. */
  private static final ZoneId BEIJING = ZoneId.of("Asia/Shanghai");

  private static final Set<String> MEDIA =
      Set.of("text/csv", "application/csv", "text/tab-separated-values");

  private final int maxRows;
  private final long toleranceMillis;
  private final PersonHash persons;

  public OrderLists(Settings.Limits limits, PersonHash persons) {
    this.maxRows = limits.batchEvents();
    this.toleranceMillis = limits.toleranceSeconds() * 1_000L;
    this.persons = persons;
  }

  /**
   * Reads a delivery whose signature has been verified; what is wrong with it as a whole is in the
   * list.
   */
  public OrderList read(String id, @Nullable String contentType, Post post, Reporter reporter) {
    if (!isCsv(contentType)) {
      return OrderList.unreadable(
          id, Kind.UNSUPPORTED_MEDIA, "This hook takes platforms' order lists as text/csv.");
    }
    String platform = platform(post.query(), reporter);
    if (platform == null) {
      return OrderList.unreadable(
          id,
          Kind.MALFORMED,
          "It is not clear which platform the list is from, or that is not yours: add"
              + " ?platform=ID to the URL.");
    }
    String text = TextFile.decode(post.body());
    if (text == null) {
      return OrderList.unreadable(
          id, Kind.MALFORMED, "The body is neither UTF-8 nor GBK: save it as \"CSV UTF-8\".");
    }
    try {
      if (has(post.query(), "counted=true")) {
        return OrderList.asking(id, CountedQuestion.read(text, platform));
      }
      Mapping mapping = Mappings.of(reporter.partner(), platform, BEIJING);
      OrderListReader reader =
          new OrderListReader(
              mapping, name -> persons.of(platform, name), post.receivedAt() + toleranceMillis);
      return OrderList.of(id, reader.read(text, maxRows), !has(post.query(), "part=true"));
    } catch (OrderListReader.TooManyRows e) {
      return OrderList.unreadable(id, Kind.TOO_MANY_EVENTS, sentence(e));
    } catch (BrokenSheet e) {
      return OrderList.unreadable(id, Kind.MALFORMED, sentence(e));
    }
  }

  private static String sentence(BrokenSheet broken) {
    return "Line " + broken.line() + ": " + broken.getMessage() + ".";
  }

  private static boolean isCsv(@Nullable String contentType) {
    if (contentType == null) {
      return false;
    }
    int semicolon = contentType.indexOf(';');
    String media = semicolon < 0 ? contentType : contentType.substring(0, semicolon);
    return MEDIA.contains(media.strip().toLowerCase(Locale.ROOT));
  }

  private static boolean has(@Nullable String query, String member) {
    return query != null && List.of(query.split("&", -1)).contains(member);
  }

  private static @Nullable String platform(@Nullable String query, Reporter reporter) {
    String platform = Mappings.platform(reporter.partner());
    for (String member : query == null ? new String[0] : query.split("&", -1)) {
      if (member.startsWith("platform=")) {
        platform = member.substring("platform=".length());
      }
    }
    return platform != null
            && reporter.catalog().platforms().containsKey(platform)
            && reporter.partner().mayReportPlatform(platform)
        ? platform
        : null;
  }

  /** Reads an order that was kept because it could not be taken. */
  public ParsedDelivery reread(byte[] message, Reporter reporter) throws UnreadableDelivery {
    KeptOrder kept = KeptOrder.decode(message);
    Mapping mapping = Mappings.of(reporter.partner(), kept.platform(), BEIJING).byKeys();
    OrderListReader reader =
        new OrderListReader(mapping, PersonHash::ofToken, reporter.receivedAt() + toleranceMillis);
    ParsedDelivery parsed = new ParsedDelivery(false);
    parsed.messages(index -> message);
    try {
      OrderListReader.Reading reading = reader.read(kept.text(), maxRows);
      for (Rejection why : reading.rejections()) {
        parsed.refuse(new Refusal(0, why.orderId(), null, List.of(fault(why))));
      }
      for (ListedOrder order : reading.orders()) {
        place(order, parsed);
      }
      return parsed;
    } catch (BrokenSheet e) {
      throw new UnreadableDelivery(Kind.MALFORMED, sentence(e));
    }
  }

  private static void place(ListedOrder order, ParsedDelivery parsed) {
    List<OrderEvent> events = order.events("");
    for (int i = 0; i < events.size(); i++) {
      int which = i;
      Event event = events.get(i);
      parsed.place(
          new Unplaced(
              0, EventType.of(event), order.clue(), session -> order.events(session).get(which)));
    }
  }

  static Fault fault(Rejection why) {
    return new Fault("/lines", (why.column() == null ? "" : why.column() + " ") + why.reason());
  }
}
