package org.guchang.app;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.guchang.ingest.WebhookSignature;

/** A partner that speaks the native format, delivery by delivery. */
record NativePartner(HttpClient client, URI door, String id) {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  NativePartner(URI door, String id) {
    this(HTTP, door, id);
  }

  /** Paid orders of ten yuan for one product, in batches or alone. */
  static String paid(String session, String order, String name) {
    return """
        {"specversion":"1.0","id":"%2$s","source":"douyin","type":"guchang.order.paid",
         "subject":"%1$s","time":"2020-05-16T20:31:07+08:00",
         "data":{"orderId":"%2$s","buyer":"b-%2$s","amountFen":1000,
                 "lines":[{"sku":"new-1","name":"%3$s","quantity":1,"amountFen":1000}]}}
        """
        .formatted(session, order, name);
  }

  /** The status of the answer. */
  int send(String secret, String delivery, String body) throws IOException, InterruptedException {
    return answer(secret, delivery, body).statusCode();
  }

  HttpResponse<String> answer(String secret, String delivery, String body)
      throws IOException, InterruptedException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    long seconds = System.currentTimeMillis() / 1000;
    HttpRequest request =
        HttpRequest.newBuilder(door.resolve("/hooks/" + id))
            .header("content-type", "application/cloudevents+json")
            .header(WebhookSignature.ID_HEADER, delivery)
            .header(WebhookSignature.TIMESTAMP_HEADER, Long.toString(seconds))
            .header(
                WebhookSignature.SIGNATURE_HEADER,
                WebhookSignature.sign(secret, delivery, seconds, bytes))
            .POST(HttpRequest.BodyPublishers.ofByteArray(bytes))
            .build();
    return client.send(request, HttpResponse.BodyHandlers.ofString());
  }

  /** Posts nothing to a door of the server; the status, a space and the body of the answer. */
  static String post(URI at) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(at).POST(HttpRequest.BodyPublishers.noBody()).build();
    HttpResponse<String> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    return answer.statusCode() + " " + answer.body();
  }
}
