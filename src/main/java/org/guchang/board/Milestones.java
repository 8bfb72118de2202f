package org.guchang.board;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.guchang.board.HourPart.Sums;
import org.guchang.board.SessionFigures.Giveaway;

/**
 * What happened for the first time, derived from the minutes: the minute in which a sum reached a
 * step. Oldest first.
 */
final class Milestones {
  private Milestones() {}

  /** The newest of them are shown. */
  static final int MOST = 60;

  private static final long[] ORDER_STEPS = {
    1, 100, 1_000, 5_000, 10_000, 20_000, 50_000, 100_000, 200_000, 500_000, 1_000_000
  };

  private static final long FEN_PER_WAN = 1_000_000;

  private static final long[] WAN_STEPS = {
    1, 10, 30, 50, 100, 200, 300, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000
  };

  private record Milestone(long at, String text, long value, String kind) {}

  static List<Object> of(
      BoardMinutes minutes, long targetFen, List<SessionFigures> sessions, ZoneId zone) {
    List<Milestone> found = new ArrayList<>();
    for (long step : ORDER_STEPS) {
      reached(minutes, step, Sums::orders, orderText(step), step, "orders", found);
    }
    for (long wan : WAN_STEPS) {
      long fen = wan * FEN_PER_WAN;
      reached(minutes, fen, Sums::gmvFen, "破 " + wanText(wan) + "元", fen, "gmv", found);
    }
    if (targetFen > 0) {
      String text = "达成目标 " + yuan(targetFen);
      reached(minutes, targetFen, Sums::gmvFen, text, targetFen, "target", found);
    }
    for (SessionFigures session : sessions) {
      for (Giveaway given : session.giveaways()) {
        String text = "福利 " + given.name() + " ×" + given.quantity();
        found.add(new Milestone(given.at(), text, given.quantity(), "giveaway"));
      }
    }
    found.sort(Comparator.comparingLong(Milestone::at));
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

  /** Looks into the one hour in which the step was taken; of the others their total is enough. */
  private static void reached(
      BoardMinutes minutes,
      long step,
      ToLongFunction<Sums> figure,
      String text,
      long value,
      String kind,
      List<Milestone> found) {
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
          found.add(new Milestone(minute.getKey() * 60_000, text, value, kind));
          return;
        }
      }
    }
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
    java.math.BigDecimal amount = java.math.BigDecimal.valueOf(fen, 2);
    if (fen < FEN_PER_WAN) {
      return plain(amount) + " 元";
    }
    boolean hundredMillions = fen >= 10_000 * FEN_PER_WAN;
    return plain(amount.movePointLeft(hundredMillions ? 8 : 4)) + (hundredMillions ? " 亿元" : " 万元");
  }

  private static String plain(java.math.BigDecimal amount) {
    return amount.setScale(2, java.math.RoundingMode.DOWN).stripTrailingZeros().toPlainString();
  }
}
