package org.guchang.ledger.codec;

import java.util.ArrayList;
import java.util.List;
import org.guchang.event.Event;
import org.guchang.event.Event.AudienceCounted;
import org.guchang.event.Event.AudienceSnapshot;
import org.guchang.event.Event.CommentPosted;
import org.guchang.event.Event.Counter;
import org.guchang.event.Event.GiveawayAwarded;
import org.guchang.event.Event.OrderCancelled;
import org.guchang.event.Event.OrderChanged;
import org.guchang.event.Event.OrderPaid;
import org.guchang.event.Event.OrderPaidPending;
import org.guchang.event.Event.OrderPlaced;
import org.guchang.event.Event.OrderRefunded;
import org.guchang.event.Event.ProductStocked;
import org.guchang.event.Event.SessionEnded;
import org.guchang.event.Event.SessionStarted;
import org.guchang.event.Line;
import org.guchang.event.Origin;
import org.guchang.ledger.codec.Entry.Fact;

/**
 * A ledger entry as bytes: orders in full, the audience as what it was counted or told. The text of
 * comments is not kept, only that there was one. Names that recur within the entry (platforms,
 * skus, partners) are written once.
 */
@SuppressWarnings(
    "EnumOrdinal") // arrays and codes in order of declaration, which is part of the stored format
public final class EntryCodec {
  private static final int VERSION = 1;

  private static final int PLACED = 1;
  private static final int PAID = 2;
  private static final int CHANGED = 3;
  private static final int CANCELLED = 4;
  private static final int REFUNDED = 5;
  private static final int SNAPSHOT = 6;
  private static final int COUNTED = 7;
  private static final int COMMENT = 8;
  private static final int GIVEAWAY = 9;
  private static final int STOCKED = 10;
  private static final int STARTED = 11;
  private static final int ENDED = 12;
  private static final int PAID_PENDING = 13;

  private EntryCodec() {}

  public static byte[] encode(Entry entry) {
    ByteWriter out = new ByteWriter(64 + entry.facts().size() * 96);
    out.oneByte(VERSION).time(entry.committedAt()).number(entry.facts().size());
    for (Fact fact : entry.facts()) {
      encode(out, fact, entry.committedAt());
    }
    return out.toBytes();
  }

  private static void encode(ByteWriter out, Fact fact, long committedAt) {
    Origin origin = fact.event().origin();
    out.oneByte(kind(fact.event()))
        .reference(fact.partner())
        .signed(committedAt - fact.receivedAt())
        .reference(origin.platform())
        .text(origin.id())
        .time(origin.at());
    Event event = fact.event();
    if (event instanceof OrderPaid e) {
      order(out, e.orderId(), e.buyer(), e.amountFen(), e.lines());
    } else if (event instanceof OrderPlaced e) {
      order(out, e.orderId(), e.buyer(), e.amountFen(), e.lines());
    } else if (event instanceof OrderChanged e) {
      order(out, e.orderId(), e.buyer(), e.amountFen(), e.lines());
    } else if (event instanceof OrderPaidPending e) {
      buyer(out.text(e.orderId()), e.buyer());
    } else if (event instanceof OrderCancelled e) {
      out.text(e.orderId());
    } else if (event instanceof OrderRefunded e) {
      out.text(e.orderId()).text(e.refundId()).number(e.amountFen());
      lines(out, e.lines());
    } else if (event instanceof AudienceSnapshot e) {
      out.signed(e.online())
          .signed(e.views())
          .signed(e.likes())
          .signed(e.follows())
          .signed(e.comments());
    } else if (event instanceof AudienceCounted e) {
      out.oneByte(e.what().ordinal())
          .number(e.count())
          .digest(e.viewer())
          .reference(e.sku() == null ? "" : e.sku());
    } else if (event instanceof GiveawayAwarded e) {
      out.text(e.name()).number(e.quantity());
    } else if (event instanceof ProductStocked e) {
      out.reference(e.sku()).number(e.remaining());
    }
  }

