package org.guchang.ingest.format;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.guchang.event.Event;

/**
 * What a delivery says: events to count, events refused, and tests, which are accepted and count
 * for nothing.
 */
public final class ParsedDelivery {
  private final boolean batch;
  private final List<Event> events = new ArrayList<>();
  private final List<Refusal> refusals = new ArrayList<>(0);
  private int[] positions = new int[1];
  private int tests;

  ParsedDelivery(boolean batch) {
    this.batch = batch;
  }

  void accept(int index, Event event) {
    if (event instanceof Event.WebhookTest) {
      tests++;
      return;
    }
    if (events.size() == positions.length) {
      positions = Arrays.copyOf(positions, Math.max(16, 2 * positions.length));
    }
    positions[events.size()] = index;
    events.add(event);
  }

  void refuse(Refusal refusal) {
    refusals.add(refusal);
  }

  /** Whether it was an array of events, even of one. */
  public boolean batch() {
    return batch;
  }

  /** To be counted, in the order of the delivery. */
  public List<Event> events() {
    return events;
  }

  /**
   * Position in the delivery of the event that is number {@code i} of {@link #events()}, both from
   * 0.
   */
  public int position(int i) {
    return positions[i];
  }

  /** In the order of the delivery. */
  public List<Refusal> refusals() {
    return refusals;
  }

  public int tests() {
    return tests;
  }
}
