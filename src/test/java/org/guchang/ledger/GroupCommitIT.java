package org.guchang.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.guchang.board.SessionFigures;
import org.guchang.board.SessionFigures.HourFigures;
import org.guchang.board.SessionFigures.MinuteFigures;
import org.guchang.board.SessionFigures.OrderSums;
import org.guchang.board.SessionFigures.PlatformFigures;
import org.guchang.board.SessionFigures.ProductFigures;
import org.guchang.event.Event.OrderEvent;
import org.guchang.event.OrderLives;
import org.guchang.event.PlainModel;

/**
 * Random lives of random orders, in any order of arrival, with repetitions, in deliveries of any
 * size, over two servers on one Redis at once: the figures are those of the plain model, and at
 * every version in between they add up.
 */
class GroupCommitIT {
  private static LedgerRig rig;

  @BeforeContainer
  static void start() {
    rig = new LedgerRig();
  }

  @AfterContainer
  static void stop() {
    rig.close();
  }

  @Property(tries = 60)
  void whateverTheArrival_theFiguresAreThoseOfThePlainModel(
      @ForAll("lives") List<OrderEvent> anySession, @ForAll long seed) {
    String session = rig.newSession();
    List<OrderEvent> life = anySession.stream().map(event -> in(session, event)).toList();
    Random random = new Random(seed);
    List<OrderEvent> arrivals = new ArrayList<>(life);
    arrivals.addAll(life.subList(0, random.nextInt(life.size() + 1)));
    Collections.shuffle(arrivals, random);

    List<Future<List<Outcome>>> answers = new ArrayList<>();
    List<Future<SessionFigures>> readings = new ArrayList<>();
    for (int from = 0; from < arrivals.size(); ) {
      int to = Math.min(arrivals.size(), from + 1 + random.nextInt(5));
      Delivery delivery = LedgerRig.delivery("d" + from, arrivals.subList(from, to));
      answers.add(rig.commit(random.nextInt(2), delivery, arrivals.subList(from, to)));
      readings.add(rig.read(random.nextInt(2), session, null));
      from = to;
    }
    LedgerRig.await(Future.join(answers));
    SessionFigures last = LedgerRig.await(rig.read(0, session, null));

    readings.forEach(reading -> assertAddsUp(LedgerRig.await(reading)));
    assertAddsUp(last);
    assertThat(figures(last)).isEqualTo(PlainModel.of(life));
    Verification.Report report = rig.verify(session);
    assertThat(report.differences()).isEmpty();
    assertThat(report.isProved()).isTrue();
  }

  @Provide
  Arbitrary<List<OrderEvent>> lives() {
    return OrderLives.of("any", 24);
  }

  private static OrderEvent in(String session, OrderEvent event) {
    return OrderLives.in(session, event);
  }

  private static void assertAddsUp(SessionFigures figures) {
    OrderSums totals = figures.totals().sums();
    assertThat(figures.platforms().values().stream().mapToLong(p -> p.sums().gmvFen()).sum())
        .isEqualTo(totals.gmvFen());
    assertThat(figures.products().values().stream().mapToLong(ProductFigures::gmvFen).sum())
        .isEqualTo(totals.gmvFen());
    assertThat(minutes(figures).stream().mapToLong(MinuteFigures::gmvFen).sum())
        .isEqualTo(totals.gmvFen());
    assertThat(figures.platforms().values().stream().mapToLong(p -> p.sums().refundFen()).sum())
        .isEqualTo(totals.refundFen());
    assertThat(figures.products().values().stream().mapToLong(ProductFigures::refundFen).sum())
        .isEqualTo(totals.refundFen());
    assertThat(minutes(figures).stream().mapToLong(MinuteFigures::refundFen).sum())
        .isEqualTo(totals.refundFen());
  }

  private static List<MinuteFigures> minutes(SessionFigures figures) {
    List<MinuteFigures> minutes = new ArrayList<>();
    for (HourFigures hour : figures.hours().values()) {
      minutes.addAll(hour.minutes().values());
    }
    return minutes;
  }

  /** In the plain model's words. */
  private static Map<String, Long> figures(SessionFigures read) {
    Map<String, Long> figures = new TreeMap<>();
    orders(figures, "total", read.totals().sums());
    for (Map.Entry<String, PlatformFigures> platform : read.platforms().entrySet()) {
      orders(figures, "platform/" + platform.getKey(), platform.getValue().sums());
    }
    for (Map.Entry<String, ProductFigures> product : read.products().entrySet()) {
      String row = "product/" + product.getKey() + "/";
      figures.put(row + "gmvFen", product.getValue().gmvFen());
      figures.put(row + "refundFen", product.getValue().refundFen());
      figures.put(row + "orders", product.getValue().orders());
      figures.put(row + "units", product.getValue().units());
    }
    read.hours()
        .forEach(
            (hour, minutes) ->
                minutes
                    .minutes()
                    .forEach(
                        (minute, value) -> {
                          String row = "minute/" + (hour * 60 + minute) + "/";
                          figures.put(row + "gmvFen", value.gmvFen());
                          figures.put(row + "refundFen", value.refundFen());
                          figures.put(row + "orders", value.orders());
                        }));
    figures.values().removeIf(value -> value == 0);
    return figures;
  }

  private static void orders(Map<String, Long> figures, String row, OrderSums sums) {
    figures.put(row + "/placed", sums.placed());
    figures.put(row + "/orders", sums.orders());
    figures.put(row + "/gmvFen", sums.gmvFen());
    figures.put(row + "/refundFen", sums.refundFen());
    figures.put(row + "/refunds", sums.refunds());
    figures.put(row + "/cancelled", sums.cancelled());
    figures.put(row + "/units", sums.units());
    figures.put(row + "/pending", sums.pending());
  }
}
