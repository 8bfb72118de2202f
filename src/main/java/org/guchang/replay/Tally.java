package org.guchang.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Counts the answers. Confined to the replay's event loop. */
final class Tally {
  /** Problems told in full; more would bury the first. */
  private static final int TOLD = 10;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<String> problems = new ArrayList<>();
  private int answered;
  private long accepted;
  private long duplicates;
  private long rejected;
  private long retries;

  /** The answer to one delivery, of any status but those that ask to send it again. */
  void answer(ScriptedDelivery delivery, int status, Buffer body) {
    answered++;
    if (status != 200) {
      rejected += delivery.events();
      problem(delivery.id() + " was answered " + status + " " + shortened(body));
      return;
    }
    try {
      JsonNode receipt = JSON.readTree(body.getBytes());
      long took = receipt.path("accepted").asLong();
      long knew = receipt.path("duplicates").asLong();
      accepted += took;
      duplicates += knew;
      rejected += receipt.path("rejected").size();
      if (took + knew != delivery.events()) {
        problem(
            delivery.id() + " of " + delivery.events() + " events was answered " + shortened(body));
      }
    } catch (IOException e) {
      problem(
          delivery.id()
              + " was answered 200 with something else than a receipt: "
              + shortened(body));
    }
  }

  void retried() {
    retries++;
  }

  void problem(String problem) {
    if (problems.size() < TOLD) {
      problems.add(problem);
    }
  }

  private static String shortened(Buffer body) {
    String text = body.toString();
    return text.length() > 300 ? text.substring(0, 300) + "…" : text;
  }

  ReplayResult result(int deliveries, long millis) {
    return new ReplayResult(
        deliveries,
        answered,
        accepted,
        duplicates,
        rejected,
        retries,
        millis,
        List.copyOf(problems));
  }
}
