package org.guchang.ingest.csv.sending;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLContext;
import org.guchang.ingest.WebhookSignature;

/**
 * Posts one body and stays until there is an answer: busy (429), away (5xx) and lost connections
 * are tried again, as long as Retry-After asks for at least, with the same webhook-id, which is
 * made of the body. Thread-safe.
 */
final class SignedPost {
  /** Of one attempt. */
  private static final Duration ATTEMPT = Duration.ofSeconds(30);

  /** A restart of the server takes a minute at most; after three nobody comes back. */
  private static final long PATIENCE_MILLIS = 180_000;

  private static final long FIRST_PAUSE_MILLIS = 200;
  private static final long LONGEST_PAUSE_MILLIS = 5_000;

  /** Of a digest, hexadecimal. */
  private static final int ID_DIGITS = 40;

  private final HttpClient client;
  private final URI hook;
  private final String secret;
  private final AtomicLong retries = new AtomicLong();

  /**
   * Of one partner.
   *
   * @throws IllegalArgumentException when the secret cannot sign
   */
  SignedPost(URI door, String partner, String secret, SSLContext tls) {
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .sslContext(tls)
            .build();
    String path = door.getPath() == null || door.getPath().equals("/") ? "" : door.getPath();
    this.hook = door.resolve(path + "/hooks/" + partner);
    this.secret = secret;
    WebhookSignature.sign(secret, "check", 0, new byte[0]);
  }

  /** Deliveries sent again. */
  long retries() {
    return retries.get();
  }

  /**
   * The answer, of any status but those that ask to try again.
   *
   * @param query of the hook's URL
   * @throws IOException when patience has come to its end
   */
  HttpResponse<byte[]> send(byte[] body, String query) throws IOException, InterruptedException {
    String id = id(body, query);
    long began = System.nanoTime();
    for (int tried = 0; ; tried++) {
      long asked = 0;
      String reason;
      try {
        HttpResponse<byte[]> answer =
            client.send(request(id, body, query), BodyHandlers.ofByteArray());
        if (answer.statusCode() != 429 && answer.statusCode() < 500) {
          return answer;
        }
        reason = "status " + answer.statusCode();
        asked = retryAfter(answer);
      } catch (IOException e) {
        reason = e.getClass().getSimpleName() + ": " + e.getMessage();
      }
      if (TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began) > PATIENCE_MILLIS) {
        throw new IOException("not answered after " + (tried + 1) + " attempts, last " + reason);
      }
      retries.incrementAndGet();
      long most = Math.min(LONGEST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << Math.min(tried, 10));
      Thread.sleep(Math.max(asked, ThreadLocalRandom.current().nextLong(most / 2, most + 1)));
    }
  }

  private static long retryAfter(HttpResponse<?> answer) {
    String seconds = answer.headers().firstValue("Retry-After").orElse("");
    return seconds.matches("[0-9]{1,2}") ? 1_000L * Integer.parseInt(seconds) : 0;
  }

  private HttpRequest request(String id, byte[] body, String query) {
    long seconds = System.currentTimeMillis() / 1000;
    return HttpRequest.newBuilder(URI.create(hook + "?" + query))
        .timeout(ATTEMPT)
        .header("Content-Type", "text/csv; charset=utf-8")
        .header(WebhookSignature.ID_HEADER, id)
        .header(WebhookSignature.TIMESTAMP_HEADER, Long.toString(seconds))
        .header(WebhookSignature.SIGNATURE_HEADER, WebhookSignature.sign(secret, id, seconds, body))
        .POST(BodyPublishers.ofByteArray(body))
        .build();
  }

  private static String id(byte[] body, String query) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      sha256.update(query.getBytes(StandardCharsets.UTF_8));
      sha256.update((byte) 0);
      return "csv-" + HexFormat.of().formatHex(sha256.digest(body)).substring(0, ID_DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
