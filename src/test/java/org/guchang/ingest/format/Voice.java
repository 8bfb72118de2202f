package org.guchang.ingest.format;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.guchang.config.Catalog;
import org.jspecify.annotations.Nullable;

/** A platform as it pushes: how it signs and encrypts what it has to say. */
public interface Voice {

  /** Of the partner in the catalog. */
  String format();

  /** That format's usual platform. */
  String platform();

  /** What the console and the catalog both know. */
  Map<String, String> keys();

  /**
   * @param path of the URL the platform was given
   * @param message what it says, in the clear
   */
  Sent say(String path, byte[] message, long nowMillis);

  /** A partner of that format, whose pushes belong to one session. */
  default Catalog.Partner partner(String id, String session) {
    return new Catalog.Partner(
        id, format(), List.of(), List.of("*"), List.of("*"), session, keys());
  }

  /** A request as it leaves the platform. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Sent(
      String method,
      String path,
      @Nullable String query,
      Map<String, String> headers,
      byte[] body) {

    static Sent post(String path, Map<String, String> headers, byte[] body) {
      return new Sent("POST", path, null, headers, body);
    }

    public Sent with(String header, String value) {
      Map<String, String> more = new java.util.TreeMap<>(headers);
      more.put(header, value);
      return new Sent(method, path, query, more, body);
    }

    Sent withBody(byte[] other) {
      return new Sent(method, path, query, headers, other);
    }

    public Sent withQuery(String other) {
      return new Sent(method, path, other, headers, body);
    }

    /** As it arrives at the format layer. */
    public Post arrive(String partner, long receivedAt) {
      Map<String, String> byName =
          headers.entrySet().stream()
              .collect(
                  Collectors.toMap(
                      header -> header.getKey().toLowerCase(Locale.ROOT), Map.Entry::getValue));
      return new Post(
          method,
          partner,
          path,
          query,
          name -> byName.get(name.toString().toLowerCase(Locale.ROOT)),
          body,
          receivedAt);
    }

    /** As it goes over the wire. */
    public HttpRequest to(URI door) {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(door.resolve(query == null ? path : path + "?" + query))
              .timeout(Duration.ofSeconds(20))
              .method(method, BodyPublishers.ofByteArray(body));
      headers.forEach(request::header);
      return request.build();
    }
  }
}
