package org.guchang.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.guchang.log.Heard;
import org.guchang.log.Logfmt;
import org.guchang.log.Throttle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class RefusalLogTest {
  private final Heard heard = new Heard(RefusalLog.class);
  private final AtomicLong now = new AtomicLong();
  private final RefusalLog log = new RefusalLog(new Throttle(Duration.ofSeconds(10), now::get));

  @AfterEach
  void stopListening() {
    heard.close();
  }

  @Test
  void aRefusedDelivery_isOneLineWithWhoseAndWhich() {
    refuse("acme", "msg-1", "stale");

    assertThat(heard.fields())
        .containsExactly(
            Map.of(
                "msg", "A delivery was refused",
                "partner", "acme",
                "delivery", "msg-1",
                "status", "401",
                "outcome", "unauthorized",
                "reason", "stale"));
    assertThat(heard.failures()).isEmpty();
  }

  @Test
  void repeats_areCountedInsteadOfWritten() {
    for (int second = 0; second <= 10; second++) {
      now.set(second * 1000L);
      refuse("acme", "msg-" + second, "stale");
    }

    assertThat(heard.values("delivery")).containsExactly("msg-0", "msg-10");
    assertThat(heard.values("repeated")).containsExactly("9");
  }

  @Test
  void anotherReasonOrPartner_hasItsOwnLine() {
    refuse("acme", "m", "stale");
    refuse("acme", "m", "wrong");
    refuse("other", "m", "stale");

    assertThat(heard.fields()).hasSize(3);
  }

  @Test
  void strangers_shareOneLine_andNeitherTheirNameNorTheirIdIsLong() {
    String forged = "x\ntime=now level=ERROR msg=forged " + "y".repeat(2_000);
    log.refused(RefusalLog.STRANGER, refused(forged, forged, "no such partner"));
    log.refused(RefusalLog.STRANGER, refused("another", "m", "no such partner"));

    assertThat(heard.fields()).hasSize(1);
    assertThat(heard.values("partner").get(0)).hasSize(41);
    assertThat(heard.values("delivery").get(0)).hasSize(257);
    assertThat(heard.written().lines()).hasSize(1);
    assertThat(Logfmt.read(heard.written().strip()))
        .containsEntry("level", "WARN")
        .containsEntry("msg", "A delivery was refused");
  }

  @Test
  void aFaultOfOurs_isOneLineWithItsPlace_andWithoutItsWords() {
    DeliveryMark mark = new DeliveryMark("acme", "msg-1");
    Exception fault = new NumberFormatException("For input string: \"13800001111\"");
    log.refused("acme", new RefusalLog.Refused(mark, DeliveryRefused.of(fault), fault));

    assertThat(heard.values("msg")).containsExactly("A delivery failed by our fault");
    assertThat(heard.written())
        .contains("level=ERROR", "java.lang.NumberFormatException", "RefusalLogTest")
        .doesNotContain("13800001111");
    assertThat(heard.written().lines()).hasSize(1);
  }

  private void refuse(String partner, String id, String why) {
    log.refused(partner, refused(partner, id, why));
  }

  private static RefusalLog.Refused refused(String partner, String id, String why) {
    DeliveryRefused refused =
        new DeliveryRefused(DeliveryOutcome.UNAUTHORIZED, Problems.UNAUTHORIZED, why);
    return new RefusalLog.Refused(new DeliveryMark(partner, id), refused, refused);
  }
}
