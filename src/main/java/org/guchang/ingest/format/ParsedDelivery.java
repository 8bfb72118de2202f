package org.guchang.ingest.format;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import org.guchang.event.Event;

/**
 * What a delivery says: events to count, events whose session is to be found, events refused, what
 * has to be looked up, messages that are of no use to us, and tests, which are accepted and count
 * for nothing.
 */
public final class ParsedDelivery {
  private final boolean batch;
  private final List<Event> events = new ArrayList<>();
  private final List<Refusal> refusals = new ArrayList<>(0);
  private final List<Unplaced> unplaced = new ArrayList<>(0);
  private final List<Lookup> lookups = new ArrayList<>(0);
  private final List<String> ignored = new ArrayList<>(0);
  private IntFunction<byte[]> messages = ParsedDelivery::noMessage;
  private int[] positions = new int[1];
  private int tests;

  public ParsedDelivery(boolean batch) {
    this.batch = batch;
  }

  /** An event whose session is known. */
  public void accept(int index, Event event) {
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

  public void refuse(Refusal refusal) {
    refusals.add(refusal);
  }

  public void place(Unplaced event) {
    unplaced.add(event);
  }

  void lookUp(Lookup lookup) {
    lookups.add(lookup);
  }

  /**
   * A message that is understood and of no use to us.
   *
   * @param type one of a bounded set of names, for the meter
   */
  void ignore(String type) {
    ignored.add(type);
  }

  /**
   * @param byIndex makes the JSON text of the message at a position in the delivery
   */
  public void messages(IntFunction<byte[]> byIndex) {
    messages = byIndex;
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

  /** In the order of the delivery. */
  public List<Unplaced> unplaced() {
    return unplaced;
  }

  public List<Lookup> lookups() {
    return lookups;
  }

  /** Types of the messages that are of no use to us. */
  public List<String> ignored() {
    return ignored;
  }

  /**
   * The message at a position in the delivery, as JSON text that {@link Hook#reread} reads again.
   * Not redacted.
   */
  public byte[] message(int index) {
    return messages.apply(index);
  }

  public int tests() {
    return tests;
  }

  private static byte[] noMessage(int index) {
    throw new IllegalStateException("the format gave no messages; asked for number " + index);
  }
}
