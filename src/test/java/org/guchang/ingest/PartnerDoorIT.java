package org.guchang.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import org.guchang.event.Event;
import org.guchang.ingest.format.WireEvent;
import org.guchang.ledger.Ledger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every answer of the door, over HTTP; {@link PartnerDoorWireIT} has what goes on below it. */
final class PartnerDoorIT {
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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/cloudevents+json",
        "application/json",
        "application/cloudevents+json; charset=utf-8"
      })
  void signedEvent_isCommittedAndAnsweredWithAReceipt(String contentType) throws Exception {
    HttpResponse<String> answer = door.post(WireEvent.paid().bytes(), contentType);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
    assertThat(answer.headers().firstValue("Date")).isPresent();
    assertThat(answer.body()).isEqualTo("{\"accepted\":1,\"duplicates\":0,\"rejected\":[]}");
    assertThat(door.ledger.events()).singleElement().isInstanceOf(Event.OrderPaid.class);
    assertThat(door.ledger.deliveries())
        .singleElement()
        .satisfies(d -> assertThat(d.partner()).isEqualTo(Acme.PARTNER));
  }

  @Test
  void signedBatch_isAcceptedOneByOne() throws Exception {
    byte[] body =
        WireEvent.batch(
            WireEvent.paid(),
            WireEvent.paid(),
            WireEvent.paid().with("/id", "e-2").with("/data/orderId", "refuse-me"),
            WireEvent.paid().with("/id", "e-3").with("/data/lines/0/quantity", 0),
            WireEvent.of("guchang.webhook.test"),
            WireEvent.paid().without("/id"));

    HttpResponse<String> answer = door.post(body, DoorUnderTest.BATCHED);

    assertThat(answer.statusCode()).isEqualTo(200);
    JsonNode receipt = JSON.readTree(answer.body());
    assertThat(receipt.fieldNames())
        .toIterable()
        .containsExactly("accepted", "duplicates", "rejected");
    assertThat(receipt.get("accepted").asInt()).isEqualTo(2);
    assertThat(receipt.get("duplicates").asInt()).isEqualTo(1);
    assertThat(receipt.get("rejected"))
        .extracting(r -> r.get("index") + " " + r.get("id") + " " + r.get("pointer").asText())
        .containsExactly(
            "2 \"e-2\" /data/amountFen", "3 \"e-3\" /data/lines/0/quantity", "5 null /id");
    assertThat(receipt.get("rejected").get(0).fieldNames())
        .toIterable()
        .containsExactly("index", "id", "pointer", "reason");
  }

  @Test
  void sameDeliveryAgain_isAllDuplicates() throws Exception {
    byte[] body = WireEvent.paid().bytes();

    assertThat(
            door.send(door.signed("msg_a", body).header("Content-Type", DoorUnderTest.STRUCTURED))
                .statusCode())
        .isEqualTo(200);
    HttpResponse<String> again =
        door.send(door.signed("msg_a", body).header("Content-Type", DoorUnderTest.STRUCTURED));

    assertThat(again.statusCode()).isEqualTo(200);
    assertThat(again.body()).isEqualTo("{\"accepted\":0,\"duplicates\":1,\"rejected\":[]}");
  }

  @Test
  void webhookTest_isAnsweredButNotCounted() throws Exception {
    HttpResponse<String> answer =
        door.post(
            WireEvent.of("guchang.webhook.test").without("/data").bytes(),
            DoorUnderTest.STRUCTURED);

    assertThat(answer.body()).isEqualTo("{\"accepted\":1,\"duplicates\":0,\"rejected\":[]}");
    assertThat(door.ledger.deliveries()).isEmpty();
  }

  @Test
  void emptyBatch_isAccepted() throws Exception {
    HttpResponse<String> answer = door.post("[]".getBytes(UTF_8), DoorUnderTest.BATCHED);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("{\"accepted\":0,\"duplicates\":0,\"rejected\":[]}");
  }

  @Test
  void singleEventRefused_isToldEveryFault() throws Exception {
    WireEvent event = WireEvent.paid().with("/subject", "nowhere").with("/data/amountFen", -1);

    JsonNode problem =
        problem(door.post(event.bytes(), DoorUnderTest.STRUCTURED), 422, "events-refused");

    assertThat(problem.get("errors"))
        .extracting(e -> e.get("pointer").asText())
        .containsExactly("/subject", "/data/amountFen");
    assertThat(problem.get("errors").get(1).get("detail").asText())
        .isEqualTo("must not be negative");
    assertThat(door.ledger.deliveries()).isEmpty();
  }

  @Test
  void wholeBatchRefused_isToldByIndex() throws Exception {
    byte[] body =
        WireEvent.batch(
            WireEvent.paid().with("/data/orderId", "refuse-1"),
            WireEvent.paid().with("/id", "e-2").with("/data/amountFen", 1.5),
            WireEvent.paid().with("/id", "e-3").with("/source", "taobao"));

    JsonNode problem = problem(door.post(body, DoorUnderTest.BATCHED), 422, "events-refused");

    assertThat(problem.get("errors"))
        .extracting(e -> e.get("pointer").asText())
        .containsExactly("/0/data/amountFen", "/1/data/amountFen", "/2/source");
  }

  @Test
  void sameIdWithAnotherBody_isAConflict() throws Exception {
    byte[] other = WireEvent.paid().with("/id", "e-9").bytes();

    door.send(
        door.signed("msg_a", WireEvent.paid().bytes())
            .header("Content-Type", DoorUnderTest.STRUCTURED));
    HttpResponse<String> answer =
        door.send(door.signed("msg_a", other).header("Content-Type", DoorUnderTest.STRUCTURED));

    problem(answer, 422, "delivery-conflict");
    assertThat(door.ledger.events()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "{}", "[{}] x", "\"text\""})
  void bodyThatIsNoCloudEvent_isMalformed(String body) throws Exception {
    problem(door.post(body.getBytes(UTF_8), "application/json"), 400, "malformed");
  }

  @Test
  void bodyThatIsNotUtf8_isMalformed() throws Exception {
    byte[] gbk =
        WireEvent.of("guchang.comment.posted")
            .json()
            .getBytes(java.nio.charset.Charset.forName("GBK"));

    assertThat(
            problem(door.post(gbk, DoorUnderTest.STRUCTURED), 400, "malformed")
                .get("detail")
                .asText())
        .contains("not UTF-8");
  }

  @Test
  void deliveryThatCannotBeVerified_isToldNothingMore() throws Exception {
    byte[] body = WireEvent.paid().bytes();
    long now = System.currentTimeMillis() / 1000;
    HttpResponse<String> wrong =
        door.send(door.signed(Acme.PARTNER, "whsec_" + "A".repeat(32), "m", now, body));
    List<HttpResponse<String>> others =
        List.of(
            door.send(door.signed("nobody", Acme.SECRET, "m", now, body)),
            door.send(door.signed(Acme.PARTNER, Acme.SECRET, "m", now - 400, body)),
            door.send(door.signed(Acme.PARTNER, Acme.SECRET, "m", now + 400, body)),
            door.send(
                door.signed(Acme.PARTNER, Acme.SECRET, "m", now, body)
                    .POST(BodyPublishers.ofString("{}"))),
            door.send(
                door.signed(Acme.PARTNER, Acme.SECRET, "m", now, body)
                    .setHeader("webhook-id", "a.b")),
            door.send(
                java.net.http.HttpRequest.newBuilder(door.hook(Acme.PARTNER))
                    .POST(BodyPublishers.noBody())));

    problem(wrong, 401, "unauthorized");
    assertThat(wrong.headers().firstValue("WWW-Authenticate")).isPresent();
    assertThat(others)
        .allSatisfy(
            answer -> {
              assertThat(answer.statusCode()).isEqualTo(401);
              assertThat(answer.body()).isEqualTo(wrong.body());
            });
    assertThat(door.ledger.deliveries()).isEmpty();
  }

  @Test
  void unverifiedDelivery_isNotJudgedByItsMediaTypeOrBody() throws Exception {
    byte[] body = "{".getBytes(UTF_8);
    var request = door.signed("nobody", Acme.SECRET, "m", System.currentTimeMillis() / 1000, body);

    problem(door.send(request.header("Content-Type", "text/plain")), 401, "unauthorized");
  }

  @Test
  void deliverySignedWithTheNextSecret_isAccepted() throws Exception {
    byte[] body = WireEvent.paid().bytes();
    var request =
        door.signed(Acme.PARTNER, Acme.NEXT_SECRET, "m", System.currentTimeMillis() / 1000, body);

    assertThat(door.send(request.header("Content-Type", DoorUnderTest.STRUCTURED)).statusCode())
        .isEqualTo(200);
  }

  @Test
  void otherMediaType_isUnsupported() throws Exception {
    HttpResponse<String> answer = door.post(WireEvent.paid().bytes(), "text/plain");

    problem(answer, 415, "unsupported-media-type");
    assertThat(answer.headers().firstValue("Accept").orElse("")).contains(DoorUnderTest.STRUCTURED);
    problem(
        door.send(door.signed(door.nextId(), WireEvent.paid().bytes())),
        415,
        "unsupported-media-type");
  }

  @Test
  void binaryMode_isRefusedWithTheReason() throws Exception {
    byte[] data = "{\"orderId\":\"o-1\"}".getBytes(UTF_8);
    var request =
        door.signed(door.nextId(), data)
            .header("Content-Type", "application/json")
            .header("ce-specversion", "1.0")
            .header("ce-type", "guchang.order.cancelled");

    assertThat(problem(door.send(request), 415, "unsupported-media-type").get("detail").asText())
        .contains("not covered by the signature");
  }

  @Test
  void compressedBody_isUnsupported() throws Exception {
    var request =
        door.signed(door.nextId(), WireEvent.paid().bytes())
            .header("Content-Type", DoorUnderTest.STRUCTURED);
    var identity =
        door.signed(door.nextId(), WireEvent.paid().bytes())
            .header("Content-Type", DoorUnderTest.STRUCTURED);

    problem(door.send(request.header("Content-Encoding", "gzip")), 415, "unsupported-encoding");
    assertThat(door.send(identity.header("Content-Encoding", "identity")).statusCode())
        .isEqualTo(200);
  }

  @Test
  void ledgerAway_isUnavailableAndSaysWhenToRetry() throws Exception {
    door.ledger.failWith(new Ledger.Unavailable(Ledger.Reason.REDIS_AWAY, "gone"));

    HttpResponse<String> answer = door.post(WireEvent.paid().bytes(), DoorUnderTest.STRUCTURED);

    problem(answer, 503, "unavailable");
    assertThat(answer.headers().firstValue("Retry-After"))
        .hasValueSatisfying(s -> assertThat(s).matches("[0-9]+"));

    door.ledger.failWith(null);
    assertThat(door.post(WireEvent.paid().bytes(), DoorUnderTest.STRUCTURED).statusCode())
        .isEqualTo(200);
  }

  @Test
  void ourOwnFault_isAnsweredWithoutItsTrace() throws Exception {
    door.ledger.failWith(new IllegalStateException("secret detail"));

    HttpResponse<String> answer = door.post(WireEvent.paid().bytes(), DoorUnderTest.STRUCTURED);

    problem(answer, 500, "internal");
    assertThat(answer.body()).doesNotContain("secret detail", "IllegalState");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/hooks", "/hooks/", "/hooks/a/b", "/metrics", "/hooks/a/"})
  void otherPath_isNotFound(String path) throws Exception {
    var request =
        java.net.http.HttpRequest.newBuilder(door.hook("x").resolve(path))
            .POST(BodyPublishers.ofString("{}"));

    problem(door.send(request), 404, "not-found");
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "PUT", "DELETE", "OPTIONS"})
  void otherMethod_isNotAllowedWhoeverThePartner(String method) throws Exception {
    for (String partner : List.of(Acme.PARTNER, "nobody")) {
      HttpResponse<String> answer =
          door.send(
              java.net.http.HttpRequest.newBuilder(door.hook(partner))
                  .method(method, BodyPublishers.noBody()));

      problem(answer, 405, "method-not-allowed");
      assertThat(answer.headers().firstValue("Allow")).hasValue("POST");
    }
  }

  @Test
  void instancesOfOneDeployment_shareOnePort() throws Exception {
    try (DoorUnderTest several = new DoorUnderTest(Acme.settings(), 2)) {
      assertThat(several.ports()).hasSize(1).doesNotContain(door.port());
      assertThat(several.post(WireEvent.paid().bytes(), DoorUnderTest.STRUCTURED).statusCode())
          .isEqualTo(200);
    }
  }

  @Test
  void meters_countDeliveriesAndEvents() throws Exception {
    door.post(
        WireEvent.batch(WireEvent.paid(), WireEvent.paid().with("/type", "no")),
        DoorUnderTest.BATCHED);
    door.post("{".getBytes(UTF_8), DoorUnderTest.STRUCTURED);
    door.send(door.signed("nobody", Acme.SECRET, "m", 0, new byte[0]));

    assertThat(deliveries(Acme.PARTNER, "native", "accepted")).isEqualTo(1);
    assertThat(deliveries(Acme.PARTNER, "native", "malformed")).isEqualTo(1);
    assertThat(deliveries("unknown", "unknown", "unauthorized")).isEqualTo(1);
    assertThat(events("guchang.order.paid", "accepted")).isEqualTo(1);
    assertThat(events("unknown", "type")).isEqualTo(1);
    assertThat(door.registry.get("guchang.ingest.duration").timer().count()).isEqualTo(3);
  }

  private double deliveries(String partner, String format, String outcome) {
    return door.registry
        .get("guchang.deliveries")
        .tags("partner", partner, "format", format, "outcome", outcome)
        .counter()
        .count();
  }

  private double events(String type, String outcome) {
    return door.registry
        .get("guchang.events")
        .tags("type", type, "outcome", outcome)
        .counter()
        .count();
  }

  private static JsonNode problem(HttpResponse<String> answer, int status, String name)
      throws Exception {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    JsonNode problem = JSON.readTree(answer.body());
    assertThat(problem.get("status").asInt()).isEqualTo(status);
    assertThat(problem.get("type").asText()).isEqualTo("urn:problem-type:guchang:" + name);
    assertThat(problem.get("title").asText()).isNotBlank();
    assertThat(problem.get("detail").asText()).isNotBlank();
    return problem;
  }
}
