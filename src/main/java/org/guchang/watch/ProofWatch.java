package org.guchang.watch;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.guchang.ledger.Verification;

/** Proves the totals of recent sessions again and again, one after the other. */
final class ProofWatch implements Watch.Lookout {
  private final Supplier<List<String>> recent;
  private final Verification verification;
  private final ProofBook book;
  private final Duration every;
  private boolean first = true;

  /**
   * @param recent ids of the sessions to be proved
   */
  ProofWatch(
      Supplier<List<String>> recent, Verification verification, ProofBook book, int everyMinutes) {
    this.recent = recent;
    this.verification = verification;
    this.book = book;
    this.every = Duration.ofMinutes(everyMinutes);
  }

  /** Soon after the start, when the sessions are known; then at its pace. */
  @Override
  public Duration every() {
    return first ? Duration.ofSeconds(10) : every;
  }

  @Override
  public Future<?> look() {
    List<String> sessions = recent.get();
    first = first && sessions.isEmpty();
    return prove(sessions, 0);
  }

  private Future<Void> prove(List<String> sessions, int index) {
    return index == sessions.size()
        ? Future.succeededFuture()
        : book.prove(verification, sessions.get(index)).compose(done -> prove(sessions, index + 1));
  }
}
