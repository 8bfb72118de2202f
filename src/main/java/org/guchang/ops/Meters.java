package org.guchang.ops;

/** Every meter there is, by name. */
public final class Meters {
  private Meters() {}

  public static final String COMMIT_DURATION = "guchang.commit.duration";
  public static final String COMMIT_GROUP = "guchang.commit.group";
  public static final String COMMIT_RETRIES = "guchang.commit.retries";
  public static final String QUEUE_EVENTS = "guchang.queue.events";

  // the partner door
  public static final String DELIVERIES = "guchang.deliveries";
  public static final String EVENTS = "guchang.events";
  public static final String INGEST_DURATION = "guchang.ingest.duration";
}
