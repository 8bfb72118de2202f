package org.guchang.replay;

import io.vertx.core.buffer.Buffer;

/**
 * One POST of a scenario.
 *
 * @param afterMillis when it is due, milliseconds after the first one, at speed 1; long silences
 *     are cut short
 * @param id the {@code webhook-id}; a retry has the same
 * @param body CloudEvents JSON, UTF-8; not to be changed
 * @param events how many are in it
 */
public record ScriptedDelivery(long afterMillis, String id, Buffer body, int events) {

  /** Of the body. */
  public String contentType() {
    return body.getByte(0) == '['
        ? "application/cloudevents-batch+json"
        : "application/cloudevents+json";
  }
}
