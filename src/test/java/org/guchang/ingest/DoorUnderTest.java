package org.guchang.ingest;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.guchang.config.CatalogHolder;
import org.guchang.config.Settings;

/** A partner door on a free port with a {@link FakeLedger} behind it, and ways to post to it. */
final class DoorUnderTest implements AutoCloseable {
  static final String STRUCTURED = "application/cloudevents+json";
  static final String BATCHED = "application/cloudevents-batch+json";

  final FakeLedger ledger = new FakeLedger();
  final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  final CatalogHolder catalog = new CatalogHolder(Acme.catalog());
  private final Vertx vertx = Vertx.vertx();
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .build();
  private final AtomicInteger ids = new AtomicInteger();
  private final List<PartnerDoor> doors = new ArrayList<>();

  DoorUnderTest(Settings settings, int instances) throws Exception {
    Rates rates = new Rates();
    deploy(settings, instances, vertx -> steps(rates));
  }

  /** One with other steps behind it than the fake ledger. */
  DoorUnderTest(Function<Vertx, Steps> steps) throws Exception {
    deploy(Acme.settings(), 1, steps);
  }

  private void deploy(Settings settings, int instances, Function<Vertx, Steps> steps)
      throws Exception {
    IngestMeters meters = new IngestMeters(registry);
    vertx
        .deployVerticle(
            () -> {
              PartnerDoor door =
                  new PartnerDoor(
                      settings, catalog, () -> steps.apply(vertx), meters, request -> false);
              doors.add(door);
              return door;
            },
            new DeploymentOptions().setInstances(instances))
        .await(20, TimeUnit.SECONDS);
  }

  private Steps steps(Rates rates) {
    Steps plain = Steps.of(ledger);
    return new Steps(
        rates,
        plain.placement(),
        plain.lookups(),
        plain.ledger(),
        plain.quarantine(),
        plain.orders(),
        plain.receipts());
  }

  List<Integer> ports() {
    return doors.stream().map(PartnerDoor::port).distinct().toList();
  }

  int port() {
    return ports().get(0);
  }

  URI hook(String partner) {
    return URI.create("http://127.0.0.1:" + port() + "/hooks/" + partner);
  }

  String nextId() {
    return "msg_" + ids.incrementAndGet();
  }

  /** Signed as it should be, under an id of its own. */
  HttpResponse<String> post(byte[] body, String contentType) throws Exception {
    return send(signed(nextId(), body).header("Content-Type", contentType));
  }

  HttpRequest.Builder signed(String id, byte[] body) {
    return signed(Acme.PARTNER, Acme.SECRET, id, System.currentTimeMillis() / 1000, body);
  }

  HttpRequest.Builder signed(String partner, String secret, String id, long seconds, byte[] body) {
    return HttpRequest.newBuilder(hook(partner))
        .timeout(Duration.ofSeconds(20))
        .header("webhook-id", id)
        .header("webhook-timestamp", Long.toString(seconds))
        .header("webhook-signature", WebhookSignature.sign(secret, id, seconds, body))
        .POST(BodyPublishers.ofByteArray(body));
  }

  HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  /**
   * The head of a signed POST up to its last header, for tests that write their bytes themselves.
   */
  String head(String id, byte[] body) {
    long seconds = System.currentTimeMillis() / 1000;
    return "POST /hooks/acme HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nwebhook-id: "
        + id
        + "\r\nwebhook-timestamp: "
        + seconds
        + "\r\nwebhook-signature: "
        + WebhookSignature.sign(Acme.SECRET, id, seconds, body)
        + "\r\n";
  }

  Socket connect() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port());
    socket.setSoTimeout(10_000);
    return socket;
  }

  @Override
  public void close() throws TimeoutException {
    vertx.close().await(20, TimeUnit.SECONDS);
  }
}
