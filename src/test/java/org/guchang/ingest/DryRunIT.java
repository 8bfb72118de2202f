package org.guchang.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpResponse;
import org.guchang.ingest.format.WireEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A dry run says what would happen, and nothing happens. */
final class DryRunIT {
  private static final ObjectMapper JSON = new ObjectMapper();

  private DoorUnderTest door;

  @BeforeEach
  void open() throws Exception {
    door = new DoorUnderTest(Acme.settings(), 1);
  }

  @AfterEach
  void close() throws Exception {
    door.close();
  }

  @Test
  void everyEvent_isToldWhatWouldBecomeOfIt() throws Exception {
    door.post(WireEvent.paid().with("/id", "known").bytes(), DoorUnderTest.STRUCTURED);
    byte[] body =
        WireEvent.batch(
            WireEvent.paid().with("/id", "known"),
            WireEvent.paid().with("/id", "bad").with("/data/lines/0/quantity", 0),
            WireEvent.paid().with("/id", "fresh"),
            WireEvent.paid().with("/id", "full").with("/data/orderId", "refuse-me"));

    JsonNode told = dryRun("m-1", body, 200);

    assertThat(told.get("dryRun").asBoolean()).isTrue();
    assertThat(told.get("accepted").asInt()).isEqualTo(1);
    assertThat(told.get("duplicates").asInt()).isEqualTo(1);
    assertThat(told.get("rejected"))
        .extracting(r -> r.get("id").asText())
        .containsExactly("bad", "full");
    assertThat(told.get("events"))
        .extracting(e -> e.get("index") + " " + e.get("id").asText() + " " + e.get("outcome"))
        .containsExactly(
            "0 known \"duplicate\"",
            "1 bad \"rejected\"",
            "2 fresh \"accepted\"",
            "3 full \"rejected\"");
    assertThat(told.get("events").get(1).get("pointer").asText())
        .isEqualTo("/data/lines/0/quantity");
    assertThat(told.get("events").get(2).get("session").asText()).isEqualTo(Acme.SESSION);
    assertThat(door.ledger.events()).hasSize(1);
  }

  @Test
  void idOfADryRun_isNotUsedUp() throws Exception {
    dryRun("m-1", batch("a"), 200);

    HttpResponse<String> other =
        door.send(door.signed("m-1", batch("b")).header("Content-Type", DoorUnderTest.BATCHED));

    assertThat(other.statusCode()).isEqualTo(200);
    assertThat(other.body()).startsWith("{\"accepted\":1,");
  }

  @Test
  void allRefused_isStillAnAnswer() throws Exception {
    JsonNode told =
        dryRun("m-1", WireEvent.batch(WireEvent.paid().with("/subject", "nowhere")), 200);

    assertThat(told.get("events").get(0).get("outcome").asText()).isEqualTo("rejected");
  }

  @Test
  void bodyNobodyUnderstands_isAProblemAsEver() throws Exception {
    assertThat(dryRun("m-1", "[".getBytes(UTF_8), 400).get("status").asInt()).isEqualTo(400);
  }

  @Test
  void unsigned_isToldNothing() throws Exception {
    var request =
        door.signed(
                Acme.PARTNER,
                "whsec_" + "A".repeat(32),
                "m-1",
                System.currentTimeMillis() / 1000,
                batch("a"))
            .uri(dry());

    assertThat(door.send(request).statusCode()).isEqualTo(401);
  }

  @ParameterizedTest
  @CsvSource({
    "dry-run=true,true",
    "a=b&dry-run=true,true",
    "dry-run=true&a=b,true",
    "dry-run=false,false",
    "xdry-run=true,false",
    "dry-run=trueish,false"
  })
  void query_asksForItOrNot(String query, boolean asks) {
    assertThat(DryRun.isAsked(query)).isEqualTo(asks);
  }

  private static byte[] batch(String id) {
    return WireEvent.batch(WireEvent.paid().with("/id", id));
  }

  private URI dry() {
    return URI.create(door.hook(Acme.PARTNER) + "?dry-run=true");
  }

  private JsonNode dryRun(String id, byte[] body, int status) throws Exception {
    HttpResponse<String> answer =
        door.send(door.signed(id, body).uri(dry()).header("Content-Type", DoorUnderTest.BATCHED));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    return JSON.readTree(answer.body());
  }
}
