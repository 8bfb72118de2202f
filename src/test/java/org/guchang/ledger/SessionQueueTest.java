package org.guchang.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import org.guchang.config.Settings.Limits;
import org.guchang.event.Event;
import org.guchang.event.Event.OrderPaid;
import org.guchang.event.Event.WebhookTest;
import org.guchang.event.Line;
import org.guchang.event.Origin;
import org.guchang.redis.Keys;
import org.junit.jupiter.api.Test;

/** A group that goes wrong, however it does, is answered, and the session goes on. */
class SessionQueueTest {
  private static final Limits LIMITS = new Limits(1 << 20, 1000, 300, 20_000, 100, 5_000);
  private static final Origin ORIGIN = new Origin("s", "douyin", "e1", 1_589_630_400_000L);
  private static final Event PAID =
      new OrderPaid(ORIGIN, "o1", 0, 500, List.of(new Line("zao", null, 1, 500)));

  private static final MinuteTurn NO_MOMENTS =
      new MinuteTurn("s", (session, arrivedAt, heardAt) -> Future.succeededFuture());

  /** No fact: folding it fails. */
  private static final Event NO_FACT = new WebhookTest(ORIGIN);

  @Test
  void aGroupThatCannotBeComputed_isRefusedAndTheNextIsCommitted() {
    SessionQueue queue =
        queue((keys, arguments) -> Future.succeededFuture(CommitReply.committed("e", 1, Map.of())));

    assertThat(enqueue(queue, "d1", NO_FACT).cause()).isInstanceOf(Ledger.Unavailable.class);
    assertThat(enqueue(queue, "d2", PAID).result()).containsExactly(Outcome.ACCEPTED);
  }

  @Test
  void aScriptThatThrows_isRefusedAndTheNextIsCommitted() {
    boolean[] thrown = {false};
    SessionQueue queue =
        queue(
            (keys, arguments) -> {
              if (!thrown[0]) {
                thrown[0] = true;
                throw new IllegalStateException("no link");
              }
              return Future.succeededFuture(CommitReply.committed("e", 1, Map.of()));
            });

    assertThat(enqueue(queue, "d1", PAID).cause()).isInstanceOf(Ledger.Unavailable.class);
    assertThat(enqueue(queue, "d1", PAID).result()).containsExactly(Outcome.ACCEPTED);
  }

  private static Future<List<Outcome>> enqueue(SessionQueue queue, String id, Event event) {
    return queue.enqueue(new SessionPart(LedgerRig.delivery(id, event), List.of(event), true));
  }

  private static SessionQueue queue(CommitScript script) {
    LedgerMeters meters = new LedgerMeters(new SimpleMeterRegistry());
    GroupCommit commit =
        new GroupCommit(
            "s",
            new Keys("t:"),
            () -> "epoch",
            script,
            () -> 1L,
            meters,
            NO_MOMENTS,
            new CommentPace(LIMITS.commentsPerMinute()));
    return new SessionQueue("s", LIMITS, meters, commit);
  }
}
