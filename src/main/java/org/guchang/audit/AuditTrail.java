package org.guchang.audit;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.guchang.ops.OpsProblem;
import org.guchang.redis.AuditStore;
import org.guchang.redis.AuditStore.Head;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes the trail and checks it. Confined to one event loop; servers share one trail. */
final class AuditTrail {
  private static final Logger LOG = LoggerFactory.getLogger(AuditTrail.class);
  private static final int PAGE = 500;

  /** Each failed attempt is another server's line; changes are made by hand. */
  private static final int MOST_ATTEMPTS = 50;

  private final AuditStore store;
  private final AuditWitness witness;

  /** The append before the next: one at a time, as each needs the digest of the one before. */
  private Future<?> last = Future.succeededFuture();

  AuditTrail(AuditStore store, AuditWitness witness) {
    this.store = store;
    this.witness = witness;
  }

  /** What a check came to. */
  record Checked(Head head, long lines, List<String> faults) {}

  /** The number of the line; it is in the log too, which is another place than Redis. */
  Future<Long> append(JsonObject told) {
    Future<Long> appended =
        last.transform(
            done ->
                store
                    .head()
                    .compose(
                        head -> append(told, head.number() + 1, head.digest(), MOST_ATTEMPTS)));
    last = appended;
    return appended;
  }

  private Future<Long> append(JsonObject told, long number, String previous, int attempts) {
    AuditLine line = AuditLine.of(told, number, previous);
    String digest = line.digest();
    return store
        .append(number, previous, line.text(), digest)
        .compose(
            appended -> {
              if (appended.done()) {
                LOG.info("Audit line {} {}", digest, line.text());
                witness.saw(number, digest);
                return Future.succeededFuture(number);
              }
              return attempts == 0
                  ? Future.failedFuture(new IllegalStateException("others append all the time"))
                  : append(told, appended.number() + 1, appended.digest(), attempts - 1);
            });
  }

  Future<Head> head() {
    return store.head();
  }

  /**
   * Lines after one, the oldest first.
   *
   * @param after number of a line
   */
  Future<List<String>> lines(long after, int count) {
    return store.head().compose(head -> store.lines(Math.max(0, after - head.cut()), count));
  }

  Future<Checked> check() {
    return store
        .head()
        .compose(
            head -> {
              AuditChain chain = new AuditChain(head, witness.seen());
              return check(chain, 0)
                  .compose(all -> store.head())
                  .map(now -> new Checked(head, chain.lines(), chain.end(now)))
                  .onSuccess(this::remember);
            });
  }

  private void remember(Checked checked) {
    if (checked.faults().isEmpty()) {
      witness.saw(checked.head().number(), checked.head().digest());
    }
  }

  private Future<Void> check(AuditChain chain, long from) {
    return store
        .lines(from, PAGE)
        .compose(
            page -> {
              page.forEach(text -> chain.add(new AuditLine(text)));
              return page.size() < PAGE ? Future.succeededFuture() : check(chain, from + PAGE);
            });
  }

  /** Lines that went; only from a trail that is whole. */
  Future<Long> cut(long through) {
    return check()
        .compose(
            checked -> {
              Head head = checked.head();
              if (!checked.faults().isEmpty()) {
                throw new OpsProblem(
                    409,
                    "The trail is not whole",
                    "Nothing is cut off a trail that was changed: GET /audit/check says where");
              }
              if (through <= head.cut() || through >= head.number()) {
                throw OpsProblem.wrong(
                    "through",
                    "through is the number of a line that is there and not the last: "
                        + (head.cut() + 1)
                        + " to "
                        + (head.number() - 1));
              }
              return store
                  .lines(through - head.cut() - 1, 1)
                  .compose(last -> store.cut(through, new AuditLine(last.get(0)).digest()));
            });
  }
}
