package org.guchang.door;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.guchang.config.Settings.DoorName.OPS;
import static org.guchang.config.Settings.DoorName.PARTNER;
import static org.guchang.config.Settings.DoorName.SCREEN;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.guchang.bench.load.RawConnection;
import org.guchang.bench.load.RawConnection.Answered;
import org.guchang.config.Settings.DoorName;
import org.guchang.door.Attack.End;
import org.guchang.redis.Eventually;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Everybody bad comes to all three doors of one server at once: each is ended within a limit, is
 * told why where there is something to answer, and moves a meter; whoever asks properly beside them
 * is served as before.
 */
final class AttackedDoorsIT {
  private static final int BODY_BYTES = 64 << 10;
  private static final int MOST_SECONDS = 20;

  private static final List<Attack> ATTACKS = attacks();
  private static final Map<Attack, CompletableFuture<End>> ENDS = new LinkedHashMap<>();
  private static final ExecutorService ATTACKERS = Executors.newFixedThreadPool(ATTACKS.size());

  @TempDir static Path dir;
  private static WholeServer server;

  @BeforeAll
  static void attack() throws Exception {
    server =
        new WholeServer(
            dir,
            Map.of(
                "GUCHANG_DOORS_PATIENCE_SECONDS",
                "1",
                "GUCHANG_HOOKS_BODY_BYTES",
                Integer.toString(BODY_BYTES)));
    for (Attack attack : ATTACKS) {
      ENDS.put(attack, CompletableFuture.supplyAsync(() -> run(attack), ATTACKERS));
    }
  }

  @AfterAll
  static void close() {
    ATTACKERS.shutdownNow();
    server.close();
  }

  private static End run(Attack attack) {
    try (RawConnection connection = new RawConnection(server.at(attack.door()).port())) {
      return attack.deed().on(connection);
    } catch (IOException e) {
      throw new UncheckedIOException(attack.toString(), e);
    }
  }

  static Stream<Attack> all() {
    return ATTACKS.stream();
  }

  @ParameterizedTest
  @MethodSource("all")
  void an_attack_is_ended_within_a_limit_and_metered(Attack attack) throws Exception {
    End end = ENDS.get(attack).get(MOST_SECONDS, TimeUnit.SECONDS);

    assertThat(end.code()).as(end.toString()).isEqualTo(attack.ending());
    if (attack.ending() >= 400 && attack.ending() < 600) {
      assertThat(end.head()).contains("application/problem+json");
      assertThat(end.body()).contains("\"title\":", "\"detail\":", "\"status\":" + end.code());
    }
    assertThat(end.body()).doesNotContain("Exception", "io.netty", "io.vertx", "org.guchang");
    Eventually.until(attack.meter() + " has moved", () -> sample(attack.meter()) > 0);
  }

  @Test
  void good_requests_beside_them_are_served() throws Exception {
    try (RawConnection partner = new RawConnection(server.at(PARTNER).port());
        RawConnection screen = new RawConnection(server.at(SCREEN).port());
        RawConnection ops = new RawConnection(server.at(OPS).port())) {
      int asked = 0;
      do {
        partner.write(SignedRequests.post(SignedRequests.order()));
        assertThat(partner.answer().body()).contains("\"accepted\":1");
        assertThat(get(screen, "/api/boards/session/wenshui-0516").status()).isEqualTo(200);
        assertThat(get(ops, "/health/ready").status()).isEqualTo(200);
        asked++;
      } while (ENDS.values().stream().anyMatch(end -> !end.isDone()));
      assertThat(asked).isPositive();
    }
  }

  @Test
  void requests_sent_ahead_are_answered_in_order() throws Exception {
    try (RawConnection screen = new RawConnection(server.at(SCREEN).port())) {
      screen.write(
          (get("/api/boards") + get("/nothing") + get("/api/page") + get("/api/nothing"))
              .getBytes(ISO_8859_1));
      for (int status : List.of(200, 404, 200, 404)) {
        assertThat(screen.answer().status()).isEqualTo(status);
      }
    }
  }

  @Test
  void who_says_nothing_for_long_is_let_go() throws Exception {
    try (RawConnection partner = new RawConnection(server.at(PARTNER).port());
        RawConnection screen = new RawConnection(server.at(SCREEN).port());
        RawConnection ops = new RawConnection(server.at(OPS).port())) {
      List<RawConnection> silent = List.of(partner, screen, ops);
      for (RawConnection each : silent) {
        assertThat(get(each, "/nothing").status()).isEqualTo(404);
      }
      for (RawConnection each : silent) {
        assertThat(each.in().read()).isEqualTo(-1);
      }
    }
  }

  @Test
  void no_socket_of_an_attacker_stays() throws Exception {
    for (CompletableFuture<End> end : ENDS.values()) {
      end.get(MOST_SECONDS, TimeUnit.SECONDS);
    }
    Eventually.until(
        "no screen is left", () -> sample("guchang_screens{board=\"session/wenshui-0516\"}") == 0);
  }

