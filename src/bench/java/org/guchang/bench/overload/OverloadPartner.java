package org.guchang.bench.overload;

import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.HdrHistogram.Histogram;
import org.guchang.bench.load.AnswerBytes;
import org.guchang.bench.load.Deliveries;
import org.guchang.bench.load.OrderEvents;
import org.guchang.config.Catalog;

/**
 * One partner's orders, each of them another, and its own account of what was answered. What is
 * refused it gives up: so that what was not answered 2xx must not be counted. Used by one thread at
 * a time.
 */
final class OverloadPartner {
  private static final long MOST_MICROS = 60_000_000;
  private static final byte[] RETRY_AFTER = AnswerBytes.ascii("\r\nretry-after:");
  private static final byte[] ONE_ACCEPTED = AnswerBytes.ascii("\"accepted\":1,");

  final String name;
  private final Catalog.Partner partner;
  private final OrderEvents events;
  private final RandomGenerator random;
  private long orders;
  private long fen;
  private Heard heard = new Heard();

  OverloadPartner(Catalog catalog, String name, int number, long seed) {
    this.name = name;
    Catalog.Partner own = catalog.partners().get(name);
    if (own == null) {
      throw new IllegalStateException("no partner " + name);
    }
    this.partner = own;
    this.random = new SplittableRandom(seed + number);
    this.events =
        new OrderEvents(
            catalog,
            OverloadCatalog.session(name),
            new SplittableRandom(~seed - number),
            OrderEvents.ORDERS_A_MINUTE);
  }

  /** What came of what was sent since it was last asked. */
  static final class Heard {
    long sent;

    /** Were due while all connections waited for their answers. */
    long heldBack;

    long good;
    long refused;
    long withoutRetryAfter;
    long others;
    String firstOther = "";

    /** Microseconds to answers of the 2xx kind. */
    final Histogram waits = new Histogram(MOST_MICROS, 3);
  }

  /** An order that was not sent before. */
  Order next() {
    long before = events.sumFen();
    byte[] request = Deliveries.single(partner, events::append, random);
    return new Order(ByteBuffer.wrap(request), events.sumFen() - before);
  }

  /**
   * @param request a whole HTTP request
   */
  record Order(ByteBuffer request, long fen) {}

  void sent() {
    heard.sent++;
  }

  void heldBack(long count) {
    heard.heldBack += count;
  }

  /** An answer came. */
  void answered(Order order, AnswerBytes answer, int length, long nanos) {
    int head = answer.headEnd(length);
    int status = answer.status();
    if (status == 200 && answer.indexOf(ONE_ACCEPTED, head, length) >= 0) {
      heard.good++;
      kept(order);
      heard.waits.recordValue(Math.min(MOST_MICROS, nanos / 1_000));
    } else if (status == 503) {
      heard.refused++;
      heard.withoutRetryAfter += answer.indexOf(RETRY_AFTER, 0, head) < 0 ? 1 : 0;
    } else {
      heard.others++;
      heard.firstOther = heard.others == 1 ? answer.text(length) : heard.firstOther;
    }
  }

  /** It is counted by now. */
  void kept(Order order) {
    orders++;
    fen += order.fen();
  }

  Heard take() {
    Heard taken = heard;
    heard = new Heard();
    return taken;
  }

  /** Answered 2xx so far. */
  long orders() {
    return orders;
  }

  /** What those add up to. */
  long fen() {
    return fen;
  }
}
