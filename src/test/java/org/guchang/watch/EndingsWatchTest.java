package org.guchang.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.List;
import org.guchang.config.Catalog.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EndingsWatchTest {
  private static final OffsetDateTime FIRST = OffsetDateTime.parse("2020-05-16T20:00:00+08:00");

  @Test
  void the_last_of_several_secrets_counts() {
    assertThat(
            EndingsWatch.lastEnd(
                List.of(new Secret("a", null, FIRST.plusDays(1)), new Secret("b", null, FIRST))))
        .isEqualTo((double) FIRST.plusDays(1).toEpochSecond());
  }

  @Test
  void one_that_never_ends_outlives_all() {
    assertThat(EndingsWatch.lastEnd(List.of(new Secret("a", null, FIRST), Secret.of("b"))))
        .isInfinite();
  }

  @Test
  void a_certificate_that_cannot_be_read_has_ended(@TempDir Path dir) throws Exception {
    Path broken = Files.writeString(dir.resolve("board.pem"), "no certificate");
    assertThat(EndingsWatch.end(broken)).isZero();
    assertThat(EndingsWatch.end(dir.resolve("none.pem"))).isZero();
  }
}
