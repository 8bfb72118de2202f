package org.guchang.bench.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.guchang.access.Passwords;
import org.guchang.access.oidc.FakeIdentityProvider;
import org.guchang.bench.load.RawConnection;
import org.guchang.bench.load.RawConnection.Answered;
import org.guchang.bench.stage.ChildJvm;
import org.guchang.bench.stage.Workspace;
import org.guchang.door.MadeCertificate;
import org.guchang.ingest.format.Voice.Sent;
import org.guchang.redis.FreePort;
import org.jspecify.annotations.Nullable;

/**
 * A server that lets nobody in without leave: users, share links and an identity provider at the
 * screen door, TLS at the partner door; and what somebody has who has leave, or had it.
 */
final class FuzzFortress implements AutoCloseable {
  /** The board that is worth getting at. */
  static final String BOARD = "/api/boards/session/" + FuzzCatalog.SESSIONS.get(0);

  private static final String USER = "li";
  private static final String PASSWORD = "jujube-2020";

  /** How long a log-in may be put off by those who guessed. */
  private static final int MOST_THROTTLED_SECONDS = 90;

  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(20);
  private static final Pattern TICKET = Pattern.compile("\r\n(?i:set-cookie): guchang=([^;\r]+)");

  private final Vertx vertx = Vertx.vertx();
  private final FakeIdentityProvider provider = new FakeIdentityProvider(vertx);
  private final MadeCertificate certificate;
  private final ChildJvm server;
  private final int screen = FreePort.any();
  private final Leave leave;

  /**
   * What opens the board, and what does no more.
   *
   * @param ticket of a cookie, good
   * @param ticketGone of one who logged out
   * @param link good, the end of its address
   * @param linksGone revoked, ended
   */
  record Leave(String ticket, String ticketGone, String link, List<String> linksGone) {}

  FuzzFortress(Workspace workspace, Path catalog, List<String> heap) throws Exception {
    provider.recover(new JsonObject());
    certificate = MadeCertificate.in(workspace.folder("tls"), "fuzzed");
    Path users = workspace.folder("guarded").resolve("users.yaml");
    Files.writeString(
        users,
        """
        users: [{name: %s, password: "%s", role: operator}]
        claims: [{claim: groups, value: nobody-has-it, role: operator}]
        """
            .formatted(USER, Passwords.hash(PASSWORD)));
    Map<String, String> options = new HashMap<>();
    options.put("data", workspace.folder("guarded-data").toString());
    options.put("catalog", catalog.toString());
    options.put("users", users.toString());
    options.put("screenPort", Integer.toString(screen));
    options.put("GUCHANG_ACCESS_MODE", "users");
    options.put("GUCHANG_ACCESS_PUBLIC_URL", origin());
    options.put("GUCHANG_ACCESS_PROXIES", "127.0.0.1");
    options.put("GUCHANG_OIDC_ISSUER", provider.issuer());
    options.put("GUCHANG_OIDC_CLIENT_ID", FakeIdentityProvider.CLIENT);
    options.put("GUCHANG_OIDC_CLIENT_SECRET", FakeIdentityProvider.SECRET);
    options.put("GUCHANG_TLS_DOORS", "partner");
    options.put("GUCHANG_TLS_CERTIFICATE", certificate.pem().toString());
    options.put("GUCHANG_TLS_KEY", certificate.key().toString());
    server = ChildJvm.start("application", options, heap);
    leave = leave();
  }

  /** Where browsers reach its screen door. */
  String origin() {
    return "http://127.0.0.1:" + screen;
  }

  int screen() {
    return screen;
  }

  /** Of the door that speaks TLS. */
  int tls() {
    return server.port();
  }

  Leave given() {
    return leave;
  }

  long heap() throws IOException {
    return server.heap();
  }

  private Leave leave() throws IOException {
    try (RawConnection door = new RawConnection(screen);
        RawConnection ops = new RawConnection(Integer.parseInt(server.fact("opsPort")))) {
      String gone = ticket(door);
      door.send(form("/logout", "").with("cookie", "guchang=" + gone));
      JsonObject revoked = share(ops, 3_600);
      int status = ops.send(post("/shares/" + revoked.getString("id") + "/revoke", "")).status();
      if (status != 200) {
        throw new IOException("a share link could not be revoked: " + status);
      }
      List<String> linksGone = List.of(token(revoked), token(share(ops, 2)));
      Leave all = new Leave(ticket(door), gone, token(share(ops, 360_000)), linksGone);
      awaitGone(door, linksGone);
      return all;
    }
  }

  /** A link is good on, and not good any more, within a second of its end. */
  private static void awaitGone(RawConnection door, List<String> links) throws IOException {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    for (String link : links) {
      while (door.send(FuzzCanary.get("/s/" + link)).status() != 404) {
        if (System.nanoTime() > deadline) {
          throw new IOException("a share link goes on though it is over");
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
      }
    }
  }

  private static JsonObject share(RawConnection ops, long seconds) throws IOException {
    String body =
        new JsonObject()
            .put("name", "wall")
            .put("boards", List.of("session/" + FuzzCatalog.SESSIONS.get(0)))
            .put("until", Instant.now().plusSeconds(seconds).toString())
            .encode();
    Answered made = ops.send(post("/shares", body));
    if (made.status() != 200) {
      throw new IOException("no share link: " + made);
    }
    return new JsonObject(made.body());
  }

  private static String token(JsonObject share) {
    return share.getString("path").substring("/s/".length());
  }

  /** Logs in as one may; who guessed before at the same name makes it wait. */
  private String ticket(RawConnection door) throws IOException {
    Sent asked = form("/login", "name=" + USER + "&password=" + PASSWORD + "&to=/api/page");
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(MOST_THROTTLED_SECONDS);
    Answered in = door.send(asked);
    while (in.status() == 429 && System.nanoTime() < deadline) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(500));
      in = door.send(asked);
    }
    String ticket = ticketOf(in);
    if (ticket == null) {
      throw new IOException("nobody can log in: " + in.head());
    }
    return ticket;
  }

  /** What an answer gives a browser that lets it in; null when it gives none. */
  static @Nullable String ticketOf(Answered answer) {
    Matcher given = TICKET.matcher(answer.written());
    return given.find() ? given.group(1) : null;
  }

  /** A form as the login page sends it. */
  Sent form(String path, String fields) {
    return post(path, fields)
        .with("origin", origin())
        .with("content-type", "application/x-www-form-urlencoded");
  }

  private static Sent post(String path, String body) {
    return new Sent("POST", path, null, Map.of(), body.getBytes(UTF_8));
  }

  /** Whoever has leave is let in still; null when so, else what is wrong. */
  @Nullable String unwell() throws Exception {
    try (RawConnection door = new RawConnection(screen)) {
      int status =
          door.send(FuzzCanary.get(BOARD).with("cookie", "guchang=" + leave.ticket())).status();
      if (status != 200) {
        return "a good ticket is answered " + status;
      }
      Answered shared = door.send(FuzzCanary.get("/s/" + leave.link()));
      if (ticketOf(shared) == null) {
        return "a good share link is answered " + shared.status();
      }
      ticket(door);
    }
    int guide =
        HttpClient.newBuilder()
            .sslContext(certificate.trusted(null))
            .build()
            .send(
                HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + tls() + "/")).build(),
                BodyHandlers.discarding())
            .statusCode();
    return guide == 200 ? null : "the door with TLS answers " + guide;
  }

  @Override
  public void close() {
    server.close();
    provider.close();
    vertx.close();
  }
}