  private static int kind(Event event) {
    if (event instanceof OrderPaid) {
      return PAID;
    } else if (event instanceof OrderPaidPending) {
      return PAID_PENDING;
    } else if (event instanceof OrderPlaced) {
      return PLACED;
    } else if (event instanceof OrderChanged) {
      return CHANGED;
    } else if (event instanceof OrderCancelled) {
      return CANCELLED;
    } else if (event instanceof OrderRefunded) {
      return REFUNDED;
    } else if (event instanceof AudienceSnapshot) {
      return SNAPSHOT;
    } else if (event instanceof AudienceCounted) {
      return COUNTED;
    } else if (event instanceof CommentPosted) {
      return COMMENT;
    } else if (event instanceof GiveawayAwarded) {
      return GIVEAWAY;
    } else if (event instanceof ProductStocked) {
      return STOCKED;
    } else if (event instanceof SessionStarted) {
      return STARTED;
    } else if (event instanceof SessionEnded) {
      return ENDED;
    }
    throw new IllegalArgumentException("not a fact: " + event.getClass().getSimpleName());
  }

  private static void order(
      ByteWriter out, String orderId, long buyer, long amountFen, List<Line> lines) {
    buyer(out.text(orderId), buyer);
    out.number(amountFen);
    lines(out, lines);
  }

  private static void buyer(ByteWriter out, long buyer) {
    out.oneByte(buyer == 0 ? 0 : 1);
    if (buyer != 0) {
      out.digest(buyer);
    }
  }

  private static void lines(ByteWriter out, List<Line> lines) {
    out.number(lines.size());
    for (Line line : lines) {
      out.reference(line.sku()).reference(line.name() == null ? "" : line.name());
      out.number(line.quantity()).number(line.amountFen());
    }
  }

  /**
   * The entry that {@link #encode} wrote.
   *
   * @param session whose ledger it is from
   * @throws IllegalArgumentException if the bytes are not an entry of this version
   */
  public static Entry decode(byte[] bytes, String session) {
    ByteReader in = new ByteReader(bytes);
    int version = in.oneByte();
    if (version != VERSION) {
      throw new IllegalArgumentException(
          "a ledger entry of version " + version + ", this program knows " + VERSION);
    }
    long committedAt = in.time();
    int count = in.count();
    List<Fact> facts = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      int kind = in.oneByte();
      String partner = in.reference();
      long receivedAt = committedAt - in.signed();
      String platform = in.reference();
      Origin origin = new Origin(session, platform, in.text(), in.time());
      facts.add(new Fact(partner, receivedAt, event(in, kind, origin)));
    }
    return new Entry(committedAt, facts);
  }

  private static Event event(ByteReader in, int kind, Origin origin) {
    return switch (kind) {
      case PAID -> new OrderPaid(origin, in.text(), buyer(in), in.number(), lines(in));
      case PAID_PENDING -> new OrderPaidPending(origin, in.text(), buyer(in));
      case PLACED -> new OrderPlaced(origin, in.text(), buyer(in), in.number(), lines(in));
      case CHANGED -> new OrderChanged(origin, in.text(), buyer(in), in.number(), lines(in));
      case CANCELLED -> new OrderCancelled(origin, in.text());
      case REFUNDED -> new OrderRefunded(origin, in.text(), in.text(), in.number(), lines(in));
      case SNAPSHOT ->
          new AudienceSnapshot(
              origin, in.signed(), in.signed(), in.signed(), in.signed(), in.signed());
      case COUNTED -> counted(in, origin);
      case COMMENT -> new CommentPosted(origin, "", "");
      case GIVEAWAY -> new GiveawayAwarded(origin, in.text(), in.number());
      case STOCKED -> new ProductStocked(origin, in.reference(), in.number());
      case STARTED -> new SessionStarted(origin);
      case ENDED -> new SessionEnded(origin);
      default -> throw new IllegalArgumentException("a fact of unknown kind " + kind);
    };
  }

  private static AudienceCounted counted(ByteReader in, Origin origin) {
    int what = in.oneByte();
    if (what >= Counter.values().length) {
      throw new IllegalArgumentException("an unknown counter " + what);
    }
    long count = in.number();
    long viewer = in.digest();
    String sku = in.reference();
    return new AudienceCounted(
        origin, Counter.values()[what], count, viewer, sku.isEmpty() ? null : sku);
  }

  private static long buyer(ByteReader in) {
    return in.oneByte() == 0 ? 0 : in.digest();
  }

  private static List<Line> lines(ByteReader in) {
    int count = in.count();
    List<Line> lines = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      String sku = in.reference();
      String name = in.reference();
      lines.add(new Line(sku, name.isEmpty() ? null : name, in.number(), in.number()));
    }
    return List.copyOf(lines);
  }
}
