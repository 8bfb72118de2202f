package org.guchang.pending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.guchang.ingest.format.Clue;
import org.guchang.ingest.format.Lookup;
import org.junit.jupiter.api.Test;

class ToDoTest {

  @Property
  void whatIsWrittenIsReadAgain_whateverTheIdsHold(
      @ForAll ToDo.Kind kind,
      @ForAll @StringLength(max = 20) String platform,
      @ForAll @StringLength(max = 20) String order,
      @ForAll @StringLength(max = 20) String refund) {
    ToDo todo = new ToDo(kind, platform, order, kind == ToDo.Kind.REFUNDED ? refund : null);
    assertThat(ToDo.of(todo.field())).isEqualTo(todo);
  }

  @Property
  void whatIsNoToDoIsRefused_orReadAsTheOneItNames(@ForAll String field) {
    try {
      assertThat(ToDo.of(field).field()).hasSizeLessThanOrEqualTo(field.length());
    } catch (IllegalArgumentException expected) {
      assertThat(expected.getMessage()).isNotEmpty();
    }
  }

  @Test
  void aPaymentAChangeAndARefundOfOneOrderAreThreeToDos() {
    Clue opening = Clue.ofNewOrder("kuaishou", "42", 1, 2);
    Clue following = Clue.ofOrder("kuaishou", "42", 1, 2);
    assertThat(ToDo.of(new Lookup(0, opening, null)).field()).isEqualTo("p8:kuaishou2:42");
    assertThat(ToDo.of(new Lookup(0, following, null)).field()).isEqualTo("c8:kuaishou2:42");
    assertThat(ToDo.of(new Lookup(0, following, "7")).field()).isEqualTo("r8:kuaishou2:421:7");
  }

  @Test
  void ofTwoTimesTheLaterCountsForAChangeAlone() {
    assertThat(new ToDo(ToDo.Kind.CHANGED, "kuaishou", "42", null).lastCounts()).isTrue();
    assertThat(new ToDo(ToDo.Kind.PAID, "kuaishou", "42", null).lastCounts()).isFalse();
    assertThat(new ToDo(ToDo.Kind.REFUNDED, "kuaishou", "42", "7").lastCounts()).isFalse();
  }

  @Test
  void aLookupOfNoOrderIsRefused() {
    assertThatThrownBy(() -> ToDo.of(new Lookup(0, Clue.ofTime("kuaishou", 1), null)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
