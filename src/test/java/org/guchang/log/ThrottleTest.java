package org.guchang.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

final class ThrottleTest {
  private static final Logger LOG = LoggerFactory.getLogger(ThrottleTest.class);

  private final Heard heard = new Heard(ThrottleTest.class);
  private final AtomicLong now = new AtomicLong(1_000_000);
  private final Throttle throttle = new Throttle(Duration.ofSeconds(10), now::get);

  @AfterEach
  void stopListening() {
    heard.close();
  }

  @Test
  void theFirst_isWrittenAtOnce_andNotCounted() {
    say("away");

    assertThat(heard.values("msg")).containsExactly("away");
    assertThat(heard.values("repeated")).isEmpty();
  }

  @Test
  void whatComesInBetween_isCountedInTheNextLine_andOnlyThere() {
    for (int i = 0; i < 500; i++) {
      say("away");
    }
    now.addAndGet(9_999);
    say("away");
    now.addAndGet(1);
    say("away");
    now.addAndGet(10_000);
    say("away");

    assertThat(heard.values("msg")).containsExactly("away", "away", "away");
    assertThat(heard.values("repeated")).containsExactly("500");
  }

  @Test
  void anotherThing_isNotSilencedByIt() {
    say("away");
    say("full");

    assertThat(heard.values("msg")).containsExactly("away", "full");
  }

  @Test
  void aThousandThings_areNotRememberedForEver() {
    for (int i = 0; i < 2_500; i++) {
      say("thing " + i);
    }
    say("thing 2499");

    assertThat(heard.values("msg")).hasSize(2_500);
    assertThat(throttle.remembered()).isBetween(1, 1_000);
  }

  @Test
  void fromManyThreads_oneLineIsWritten_andNoneIsLost() {
    IntStream.range(0, 10_000).parallel().forEach(i -> say("away"));
    now.addAndGet(10_000);
    say("away");

    assertThat(heard.values("msg")).hasSize(2);
    assertThat(heard.values("repeated")).containsExactly("9999");
  }

  private void say(String what) {
    throttle.of(what, LOG.atWarn()).log(what);
  }
}
