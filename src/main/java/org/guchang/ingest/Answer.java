package org.guchang.ingest;

import java.nio.charset.StandardCharsets;
import org.guchang.ingest.format.Reply;

/** What a request is answered with when nothing is wrong with it, and how meters name that. */
record Answer(DeliveryOutcome outcome, Reply reply) {

  static Answer of(Receipt receipt) {
    return new Answer(
        DeliveryOutcome.ACCEPTED, new Reply(200, Receipt.MEDIA_TYPE, receipt.encode()));
  }

  @Override
  public String toString() {
    return outcome + " " + new String(reply.body(), StandardCharsets.UTF_8);
  }
}
