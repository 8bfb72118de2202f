package org.guchang.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.standardwebhooks.Webhook;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.core.format.EventFormat;
import io.cloudevents.jackson.JsonFormat;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.OffsetDateTime;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.guchang.event.Event;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A partner who uses nothing but the public SDKs of CloudEvents and Standard Webhooks. */
final class PublicSdksIT {
  private static final EventFormat JSON = new JsonFormat();

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
  void structuredEvent_isAccepted() throws Exception {
    HttpResponse<String> answer =
        post(new String(JSON.serialize(event("e-1")), UTF_8), JSON.serializedContentType());

    assertThat(answer.body()).isEqualTo("{\"accepted\":1,\"duplicates\":0,\"rejected\":[]}");
    assertThat(door.ledger.events())
        .singleElement()
        .isInstanceOfSatisfying(
            Event.OrderCancelled.class,
            cancelled -> {
              assertThat(cancelled.orderId()).isEqualTo("o-1");
              assertThat(cancelled.origin().platform()).isEqualTo("douyin");
              assertThat(cancelled.origin().at())
                  .isEqualTo(
                      OffsetDateTime.parse("2020-05-16T20:31:07.25+08:00")
                          .toInstant()
                          .toEpochMilli());
            });
  }

  @Test
  void batch_isAccepted() throws Exception {
    String body =
        Stream.of("e-1", "e-2", "e-3")
            .map(id -> new String(JSON.serialize(event(id)), UTF_8))
            .collect(Collectors.joining(",", "[", "]"));

    assertThat(post(body, "application/cloudevents-batch+json").body())
        .isEqualTo("{\"accepted\":3,\"duplicates\":0,\"rejected\":[]}");
  }

  @Test
  void dataTheSdkKnowsOnlyAsBytes_isRefusedWithWhatToDo() throws Exception {
    CloudEvent binary =
        CloudEventBuilder.v1(event("e-1"))
            .withData("application/octet-stream", new byte[] {1, 2})
            .build();

    HttpResponse<String> answer =
        post(new String(JSON.serialize(binary), UTF_8), JSON.serializedContentType());

    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body()).contains("/data_base64", "send the data as a JSON object");
  }

  private static CloudEvent event(String id) {
    return CloudEventBuilder.v1()
        .withId(id)
        .withSource(URI.create("douyin"))
        .withSubject(Acme.SESSION)
        .withType("guchang.order.cancelled")
        .withTime(OffsetDateTime.parse("2020-05-16T20:31:07.25+08:00"))
        .withExtension("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
        .withData("application/json", "{\"orderId\":\"o-1\",\"reason\":\"不想要了\"}".getBytes(UTF_8))
        .build();
  }

  private HttpResponse<String> post(String body, String contentType) throws Exception {
    long now = System.currentTimeMillis() / 1000;
    String id = door.nextId();
    return door.send(
        HttpRequest.newBuilder(door.hook(Acme.PARTNER))
            .header("Content-Type", contentType)
            .header("webhook-id", id)
            .header("webhook-timestamp", Long.toString(now))
            .header("webhook-signature", new Webhook(Acme.SECRET).sign(id, now, body))
            .POST(BodyPublishers.ofString(body)));
  }
}
