package org.guchang.board;

import java.util.Comparator;
import java.util.PriorityQueue;

/** Time that passes when a test says so. */
final class FakeTiming implements Timing {
  private record Task(long at, long order, Runnable run) {}

  private final PriorityQueue<Task> tasks =
      new PriorityQueue<>(Comparator.comparingLong(Task::at).thenComparingLong(Task::order));
  private long now = Figures.START_MILLIS;
  private long ahead;
  private long order;

  @Override
  public long now() {
    return now + ahead;
  }

  @Override
  public long elapsed() {
    return now;
  }

  /** Somebody sets the clock on the wall; back where it is less than 0. */
  void step(long millis) {
    ahead += millis;
  }

  @Override
  public void after(long millis, Runnable task) {
    tasks.add(new Task(now + Math.max(1, millis), order++, task));
  }

  void pass(long millis) {
    long until = now + millis;
    while (!tasks.isEmpty() && tasks.peek().at() <= until) {
      Task next = tasks.remove();
      now = next.at();
      next.run().run();
    }
    now = until;
  }

  void every(long millis, Runnable task) {
    after(
        millis,
        () -> {
          task.run();
          every(millis, task);
        });
  }
}