  private static double sample(String name) {
    try (RawConnection ops = new RawConnection(server.at(OPS).port())) {
      double sum = 0;
      for (String line : get(ops, "/metrics").body().split("\n", -1)) {
        if (line.startsWith(name)) {
          sum += Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1));
        }
      }
      return sum;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Answered get(RawConnection at, String path) throws IOException {
    at.write(get(path).getBytes(ISO_8859_1));
    return at.answer();
  }

  private static String get(String path) {
    return "GET " + path + " HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n";
  }

  private static List<Attack> attacks() {
    List<Attack> all = new ArrayList<>();
    for (DoorName door : DoorName.values()) {
      anywhere(door, all);
    }
    partner(all);
    screen(all);
    ops(all);
    return List.copyOf(all);
  }

  private static void anywhere(DoorName door, List<Attack> all) {
    String post =
        "POST "
            + (door == PARTNER ? "/hooks/demo" : "/log-level/root")
            + " HTTP/1.1\r\nhost: 127.0.0.1\r\n";
    String put = post.replace("POST", door == OPS ? "PUT" : "POST");
    all.add(
        Attack.refused(
            door, Refusal.SLOW_HEAD, Attack.slowly("GET / HTTP/1.1\r\nhost: 127.0.0.1\r\nx: ")));
    if (door != SCREEN) { // which reads no body, and so answers at once
      all.add(
          Attack.refused(
              door, Refusal.SLOW_BODY, Attack.slowly(put + "content-length: 1000\r\n\r\n{")));
    }
    all.add(
        Attack.refused(
            door, Refusal.HALF_BODY, Attack.half(put + "content-length: 1000\r\n\r\n{")));
    all.add(Attack.refused(door, Refusal.LONG_URL, Attack.once(get("/" + "x".repeat(5_000)))));
    all.add(
        Attack.refused(
            door,
            Refusal.LARGE_HEAD,
            Attack.once("GET / HTTP/1.1\r\nhost: a\r\nx: " + "x".repeat(100_000) + "\r\n\r\n")));
    all.add(Attack.refused(door, Refusal.MALFORMED_URL, Attack.once(get("/api/boards?at=%zz"))));
    for (String wrong :
        List.of(
            "NONSENSE\r\n\r\n",
            "GET / HTTP/7.3\r\nhost: a\r\n\r\n",
            "GET / http/1.1\r\nhost: a\r\n\r\n",
            post + "content-length: -5\r\n\r\n",
            post + "content-length: 5\r\ncontent-length: 6\r\n\r\nxxxxxx",
            post + "content-length: 99999999999999999999\r\n\r\n",
            "GET / HTTP/1.1\r\nho st: a\r\n\r\n")) {
      all.add(Attack.refused(door, Refusal.NOT_HTTP, Attack.once(wrong)));
    }
    all.add(
        new Attack(
            door,
            "endless body",
            0,
            "guchang_door_refused_total{door=\""
                + door.name().toLowerCase(Locale.ROOT)
                + "\",reason=\"endless_body\"}",
            Attack.unread(
                (post + "transfer-encoding: chunked\r\n\r\n").getBytes(ISO_8859_1),
                ("1000\r\n" + "x".repeat(4096) + "\r\n").getBytes(ISO_8859_1))));
  }

  private static void partner(List<Attack> all) {
    ByteArrayOutputStream ahead = new ByteArrayOutputStream();
    for (int i = 0; i < 200; i++) {
      ahead.writeBytes(SignedRequests.post(SignedRequests.order()));
    }
    all.add(Attack.refused(PARTNER, Refusal.PIPELINED, Attack.last(ahead.toByteArray())));
    all.add(
        delivery(
            "compression bomb",
            415,
            "unsupported",
            SignedRequests.post(zeros(), "content-encoding: gzip\r\n")));
    all.add(delivery("too large", 413, "too_large", SignedRequests.post(new byte[BODY_BYTES + 1])));
    all.add(
        delivery("deep JSON", 400, "malformed", SignedRequests.post("[".repeat(BODY_BYTES / 2))));
    all.add(
        delivery(
            "a member twice",
            400,
            "malformed",
            SignedRequests.post(
                SignedRequests.order().replace("\"source\"", "\"source\":\"x\",\"source\""))));
    byte[] order = SignedRequests.order().getBytes(UTF_8);
    order[order.length / 2] = (byte) 0xff;
    all.add(delivery("no UTF-8", 400, "malformed", SignedRequests.post(order)));
  }

  private static Attack delivery(String name, int status, String outcome, byte[] request) {
    String meter =
        "guchang_deliveries_total{format=\"native\",outcome=\"" + outcome + "\",partner=\"demo\"}";
    return new Attack(PARTNER, name, status, meter, Attack.answered(request));
  }

