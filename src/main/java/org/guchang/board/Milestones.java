package org.guchang.board;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.guchang.board.HourPart.Sums;
import org.guchang.board.SessionFigures.Giveaway;

/**
 * What happened for the first time, and when: orders and money that reached a step, the target met,
 * a product sold out. Each has a key; what was kept under it holds, whatever became of the figures
 * since. What is not kept yet is told by the figures: of a step, the minute in which its sum was
 * reached, and within that minute the newest event.
 */
final class Milestones {
  private Milestones() {}

  /** The newest of them are shown. */
  static final int MOST = 60;

  private static final long[] ORDER_STEPS = {
    1, 100, 1_000, 5_000, 10_000, 20_000, 50_000, 100_000, 200_000, 500_000, 1_000_000
  };

  private static final long[] WAN_STEPS = {
    1, 10, 30, 50, 100, 200, 300, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000
  };

  private static final long FEN_PER_WAN = 1_000_000;
  private static final long MINUTE_MILLIS = 60_000;

  private static final String ORDERS = "orders";
  private static final String GMV = "gmv";
  private static final String TARGET = "target";
  private static final String SOLD_OUT = "soldout";
  private static final String GIVEAWAY = "giveaway";

  private record Milestone(long at, String text, long value, String kind) {}

  /**
   * Keys of what the figures have reached, and when; what is kept has its kept time and is in it
   * whatever the figures say.
   *
   * @param lastEventAt event time of the newest event
   */
  static Map<String, Long> reached(
      BoardMinutes minutes,
      BoardProducts products,
      long targetFen,
      long lastEventAt,
      Map<String, Long> kept) {
    Map<String, Long> reached = new HashMap<>(kept);
    long before = 0;
    for (long step : ORDER_STEPS) {
      reach(reached, key(ORDERS, step), minutes, Sums::orders, step, lastEventAt, before);
      before = reached.getOrDefault(key(ORDERS, step), before);
    }
    before = 0;
    for (long wan : WAN_STEPS) {
      long fen = wan * FEN_PER_WAN;
      reach(reached, key(GMV, fen), minutes, Sums::gmvFen, fen, lastEventAt, before);
      before = reached.getOrDefault(key(GMV, fen), before);
    }
    if (targetFen > 0) {
      reach(reached, key(TARGET, targetFen), minutes, Sums::gmvFen, targetFen, lastEventAt, 0);
    }
    for (Sold product : products.sold().values()) {
      if (product.isSoldOut()) {
        reached.putIfAbsent(SOLD_OUT + ":" + product.sku(), lastEventAt);
      }
    }
    return Map.copyOf(reached);
  }

  /** As the screen sees them, oldest first. */
  static List<Object> rows(
      Map<String, Long> reached,
      BoardProducts products,
      long targetFen,
      List<SessionFigures> sessions,
      ZoneId zone) {
    List<Milestone> found = new ArrayList<>();
    reached.forEach(
        (key, at) -> {
          String kind = key.substring(0, key.indexOf(':'));
          String of = key.substring(kind.length() + 1);
          if (kind.equals(SOLD_OUT)) {
            Sold product = products.sold().get(of);
            found.add(new Milestone(at, "售罄 " + (product == null ? of : product.name()), 0, kind));
          } else if (!kind.equals(TARGET) || of.equals(Long.toString(targetFen))) {
            // a target that was changed since is no longer one
            long value = Long.parseLong(of);
            found.add(new Milestone(at, text(kind, value), value, kind));
          }
        });
    for (SessionFigures session : sessions) {
      for (Giveaway given : session.giveaways()) {
        String text = "福利 " + given.name() + " ×" + given.quantity();
        found.add(new Milestone(given.at(), text, given.quantity(), GIVEAWAY));
      }
    }
    found.sort(
        Comparator.comparingLong(Milestone::at)
            .thenComparing(Milestone::kind, Comparator.reverseOrder())
            .thenComparingLong(Milestone::value)
            .thenComparing(Milestone::text));
    return found.subList(Math.max(0, found.size() - MOST), found.size()).stream()
        .<Object>map(milestone -> row(milestone, zone))
        .toList();
  }

  private static Map<String, Object> row(Milestone milestone, ZoneId zone) {
    return new Fields()
        .instant("at", milestone.at(), zone)
        .text("text", milestone.text())
        .sum("value", milestone.value())
        .text("kind", milestone.kind())
        .done();
  }

  /**
   * Looks into the one hour in which the step was taken; of the others their total is enough.
   *
   * @param before when the step below was taken: of steps of one minute the smaller comes first
   */
  private static void reach(
      Map<String, Long> reached,
      String key,
      BoardMinutes minutes,
      ToLongFunction<Sums> figure,
      long step,
      long lastEventAt,
      long before) {
    if (reached.containsKey(key)) {
      return;
    }
    long sum = 0;
    for (HourPart hour : minutes.hours().values()) {
      long after = sum + figure.applyAsLong(hour.total());
      if (after < step) {
        sum = after;
        continue;
      }
      for (Map.Entry<Long, Sums> minute : hour.minutes().entrySet()) {
        sum += figure.applyAsLong(minute.getValue());
        if (sum >= step) {
          long begins = minute.getKey() * MINUTE_MILLIS;
          boolean now = Math.floorDiv(lastEventAt, MINUTE_MILLIS) == minute.getKey();
          reached.put(key, Math.max(before, now ? lastEventAt : begins));
          return;
        }
      }
    }
  }

  private static String key(String kind, long value) {
    return kind + ":" + value;
  }

  private static String text(String kind, long value) {
    return switch (kind) {
      case ORDERS -> orderText(value);
      case GMV -> "破 " + wanText(value / FEN_PER_WAN) + "元";
      default -> "达成目标 " + yuan(value);
    };
  }

  private static String orderText(long step) {
    if (step == 1) {
      return "第一单";
    }
    if (step == 100) {
      return "破百单";
    }
    if (step == 1_000) {
      return "破千单";
    }
    if (step == 10_000) {
      return "破万单";
    }
    return step < 10_000 ? "破 5,000 单" : "破 " + step / 10_000 + " 万单";
  }

  private static String wanText(long wan) {
    return wan < 10_000 ? wan + " 万" : wan / 10_000 + " 亿";
  }

  private static String yuan(long fen) {
    BigDecimal amount = BigDecimal.valueOf(fen, 2);
    if (fen < FEN_PER_WAN) {
      return plain(amount) + " 元";
    }
    boolean hundredMillions = fen >= 10_000 * FEN_PER_WAN;
    return plain(amount.movePointLeft(hundredMillions ? 8 : 4)) + (hundredMillions ? " 亿元" : " 万元");
  }

  private static String plain(BigDecimal amount) {
    return amount.setScale(2, RoundingMode.DOWN).stripTrailingZeros().toPlainString();
  }
}
