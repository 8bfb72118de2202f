package org.guchang.pending.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.guchang.pending.api.ApiFailure.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Asks a platform over HTTP and takes JSON for an answer: certificates are checked, redirects are
 * not followed, time and size are bounded. Confined to the event loop it was made on.
 */
public final class ApiHttp {
  /** For one request, from the connection to the last byte. */
  public static final int PATIENCE_MILLIS = 8_000;

  private static final int CONNECT_MILLIS = 3_000;

  /** An order's detail is some kilobytes. */
  private static final int MOST_BYTES = 512 * 1024;

  private static final int MOST_CONNECTIONS = 8;
  private static final int MOST_DEPTH = 64;
  private static final int MOST_DIGITS = 40;
  private static final long LONGEST_WAIT_MILLIS = TimeUnit.HOURS.toMillis(1);

  /** Amounts in decimals keep every digit. */
  private static final ObjectMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MOST_DEPTH)
                          .maxNumberLength(MOST_DIGITS)
                          .build())
                  .build())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final HttpClient client;
  private final int patienceMillis;

  public ApiHttp(Vertx vertx) {
    this(vertx, PATIENCE_MILLIS);
  }

  ApiHttp(Vertx vertx, int patienceMillis) {
    HttpClientOptions options =
        new HttpClientOptions()
            .setConnectTimeout(CONNECT_MILLIS)
            .setVerifyHost(true)
            .setTrustAll(false)
            .setDecompressionSupported(false);
    this.client =
        vertx
            .httpClientBuilder()
            .with(options)
            .with(new PoolOptions().setHttp1MaxSize(MOST_CONNECTIONS))
            .build();
    this.patienceMillis = patienceMillis;
  }

  /**
   * What is asked.
   *
   * @param target path and query; it may hold secrets and is never logged
   * @param body JSON or a form, null for a GET
   */
  record Question(URI at, String target, Map<String, String> headers, @Nullable String body) {
    static Question get(URI at, String target) {
      return new Question(at, target, Map.of(), null);
    }

    static Question json(URI at, String target, JsonNode body) {
      return new Question(
          at, target, Map.of("content-type", "application/json;charset=utf-8"), body.toString());
    }

    static Question form(URI at, String target, String body) {
      return new Question(
          at, target, Map.of("content-type", "application/x-www-form-urlencoded"), body);
    }

    Question with(String header, String value) {
      Map<String, String> more = new HashMap<>(headers);
      more.put(header, value);
      return new Question(at, target, Map.copyOf(more), body);
    }

    /** Without what may be secret. */
    @Override
    public String toString() {
      return "Question[to " + at + "]";
    }
  }

  /** Fails with {@link ApiFailure}; the status of what it answers is below 500 and not 429. */
  Future<Reply> ask(Question question) {
    URI at = question.at();
    boolean tls = "https".equals(at.getScheme());
    int port = at.getPort() >= 0 ? at.getPort() : tls ? 443 : 80;
    RequestOptions options =
        new RequestOptions()
            .setMethod(question.body() == null ? HttpMethod.GET : HttpMethod.POST)
            .setHost(at.getHost())
            .setPort(port)
            .setSsl(tls)
            .setURI(question.target())
            .setFollowRedirects(false)
            .setConnectTimeout(CONNECT_MILLIS);
    question.headers().forEach(options::putHeader);
    return client
        .request(options)
        .compose(request -> exchange(request, question.body()))
        .recover(failure -> Future.failedFuture(translated(failure)));
  }

  private Future<Reply> exchange(HttpClientRequest request, @Nullable String body) {
    Future<HttpClientResponse> response =
        body == null ? request.send() : request.send(Buffer.buffer(body));
    return response
        .compose(ApiHttp::whole)
        .timeout(patienceMillis, TimeUnit.MILLISECONDS)
        .onFailure(failure -> request.reset());
  }

  private static Future<Reply> whole(HttpClientResponse response) {
    Promise<Reply> whole = Promise.promise();
    Buffer read = Buffer.buffer();
    response.exceptionHandler(whole::tryFail);
    response.handler(
        chunk -> {
          if (read.length() + chunk.length() > MOST_BYTES) {
            whole.tryFail(new ApiFailure(Kind.GARBLED, "more than " + MOST_BYTES + " bytes"));
          } else if (!whole.future().isComplete()) {
            read.appendBuffer(chunk);
          }
        });
    response.endHandler(
        end -> {
          try {
            whole.tryComplete(reply(response, read.getBytes()));
          } catch (ApiFailure failure) {
            whole.tryFail(failure);
          }
        });
    return whole.future();
  }

  private static Reply reply(HttpClientResponse response, byte[] body) {
    int status = response.statusCode();
    if (status == 429) {
      throw new ApiFailure(Kind.THROTTLED, "status 429", retryAfter(response));
    }
    if (status >= 500 || status == 408 || (status >= 300 && status < 400)) {
      throw new ApiFailure(Kind.AWAY, "status " + status, retryAfter(response));
    }
    try {
      JsonNode tree = JSON.readTree(new String(body, StandardCharsets.UTF_8));
      if (tree != null && tree.isObject()) {
        return new Reply(status, tree);
      }
    } catch (JsonProcessingException | NumberFormatException e) {
      // the parser lets an exponent of more than ten digits fail that way; its message may quote
      // the answer, and that may hold persons
    }
    boolean denied = status == 401 || status == 403;
    throw new ApiFailure(
        denied ? Kind.DENIED : Kind.GARBLED, "status " + status + " without a JSON object");
  }

  /** In seconds; a date is not worth its reading and counts as not told. */
  private static long retryAfter(HttpClientResponse response) {
    String told = response.getHeader(HttpHeaders.RETRY_AFTER);
    if (told == null || !told.matches("\\d{1,9}")) {
      return ApiFailure.UNTOLD;
    }
    return Math.min(LONGEST_WAIT_MILLIS, TimeUnit.SECONDS.toMillis(Long.parseLong(told)));
  }

  private ApiFailure translated(Throwable failure) {
    if (failure instanceof TimeoutException) {
      return new ApiFailure(Kind.AWAY, "no answer within " + patienceMillis + " ms");
    }
    return failure instanceof ApiFailure known
        ? known
        : new ApiFailure(Kind.AWAY, failure.getClass().getSimpleName());
  }
}
