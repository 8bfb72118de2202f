package org.guchang.bench.child;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.guchang.board.RedisSessionReader;
import org.guchang.board.SessionFigures;
import org.guchang.board.SessionReader;
import org.guchang.ledger.Verification;
import org.guchang.redis.Keys;
import org.guchang.redis.MilestoneStore;
import org.guchang.redis.MomentStore;
import org.guchang.redis.RedisConnector;
import org.guchang.redis.RedisLink;
import org.guchang.redis.SessionStore;

/** Asks a Redis about what was stored, over a link of its own. */
final class RedisProbe {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Verifying reads the whole ledger. */
  private static final Duration VERIFY_PATIENCE = Duration.ofMinutes(5);

  /** Ledger entries read at once. */
  static final int PAGE = 200;

  private final Context context;
  private final RedisLink link;
  private final SessionReader reader;
  private final SessionStore store;

  RedisProbe(Vertx vertx, String url, String prefix) throws Exception {
    context = ((VertxInternal) vertx).createEventLoopContext();
    link = new RedisConnector(vertx, url, PATIENCE).link("the benchmark");
    on(link::connect, PATIENCE);
    Keys keys = new Keys(prefix);
    store = new SessionStore(link, keys);
    reader =
        new RedisSessionReader(store, new MomentStore(link, keys), new MilestoneStore(link, keys));
  }

  /**
   * {@code verify SESSION}: orders, gmvFen and whether the ledger proves them; {@code read SESSION
   * N}: nanoseconds of N readings of the whole session, one after another; {@code facts SESSION
   * FILE}: writes the orders of the ledger to a file, see {@link LedgerFacts}; {@code redis
   * COMMAND…}: what Redis answers, line ends as spaces.
   */
  String answer(String question) throws Exception {
    String[] words = question.split(" ", -1);
    return switch (words[0]) {
      case "verify" -> verify(words[1]);
      case "read" -> read(words[1], Integer.parseInt(words[2]));
      case "facts" ->
          LedgerFacts.write(
              version -> on(() -> store.entries(words[1], version, version + PAGE - 1), PATIENCE),
              words[1],
              Path.of(words[2]));
      case "redis" -> redis(Arrays.copyOfRange(words, 1, words.length));
      default -> throw new IllegalArgumentException(question);
    };
  }

  private String verify(String session) throws Exception {
    Verification.Report report = on(() -> new Verification(store).verify(session), VERIFY_PATIENCE);
    SessionFigures figures = on(() -> reader.read(session, null), PATIENCE);
    return "proved="
        + report.isProved()
        + " orders="
        + figures.totals().sums().orders()
        + " gmvFen="
        + figures.totals().sums().gmvFen();
  }

  private String read(String session, int times) throws Exception {
    StringBuilder nanos = new StringBuilder();
    for (int i = 0; i < times; i++) {
      long began = System.nanoTime();
      on(() -> reader.read(session, null), PATIENCE);
      nanos.append(i == 0 ? "" : ",").append(System.nanoTime() - began);
    }
    return nanos.toString();
  }

  private String redis(String[] command) throws Exception {
    Request request =
        Request.cmd(
            Command.create(command[0]),
            Arrays.copyOfRange(command, 1, command.length, Object[].class));
    Response answer = on(() -> link.send(request), PATIENCE);
    return String.valueOf(answer).replaceAll("\\s+", " ").strip();
  }

  /** Process id of Redis. */
  String pid() throws Exception {
    for (Map.Entry<String, String> fact : info("server").entrySet()) {
      if (fact.getKey().equals("process_id")) {
        return fact.getValue();
      }
    }
    throw new IllegalStateException("Redis does not tell its process id");
  }

  private Map<String, String> info(String section) throws Exception {
    Map<String, String> facts = new HashMap<>();
    for (String word : redis(new String[] {"INFO", section}).split(" ", -1)) {
      int colon = word.indexOf(':');
      if (colon > 0) {
        facts.put(word.substring(0, colon), word.substring(colon + 1));
      }
    }
    return facts;
  }

  /** Before Redis goes, so that its end is no news. */
  void close() throws Exception {
    link.close().await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
  }

  private <T> T on(Supplier<Future<T>> work, Duration patience) throws Exception {
    Promise<T> promise = Promise.promise();
    context.runOnContext(go -> work.get().onComplete(promise));
    return promise.future().await(patience.toMillis(), TimeUnit.MILLISECONDS);
  }
}
