package org.guchang.bench.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.guchang.ingest.format.Mutation;
import org.guchang.ingest.format.Voice.Sent;

/** Requests to the screen and ops doors, made from good ones; the same for one seed. */
final class FuzzRequests {
  private static final List<String> METHODS =
      List.of("GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "get", "G T");

  private static final List<String> SCREEN =
      List.of(
          "GET /api/boards",
          "GET /api/boards/session/jiaocheng-0516",
          "GET /api/boards/campaign/c",
          "GET /api/boards/county/c/%E4%BA%A4%E5%9F%8E%E5%8E%BF",
          "GET /api/boards/session/jiaocheng-0516?at=2020-05-16T20:31+08:00",
          "GET /api/moments/session/jiaocheng-0516",
          "GET /api/page",
          "GET /",
          "GET /boards/session/jiaocheng-0516?lang=en",
          "GET /review/session/jiaocheng-0516",
          "GET /report/session/jiaocheng-0516",
          "GET /js/store.js",
          "GET /login",
          "POST /login name=a&password=b&to=/",
          "GET /s/a.b.c",
          "GET /ws/boards/session/jiaocheng-0516");

  private static final List<String> OPS =
      List.of(
          "GET /health/live",
          "GET /health/ready",
          "GET /sessions?all=true&silentAfter=30",
          "GET /screens?board=session/jiaocheng-0516&late=true&count=10&after=0.x",
          "GET /partners?partner=native",
          "GET /verify",
          "GET /log-level",
          "GET /log-level/root",
          "PUT /log-level/org.guchang.fuzz {\"level\": \"warn\", \"minutes\": 1}",
          "DELETE /log-level/org.guchang.fuzz",
          "GET /pending",
          "GET /quarantine?partner=native&reason=x&count=5&after=0-0",
          "GET /quarantine/6f3c0b1d2a4e5f60",
          "POST /quarantine/6f3c0b1d2a4e5f60/repost",
          "POST /quarantine/6f3c0b1d2a4e5f60/dismiss {\"reason\": \"a test\"}",
          "GET /quarantine/trail",
          "GET /shares",
          "POST /shares {\"name\": \"wall\", \"boards\": [\"session/jiaocheng-0516\"], \"until\": \"2031-01-01T00:00:00Z\"}",
          "POST /shares/abcdefgh/revoke",
          "POST /sessions/jiaocheng-0516/wipe",
          "GET /sessions/jiaocheng-0516/comments?count=5&before=9",
          "POST /sessions/jiaocheng-0516/comments/c-1/hide",
          "POST /sessions/jiaocheng-0516/comments/c-1/show");

  /** What costs the server far more than an answer. */
  private static final List<String> OPS_SLOW =
      List.of(
          "GET /metrics",
          "POST /catalog/reload",
          "POST /access/reload",
          "POST /verify/canary",
          "POST /quarantine/repost?partner=canary&reason=x");

  private static final int SLOW_ONE_IN = 50;

  private final SplittableRandom random;
  private final Mutation mutation;

  FuzzRequests(SplittableRandom random) {
    this.random = random;
    this.mutation = new Mutation(random);
  }

  Sent screen() {
    Map<String, String> headers = new TreeMap<>();
    headers.put("accept-encoding", "gzip");
    headers.put("cookie", "guchang=" + Long.toHexString(random.nextLong()));
    headers.put("if-none-match", "\"x\"");
    return changed(one(SCREEN), headers);
  }

  /**
   * @param token that may change things; one in sixteen goes without
   */
  Sent ops(String token) {
    Map<String, String> headers = new TreeMap<>();
    headers.put("content-type", "application/json");
    if (random.nextInt(16) != 0) {
      headers.put("authorization", "Bearer " + token);
    }
    return changed(random.nextInt(SLOW_ONE_IN) == 0 ? one(OPS_SLOW) : one(OPS), headers);
  }

  private String one(List<String> all) {
    return all.get(random.nextInt(all.size()));
  }

  private Sent changed(String good, Map<String, String> headers) {
    String[] words = good.split(" ", 3);
    int mark = words[1].indexOf('?');
    String path = mark < 0 ? words[1] : words[1].substring(0, mark);
    String query = mark < 0 ? null : words[1].substring(mark + 1);
    byte[] body = words.length < 3 ? new byte[0] : words[2].getBytes(UTF_8);
    String method = random.nextInt(20) == 0 ? one(METHODS) : words[0];
    if (random.nextInt(3) == 0) {
      path = path(path);
    }
    if (query == null ? random.nextInt(8) == 0 : random.nextInt(2) == 0) {
      query = query(query == null ? "at=2020-05-16T20:31+08:00" : query);
    }
    if (body.length > 0 ? random.nextInt(4) != 0 : random.nextInt(16) == 0) {
      body = mutation.of(body.length > 0 ? words[2] : "{\"a\": 1}");
    }
    Sent sent = new Sent(method, path, query, headers, body);
    return random.nextInt(8) == 0 ? header(sent) : sent;
  }

  /** One part of it is another, or its bytes are. */
  private String path(String path) {
    if (random.nextInt(3) == 0) {
      return "/" + text(mutation.bytes(path.getBytes(ISO_8859_1)));
    }
    String[] parts = path.split("/", -1);
    parts[random.nextInt(parts.length)] = odd();
    return String.join("/", parts);
  }

  private String query(String query) {
    if (random.nextInt(3) == 0) {
      return text(mutation.bytes(query.getBytes(ISO_8859_1)));
    }
    String[] pairs = query.split("&", -1);
    int at = random.nextInt(pairs.length);
    pairs[at] = pairs[at].replaceAll("=.*", "=") + odd();
    return String.join("&", pairs);
  }

  /** A value that somebody wrote wrongly, percent-encoded mostly. */
  private String odd() {
    String value = text(mutation.of("\"x\""));
    return switch (random.nextInt(4)) {
      case 0 -> value;
      case 1 -> "..";
      default -> URLEncoder.encode(value, UTF_8);
    };
  }

  private Sent header(Sent sent) {
    Map<String, String> more = new TreeMap<>(sent.headers());
    String name = one(List.copyOf(more.keySet()));
    more.put(name, text(mutation.bytes(more.getOrDefault(name, "").getBytes(ISO_8859_1))));
    if (random.nextInt(4) == 0) {
      more.put("origin", "http://" + odd());
    }
    return new Sent(sent.method(), sent.path(), sent.query(), more, sent.body());
  }

  private static String text(byte[] bytes) {
    return new String(bytes, ISO_8859_1);
  }
}
