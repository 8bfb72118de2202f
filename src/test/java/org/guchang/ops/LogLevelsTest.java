package org.guchang.ops;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class LogLevelsTest {
  private static final Instant NOW = Instant.parse("2020-05-16T20:00:00Z");
  private static final Duration HALF_HOUR = Duration.ofMinutes(30);
  private static final String INGEST = "org.guchang.ingest";

  private final LoggerContext context = new LoggerContext();
  private final Deque<Runnable> ends = new ArrayDeque<>();
  private final LogLevels levels =
      new LogLevels(context, InstantSource.fixed(NOW), (length, end) -> ends.add(end));

  @BeforeEach
  void configured() {
    context.getLogger("ROOT").setLevel(Level.WARN);
    context.getLogger("org.guchang").setLevel(Level.INFO);
    context.getLogger(INGEST + ".HookHandler");
    context.getLogger("io.netty.channel").setLevel(Level.ERROR);
  }

  @Test
  void onlyOursAndTheRoot_areShown() {
    assertThat(levels.all())
        .extracting(LogLevels.Standing::logger)
        .containsExactly("root", "org.guchang");
    assertThat(levels.of("io.netty.channel")).isNull();
    assertThat(levels.of("org.guchangling")).isNull();
  }

  @Test
  void aLoggerThatDoesNotExist_isNotMade() {
    assertThat(levels.change("org.guchang.nothing", Level.DEBUG, HALF_HOUR)).isNull();
    assertThat(context.exists("org.guchang.nothing")).isNull();
  }

  @Test
  void aChange_holdsForThoseBelow_andGoesBackToInheriting() {
    assertThat(levels.change(INGEST, Level.DEBUG, HALF_HOUR))
        .isEqualTo(new LogLevels.Standing(INGEST, Level.DEBUG, true, NOW.plus(HALF_HOUR)));
    assertThat(context.getLogger(INGEST + ".HookHandler").getEffectiveLevel())
        .isEqualTo(Level.DEBUG);

    ends.remove().run();

    assertThat(levels.of(INGEST))
        .isEqualTo(new LogLevels.Standing(INGEST, Level.INFO, false, null));
  }

  @Test
  void aSecondChange_goesBackToWhatWasBeforeTheFirst_atItsOwnEnd() {
    levels.change("root", Level.DEBUG, HALF_HOUR);
    levels.change("root", Level.TRACE, HALF_HOUR);

    ends.remove().run();
    assertThat(context.getLogger("ROOT").getLevel()).isEqualTo(Level.TRACE);
    ends.remove().run();
    assertThat(context.getLogger("ROOT").getLevel()).isEqualTo(Level.WARN);
  }

  @Test
  void takenBack_theEndChangesNothingMore() {
    levels.change("org.guchang", Level.DEBUG, HALF_HOUR);
    assertThat(levels.back("org.guchang")).isTrue();
    assertThat(levels.back("org.guchang")).isFalse();
    context.getLogger("org.guchang").setLevel(Level.ERROR);
    ends.remove().run();
    assertThat(context.getLogger("org.guchang").getLevel()).isEqualTo(Level.ERROR);
  }
}
