package org.guchang.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.guchang.redis.Eventually;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The data directory cannot be written: at the start the server says so and ends; while it runs
 * nothing is answered 2xx any more, what was is kept, and it goes on by itself when the directory
 * can be written again.
 *
 * <p>Root may write whatever its modes say. So files are made immutable (chattr), which holds for
 * root and for files that are open already; where that cannot be done the test says that it was not
 * run.
 */
@Timeout(180)
final class ReadOnlyDataIT {
  @TempDir private Path dir;

  @Test
  void aFileWhereTheDirectoryShouldBe_isSaidAndTheServerEnds() throws Exception {
    Files.writeString(dir.resolve("data"), "a file\n");
    assertRefused();
  }

  @Test
  void aDirectoryThatCannotBeWrittenAtTheStart_isSaidAndTheServerEnds() throws Exception {
    Path data = Files.createDirectory(dir.resolve("data"));
    Files.createDirectory(data.resolve("redis"));
    assumeThat(chattr("+i", data)).as("chattr works here").isTrue();
    try {
      assertRefused();
    } finally {
      chattr("-i", data);
    }
  }

  private void assertRefused() throws Exception {
    try (ServerProcess server = new ServerProcess(dir, "")) {
      assertThat(server.ended()).as(server.log()).isEqualTo(1);
      assertThat(server.log())
          .contains("The data directory")
          .contains(dir.resolve("data").toString())
          .doesNotContain("\tat ");
    }
  }

  @Test
  void fsync_readOnlyWhileItRuns_nothingIsAnsweredThatIsNotKept() throws Exception {
    becomesReadOnly("fsync");
  }

  @Test
  void everysec_readOnlyWhileItRuns_nothingIsAnsweredThatIsNotKept() throws Exception {
    becomesReadOnly("everysec");
  }

  private void becomesReadOnly(String durability) throws Exception {
    try (ServerProcess server =
        new ServerProcess(dir, "ledger: {durability: " + durability + "}").awaitReady()) {
      Path data = dir.resolve("data");
      int kept = 0;
      for (; kept < 20; kept++) {
        assertThat(sell(server, kept)).isEqualTo(200);
      }
      assumeThat(chattr("+i", data)).as("chattr works here").isTrue();
      int refused = 0;
      try {
        // everysec: what is not on disk yet when it begins is answered all the same, and kept by
        // Redis
        for (int next = kept; refused < 5; next++) {
          int status = sell(server, next);
          if (status == 200) {
            kept++;
          } else {
            assertThat(status).isEqualTo(503);
            refused++;
          }
          assertThat(next).as("503 sooner or later").isLessThan(5_000);
          LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
        assertThat(server.state("session/jiaocheng-0516")).isNotNull();
      } finally {
        chattr("-i", data);
      }
      int again = 1_000_000;
      Eventually.until("orders are taken again", () -> sellsAgain(server, again));
      assertThat(server.awaitReady().state("session/jiaocheng-0516").at("/totals/orders").asLong())
          .as("answered 200: %d before, one after", kept)
          .isEqualTo(kept + 1);
      assertThat(ServerProcess.exitCode(server.verify())).as(server.log()).isZero();
    }
  }

  private static boolean sellsAgain(ServerProcess server, int order) {
    try {
      return sell(server, order) == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static int sell(ServerProcess server, int order)
      throws IOException, InterruptedException {
    return new NativePartner(server.partnerDoor(), "demo")
        .send(
            ServerProcess.DEMO_SECRET,
            "d-" + order,
            NativePartner.paid("jiaocheng-0516", "o-" + order, "枣"));
  }

  /** All that is in it; whether it could be done. */
  private static boolean chattr(String how, Path what) throws IOException, InterruptedException {
    return new ProcessBuilder("chattr", "-R", how, what.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor()
        == 0;
  }
}
