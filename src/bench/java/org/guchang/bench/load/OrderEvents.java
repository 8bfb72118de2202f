package org.guchang.bench.load;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.guchang.config.Catalog;

/**
 * Paid orders as a live platform would report them: one a buyer, of the bundled catalog's products,
 * 19-digit order ids, each event with a UUID; 360 to 410 bytes. The evening goes on with every
 * order.
 */
public final class OrderEvents {
  public static final String SESSION = "jiaocheng-0516";

  /** A busy minute's orders; what comes faster makes the evening go faster. */
  public static final int ORDERS_A_MINUTE = 20_000;

  /** Order ids of Douyin have 19 digits and start like this. */
  private static final long FIRST_ORDER = 4_801_000_000_000_000_000L;

  private static final long MOST_BETWEEN_ORDERS = 1_000_000_000L;

  /** Every fifth order is of two products. */
  private static final int ONE_IN_TWO_LINES = 5;

  private static final int MOST_OF_ONE = 3;

  private final List<Catalog.Product> products;
  private final Catalog.Session session;
  private final RandomGenerator random;
  private final ZoneId zone;
  private final int ordersAMinute;
  private long orders;
  private long entered;
  private long orderId = FIRST_ORDER;
  private long sumFen;

  public OrderEvents(Catalog catalog, String sessionId, RandomGenerator random, int ordersAMinute) {
    this.ordersAMinute = ordersAMinute;
    Catalog.Session own = catalog.sessions().get(sessionId);
    if (own == null) {
      throw new IllegalStateException("the bundled catalog has no session " + sessionId);
    }
    this.session = own;
    this.products =
        new ArrayList<>(
            catalog.products().values().stream()
                .filter(product -> product.county().equals(own.county()))
                .toList());
    this.random = random;
    this.zone = own.startsAt().getOffset();
  }

  /** Orders made so far. */
  long orders() {
    return orders;
  }

  /** What they add up to. */
  public long sumFen() {
    return sumFen;
  }

  /** Appends one CloudEvent. */
  public void append(StringBuilder out) {
    StringBuilder lines = new StringBuilder(160);
    long amountFen = line(lines);
    if (random.nextInt(ONE_IN_TWO_LINES) == 0) {
      amountFen += line(lines.append(','));
    }
    append(out, lines, amountFen);
  }

  /** Appends an order of one unit of a product that no catalog knows, to be found again by it. */
  public void appendOf(String sku, StringBuilder out) {
    StringBuilder lines = new StringBuilder(80);
    line(lines, sku, sku, 1, 1);
    append(out, lines, 1);
  }

  private void append(StringBuilder out, StringBuilder lines, long amountFen) {
    String platform = session.platforms().get(random.nextInt(session.platforms().size()));
    orderId += random.nextLong(1, MOST_BETWEEN_ORDERS);
    envelope(out, platform, "guchang.order.paid", time(orders));
    out.append("{\"orderId\":\"")
        .append(orderId)
        .append("\",\"buyer\":\"")
        .append(person())
        .append("\",\"amountFen\":")
        .append(amountFen)
        .append(",\"lines\":[")
        .append(lines)
        .append("]}}");
    orders++;
    sumFen += amountFen;
  }

  /** Appends one viewer who comes in, each another person. */
  public void appendEntered(StringBuilder out) {
    String platform = session.platforms().get(random.nextInt(session.platforms().size()));
    envelope(out, platform, "guchang.audience.entered", time(entered++));
    out.append("{\"viewer\":\"").append(person()).append("\"}}");
  }

  private void envelope(StringBuilder out, String platform, String type, OffsetDateTime time) {
    out.append("{\"specversion\":\"1.0\",\"id\":\"")
        .append(new UUID(random.nextLong(), random.nextLong()))
        .append("\",\"source\":\"")
        .append(platform)
        .append("\",\"subject\":\"")
        .append(session.id())
        .append("\",\"time\":\"")
        .append(time)
        .append("\",\"type\":\"")
        .append(type)
        .append("\",\"datacontenttype\":\"application/json\",\"data\":");
  }

  private String person() {
    return Long.toHexString(random.nextLong() | Long.MIN_VALUE);
  }

  private long line(StringBuilder out) {
    Catalog.Product product = products.get(random.nextInt(products.size()));
    int quantity = random.nextInt(1, MOST_OF_ONE + 1);
    long amountFen = quantity * product.priceFen();
    line(out, product.sku(), product.name(), quantity, amountFen);
    return amountFen;
  }

  private static void line(
      StringBuilder out, String sku, String name, int quantity, long amountFen) {
    out.append("{\"sku\":\"")
        .append(sku)
        .append("\",\"name\":\"")
        .append(name)
        .append("\",\"quantity\":")
        .append(quantity)
        .append(",\"amountFen\":")
        .append(amountFen)
        .append('}');
  }

  private OffsetDateTime time(long number) {
    long minutes = session.endsAt().toEpochSecond() / 60 - session.startsAt().toEpochSecond() / 60;
    long minute = number / ordersAMinute % minutes;
    long millis = minute * 60_000 + number % ordersAMinute * 60_000 / ordersAMinute + 1;
    return Instant.ofEpochMilli(session.startsAt().toInstant().toEpochMilli() + millis)
        .atZone(zone)
        .toOffsetDateTime();
  }
}
