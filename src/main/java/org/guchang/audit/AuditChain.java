package org.guchang.audit;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.guchang.redis.AuditStore.Head;
import org.jspecify.annotations.Nullable;

/**
 * Checks lines one after another, the oldest first, and names those that were changed, removed, put
 * in or moved since they were written. Pure.
 */
final class AuditChain {
  /** The rest is counted: where many are wrong, nobody reads all. */
  private static final int MOST_FAULTS = 100;

  private final Head head;
  private final AuditWitness.@Nullable Seen seen;
  private final List<String> faults = new ArrayList<>();
  private int untold;
  private long lines;
  private long beyond;
  private long number;
  private String digest;

  /**
   * A check.
   *
   * @param head where the trail begins and ends
   * @param seen a line that this server has seen in it; null when it has seen none
   */
  AuditChain(Head head, AuditWitness.@Nullable Seen seen) {
    this.head = head;
    this.seen = seen;
    this.number = head.cut();
    this.digest = head.anchor();
  }

  void add(AuditLine line) {
    JsonObject json = line.json();
    if (json != null && json.getLong(AuditLine.NUMBER) > head.number()) {
      beyond = Math.max(beyond, json.getLong(AuditLine.NUMBER));
      return; // written since the head was read, or by somebody else
    }
    lines++;
    if (json == null) {
      fault("line " + (number + 1) + " is no line of a trail: it was changed");
      number++;
    } else {
      follow(json.getLong(AuditLine.NUMBER), json.getString(AuditLine.PREVIOUS));
    }
    digest = line.digest();
    if (seen != null && number == seen.number() && !digest.equals(seen.digest())) {
      fault("line " + number + " is not the one that this server has seen there");
    }
  }

  private void follow(long found, String previous) {
    if (found > number + 1) {
      fault(
          found == number + 2
              ? "line " + (number + 1) + " is missing"
              : "lines " + (number + 1) + " to " + (found - 1) + " are missing");
    } else if (found <= number) {
      fault("line " + found + " stands after line " + number + ": it was put in or moved");
    } else if (!previous.equals(digest)) {
      fault("line " + number + " is not as it was when line " + found + " was written");
    }
    number = found;
  }

  /**
   * What is wrong, in sentences; empty when all of it is as it was written.
   *
   * @param now the head when the last line had been read
   */
  List<String> end(Head now) {
    if (beyond > now.number()) {
      fault("line " + beyond + " stands after the end: it was put in");
    }
    if (number < head.number()) {
      fault("the last lines, " + (number + 1) + " to " + head.number() + ", are missing");
    } else if (!digest.equals(head.digest())) {
      fault("line " + number + " is not as it was when it was written");
    }
    if (seen != null && seen.number() > now.number()) {
      fault(
          "the trail ends with line "
              + now.number()
              + ", but this server has seen line "
              + seen.number()
              + ": what came between is lost");
    }
    if (untold > 0) {
      faults.add("and " + untold + " more");
    }
    return List.copyOf(faults);
  }

  long lines() {
    return lines;
  }

  private void fault(String what) {
    if (faults.size() < MOST_FAULTS) {
      faults.add(what);
    } else {
      untold++;
    }
  }
}
