package org.guchang.bench.overload;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.guchang.bench.stage.ChildJvm;
import org.guchang.bench.stage.Table;

/** Holds what partners were answered 2xx against boards and ledger: neither more nor less. */
final class OverloadAudit {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final OverloadStage stage;
  private final OverloadPromises promises;
  private final HttpClient http = HttpClient.newHttpClient();

  OverloadAudit(OverloadStage stage, OverloadPromises promises) {
    this.stage = stage;
    this.promises = promises;
  }

  /** Orders, and what they add up to. */
  private record Sum(long orders, long fen) {
    Sum plus(Sum other) {
      return new Sum(orders + other.orders, fen + other.fen);
    }
  }

  void compare(Collection<OverloadPartner> partners) throws IOException, InterruptedException {
    Map<String, Sum> sessions = new TreeMap<>();
    for (OverloadPartner partner : partners) {
      sessions.merge(
          OverloadCatalog.session(partner.name),
          new Sum(partner.orders(), partner.fen()),
          Sum::plus);
    }
    Sum all = new Sum(0, 0);
    for (Map.Entry<String, Sum> session : sessions.entrySet()) {
      compare(session.getKey(), session.getValue());
      all = all.plus(session.getValue());
    }
    Table.line(
        "  answered 2xx: %,d orders of %,d fen; boards and ledger were held against them",
        all.orders(), all.fen());
  }

  private void compare(String session, Sum answered) throws IOException, InterruptedException {
    JsonNode totals = board(session);
    Sum shown = new Sum(totals.path("orders").asLong(), totals.path("gmvFen").asLong());
    promises.check(shown.equals(answered), "%s shows %s, not %s", session, shown, answered);
    Map<String, String> proof = ChildJvm.words(stage.server.ask("verify " + session));
    promises.check("true".equals(proof.get("proved")), "%s is not proved: %s", session, proof);
  }

  private JsonNode board(String session) throws IOException, InterruptedException {
    URI at =
        URI.create("http://127.0.0.1:" + stage.screenPort() + "/api/boards/session/" + session);
    return JSON.readTree(
            http.send(HttpRequest.newBuilder(at).timeout(PATIENCE).build(), BodyHandlers.ofString())
                .body())
        .at("/state/totals");
  }
}
