package org.guchang.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.guchang.event.Event;
import org.guchang.event.Event.WebhookTest;
import org.guchang.event.Origin;
import org.junit.jupiter.api.Test;

/** Who waits for whom. */
final class WaitingPartsTest {
  private static final Event EVENT = new WebhookTest(new Origin("s", "douyin", "e", 0));

  private static SessionPart part(String partner, int events) {
    return new SessionPart(Delivery.unnamed(partner, 0), Collections.nCopies(events, EVENT), false);
  }

  /** Partners in the order of their parts in the next group. */
  private static List<String> group(WaitingParts waiting, int parts) {
    waiting.beginGroup();
    List<String> partners = new ArrayList<>();
    for (int i = 0; i < parts; i++) {
      partners.add(waiting.take().delivery.partner());
    }
    return partners;
  }

  @Test
  void oneWhoSendsMuch_isInTheGroupAsOftenAsOneWhoSendsLittle() {
    WaitingParts waiting = new WaitingParts(100);
    for (int i = 0; i < 10; i++) {
      waiting.add(part("greedy", 1), 100);
    }
    waiting.add(part("modest", 1), 100);
    waiting.add(part("modest", 1), 100);

    assertThat(group(waiting, 6))
        .containsExactly("greedy", "modest", "greedy", "modest", "greedy", "greedy");
  }

  @Test
  void batchesCountByTheirEvents() {
    WaitingParts waiting = new WaitingParts(1_000);
    waiting.add(part("batches", 100), 1_000);
    waiting.add(part("batches", 100), 1_000);
    for (int i = 0; i < 50; i++) {
      waiting.add(part("singles", 1), 1_000);
    }

    List<String> group = group(waiting, 51);
    assertThat(Collections.frequency(group, "singles")).isEqualTo(50);
  }

  @Test
  void whereThereIsNoRoom_theNewestOfTheLongestLineGoes() {
    WaitingParts waiting = new WaitingParts(10);
    SessionPart newest = part("greedy", 4);
    assertThat(waiting.add(part("greedy", 5), 10)).isEmpty();
    assertThat(waiting.add(newest, 10)).isEmpty();

    assertThat(waiting.add(part("modest", 2), 10)).containsExactly(newest);
    assertThat(waiting.events()).isEqualTo(7);
  }

  @Test
  void whoHoldsMost_isRefusedHimself() {
    WaitingParts waiting = new WaitingParts(10);
    waiting.add(part("modest", 2), 10);
    waiting.add(part("greedy", 8), 10);
    SessionPart more = part("greedy", 1);
    SessionPart tooMuch = part("modest", 9);

    assertThat(waiting.add(more, 10)).containsExactly(more);
    assertThat(waiting.add(tooMuch, 10)).containsExactly(tooMuch);
    assertThat(waiting.events()).isEqualTo(10);
  }

  @Test
  void aLargePart_mayExceedTheBoundWhereNobodyWaits() {
    WaitingParts waiting = new WaitingParts(10);
    assertThat(waiting.add(part("large", 25), 10)).isEmpty();
    assertThat(waiting.events()).isEqualTo(25);
  }

  @Test
  void whereThereIsLittleRoom_whoHasNothingWaitingComesInAllTheSame() {
    WaitingParts waiting = new WaitingParts(100);
    for (int i = 0; i < 10; i++) {
      assertThat(waiting.add(part("greedy", 1), 10)).isEmpty();
    }
    SessionPart more = part("greedy", 1);
    assertThat(waiting.add(more, 10)).containsExactly(more);

    assertThat(waiting.add(part("batch", 50), 10)).isEmpty();
    SessionPart second = part("batch", 50);
    assertThat(waiting.add(second, 10)).containsExactly(second);
    assertThat(waiting.events()).isEqualTo(60);
  }

  @Test
  void whereThereIsLittleRoom_theBoundHoldsForThoseTooWhoHaveNothingWaiting() {
    WaitingParts waiting = new WaitingParts(100);
    waiting.add(part("a", 60), 10);
    SessionPart tooMuch = part("b", 60);
    assertThat(waiting.add(tooMuch, 10)).containsExactly(tooMuch);
  }

  @Test
  void whereTheRoomBecomesSmaller_theNewestOfTheLongestLinesGo() {
    WaitingParts waiting = new WaitingParts(100);
    waiting.add(part("modest", 1), 100);
    List<SessionPart> greedy = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      greedy.add(part("greedy", 1));
      waiting.add(greedy.get(i), 100);
    }
    assertThat(waiting.fit(8)).containsExactly(greedy.get(9), greedy.get(8), greedy.get(7));
    assertThat(waiting.fit(0)).hasSize(6).doesNotContain(greedy.get(0));
    assertThat(waiting.events()).isEqualTo(2);
  }

  @Property
  void nobodyIsForgotten_theBoundHolds_andEachLineKeepsItsOrder(
      @ForAll @Size(max = 200) List<@IntRange(min = 0, max = 23) Integer> arrivals) {
    WaitingParts waiting = new WaitingParts(30);
    List<SessionPart> admitted = new ArrayList<>();
    for (int arrival : arrivals) {
      SessionPart part = part("p" + arrival % 4, 1 + arrival / 4);
      admitted.add(part);
      admitted.removeAll(waiting.add(part, 30));
      assertThat(waiting.events())
          .isLessThanOrEqualTo(30)
          .isEqualTo(admitted.stream().mapToInt(each -> each.events.size()).sum());
    }
    waiting.beginGroup();
    Map<String, List<SessionPart>> taken = new HashMap<>();
    while (waiting.peek() != null) {
      SessionPart part = waiting.take();
      taken.computeIfAbsent(part.delivery.partner(), name -> new ArrayList<>()).add(part);
    }
    assertThat(waiting.isEmpty()).isTrue();
    for (int i = 0; i < 4; i++) {
      String partner = "p" + i;
      assertThat(taken.getOrDefault(partner, List.of()))
          .containsExactlyElementsOf(
              admitted.stream().filter(p -> p.delivery.partner().equals(partner)).toList());
    }
  }
}
