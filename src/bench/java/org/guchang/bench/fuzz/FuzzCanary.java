package org.guchang.bench.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.guchang.bench.load.RawConnection;
import org.guchang.ingest.format.FuzzVoices.Spoken;
import org.guchang.ingest.format.Voice.Sent;
import org.jspecify.annotations.Nullable;

/** Good orders among the bad pushes, of a partner and a session of their own, counted here too. */
final class FuzzCanary {
  static final String NAME = "canary";

  private static final int PATIENCE_SECONDS = 20;

  private final Spoken voice;
  private final long run = System.nanoTime();
  private final AtomicLong orders = new AtomicLong();

  /**
   * @param voice speaks native
   */
  FuzzCanary(Spoken voice) {
    this.voice = voice;
  }

  /** Sends one that nobody has seen; null when it was counted, else what was answered. */
  @Nullable String sing(RawConnection partner, long number) throws IOException {
    String id = run + "-" + number;
    String event =
        voice
            .samples()
            .get(0)
            .replace("\"e-1\"", "\"e-" + id + "\"")
            .replace("\"o-1\"", "\"o-" + id + "\"")
            .replace(FuzzCatalog.SESSIONS.get(0), NAME);
    Sent sent =
        voice.signer().sign("/hooks/" + NAME, event.getBytes(UTF_8), System.currentTimeMillis());
    RawConnection.Answered answered = partner.send(sent);
    if (answered.status() == 200 && answered.body().contains("\"accepted\":1")) {
      orders.incrementAndGet();
      return null;
    }
    return answered.status() + " " + answered.body();
  }

  long orders() {
    return orders.get();
  }

  private long amountFen() throws IOException {
    return new ObjectMapper().readTree(voice.samples().get(0)).at("/data/amountFen").asLong();
  }

  /** Waits until the board shows what was counted here; false when it never does. */
  boolean isShown(RawConnection screen) throws IOException {
    String totals = "\"gmvFen\":%d".formatted(orders() * amountFen());
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    do {
      String board = screen.send(get("/api/boards/session/" + NAME)).body();
      int at = board.indexOf("\"totals\":");
      String shown = at < 0 ? "" : board.substring(at, board.indexOf('}', at) + 1);
      if (shown.contains(totals) && shown.contains("\"orders\":" + orders())) {
        return true;
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    } while (System.nanoTime() < deadline);
    return false;
  }

  static Sent get(String path) {
    return new Sent("GET", path, null, Map.of(), new byte[0]);
  }
}