  private static void screen(List<Attack> all) {
    all.add(
        Attack.refused(
            SCREEN,
            Refusal.UNREAD,
            Attack.unread(new byte[0], get("/js/store.js").repeat(20).getBytes(ISO_8859_1))));
    byte[] letters = "x".repeat(1_000).getBytes(UTF_8);
    int text = SocketFrames.FINAL | SocketFrames.TEXT;
    all.add(socket("huge frame", 1009, "message", SocketFrames.announced(text, 1L << 40)));
    all.add(socket("big message", 1009, "message", SocketFrames.masked(text, new byte[9_999])));
    all.add(socket("unmasked", 1002, "protocol", SocketFrames.unmasked(text, letters)));
    all.add(
        socket(
            "compressed",
            1002,
            "protocol",
            SocketFrames.masked(text | SocketFrames.COMPRESSED, letters)));
    all.add(
        socket("without end", 1003, "message", SocketFrames.masked(SocketFrames.TEXT, letters)));
    all.add(socket("deep JSON", 1003, "message", SocketFrames.text("[".repeat(1_000))));
    all.add(
        socket(
            "no UTF-8",
            1003,
            "message",
            SocketFrames.masked(text, new byte[] {'{', (byte) 0xff, '}'})));
    all.add(asked(SCREEN, "GET /api/boards/session/none", "no such board", 404, new byte[0], ""));
    all.add(asked(SCREEN, "PUT /api/boards", "another method", 405, new byte[0], ""));
    all.add(
        asked(
            SCREEN,
            "GET /api/boards/session/wenshui-0516?at=noon",
            "no time",
            400,
            new byte[0],
            ""));
    byte[] ping = SocketFrames.masked(SocketFrames.FINAL | SocketFrames.PING, new byte[125]);
    all.add(
        new Attack(
            SCREEN,
            "pings without end",
            0,
            "guchang_screens_closed_total{reason=\"talkative\"}",
            Attack.unread(SocketFrames.hello("session/wenshui-0516"), ping)));
  }

  private static Attack socket(String name, int code, String reason, byte[] frames) {
    String meter = "guchang_screens_closed_total{reason=\"" + reason + "\"}";
    return new Attack(SCREEN, name, code, meter, Attack.inSocket(frames));
  }

  private static void ops(List<Attack> all) {
    all.add(
        Attack.refused(
            OPS,
            Refusal.UNREAD,
            Attack.unread(new byte[0], get("/metrics").repeat(20).getBytes(ISO_8859_1))));
    all.add(share("no object", "[]"));
    all.add(share("nothing in it", "{\"name\": null, \"boards\": null, \"until\": null}"));
    all.add(
        share(
            "no end",
            "{\"name\": \"n\", \"boards\": [\"session/a\"],"
                + " \"until\": \"+999999999-12-31T23:59:59Z\"}"));
    all.add(share("no JSON", "{\"name\": \"wall\", \"boards\": [null"));
    all.add(level("deep JSON", 400, "[".repeat(900).getBytes(UTF_8), ""));
    all.add(level("no UTF-8", 400, new byte[] {'{', (byte) 0xff, '}'}, ""));
    all.add(
        level(
            "compression bomb", 400, Arrays.copyOf(zeros(), 1_000), "content-encoding: gzip\r\n"));
    all.add(level("too large", 413, new byte[100_000], ""));
    all.add(asked(OPS, "POST /health/live", "another method", 405, new byte[0], ""));
    all.add(asked(OPS, "GET /nothing", "nothing there", 404, new byte[0], ""));
  }

  private static Attack share(String name, String body) {
    return asked(OPS, "POST /shares", "share of " + name, 400, body.getBytes(UTF_8), "");
  }

  private static Attack level(String name, int status, byte[] body, String moreHeaders) {
    return asked(OPS, "PUT /log-level/root", name, status, body, moreHeaders);
  }

  private static Attack asked(
      DoorName door, String what, String name, int status, byte[] body, String moreHeaders) {
    ByteArrayOutputStream request = new ByteArrayOutputStream();
    request.writeBytes(
        (what
                + " HTTP/1.1\r\nhost: 127.0.0.1\r\n"
                + moreHeaders
                + "content-length: "
                + body.length
                + "\r\n\r\n")
            .getBytes(ISO_8859_1));
    request.writeBytes(body);
    String reason =
        switch (status) {
          case 404 -> "unknown";
          case 405 -> "wrong_method";
          case 413 -> "too_large";
          default -> "malformed";
        };
    String meter =
        "guchang_door_refused_total{door=\""
            + door.name().toLowerCase(Locale.ROOT)
            + "\",reason=\""
            + reason
            + "\"}";
    return new Attack(door, name, status, meter, Attack.answered(request.toByteArray()));
  }

  /** Ten million zeros, ten kilobytes when compressed. */
  private static byte[] zeros() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
      zip.write(new byte[10_000_000]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
