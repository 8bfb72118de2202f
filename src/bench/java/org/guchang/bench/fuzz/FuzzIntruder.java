package org.guchang.bench.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.netty.handler.codec.http.QueryStringDecoder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import org.guchang.bench.load.RawConnection;
import org.guchang.bench.load.RawConnection.Answered;
import org.guchang.door.SocketFrames;
import org.guchang.ingest.format.Mutation;
import org.guchang.ingest.format.Voice.Sent;
import org.jspecify.annotations.Nullable;

/**
 * Somebody without leave at a server that asks for it: wrong passwords, forged and stolen cookies,
 * share links changed, revoked and over, ways back from the identity provider that nobody was sent,
 * and what is no TLS at a door that speaks it. Nothing of it may let anybody in. Used by one
 * thread.
 */
final class FuzzIntruder implements AutoCloseable {
  /** Of that many inputs one is a password: the server takes a quarter of a second for it. */
  private static final int LOGIN_ONE_IN = 160;

  private static final int HELLO_BYTES = 1 << 15;
  private static final int ALERT = 0x15;
  private static final int HANDSHAKE = 0x16;
  private static final Pattern FLOW =
      Pattern.compile("\r\n(?i:set-cookie): guchang-login=([^;\r]+)");
  private static final Pattern AWAY = Pattern.compile("\r\n(?i:location): (\\S+)");

  private final FuzzFortress fortress;
  private final FuzzTally tally;
  private final RawConnection screen;
  private final RawConnection tls;

  FuzzIntruder(FuzzFortress fortress, FuzzTally tally) {
    this.fortress = fortress;
    this.tally = tally;
    this.screen = new RawConnection(fortress.screen());
    this.tls = new RawConnection(fortress.tls());
  }

  /** One input. */
  void send(long seed, SplittableRandom random) throws IOException {
    int way = random.nextInt(16);
    if (random.nextInt(LOGIN_ONE_IN) == 0) {
      judge(seed, "guarded login", login(random));
    } else if (way < 5) {
      judge(seed, "guarded cookie", cookie(random));
    } else if (way < 8) {
      judge(seed, "guarded share", share(random));
    } else if (way < 11) {
      judge(seed, "guarded oidc", back(random));
    } else {
      ended(seed, tls.sendAndLeave(noTls(random)));
    }
  }

  private void judge(long seed, String what, Sent sent) throws IOException {
    Answered answered = screen.send(from(sent, new SplittableRandom(seed)));
    tally.answered(seed, what, answered);
    boolean board = sent.path().startsWith(FuzzFortress.BOARD) && answered.status() == 200;
    if (board || FuzzFortress.ticketOf(answered) != null) {
      tally.fail(seed, what, "somebody got in: " + answered.head() + answered.body());
    }
  }

  /** Many come: what one address may try is not what is to be tried here. */
  private static Sent from(Sent sent, SplittableRandom random) {
    return sent.with(
        "x-forwarded-for", "10." + random.nextInt(256) + "." + random.nextInt(256) + ".7");
  }

  private Sent login(SplittableRandom random) {
    String name = random.nextInt(4) == 0 ? "li" : "nobody-" + random.nextInt(1_000);
    String fields = "name=" + name + "&password=wrong-" + random.nextInt(1_000) + "&to=%2F";
    Sent sent = fortress.form("/login", fields);
    Mutation mutation = new Mutation(random);
    byte[] body = sent.body();
    body =
        switch (random.nextInt(3)) {
          case 0 -> mutation.bytes(body);
          case 1 -> mutation.of(fields);
          default -> body;
        };
    sent = new Sent(sent.method(), sent.path(), null, sent.headers(), body);
    return random.nextInt(8) == 0 ? mutation.tampered(sent) : sent;
  }

  private Sent cookie(SplittableRandom random) {
    FuzzFortress.Leave leave = fortress.given();
    String value =
        switch (random.nextInt(4)) {
          case 0 -> leave.ticketGone();
          case 1 -> changed(leave.link(), random);
          default -> changed(leave.ticket(), random);
        };
    String path =
        random.nextInt(4) == 0
            ? "/ws/boards/session/" + FuzzCatalog.SESSIONS.get(0)
            : FuzzFortress.BOARD;
    return FuzzCanary.get(path).with("cookie", "guchang=" + value);
  }

  private Sent share(SplittableRandom random) {
    FuzzFortress.Leave leave = fortress.given();
    List<String> gone = leave.linksGone();
    String link =
        random.nextInt(4) == 0
            ? gone.get(random.nextInt(gone.size()))
            : changed(leave.link(), random);
    String path = "/s/" + link.replace('?', '.').replace('#', '.');
    return FuzzCanary.get(path);
  }

  /** As if the provider had sent the browser back, which it did not. */
  private Sent back(SplittableRandom random) throws IOException {
    Answered sent = screen.send(FuzzCanary.get("/login/oidc").withQuery("to=%2F"));
    String flow = first(FLOW, sent.written());
    String away = first(AWAY, sent.written());
    if (flow == null || away == null) {
      throw new IOException("nobody is sent to the provider: " + sent.status() + sent.head());
    }
    String state = new QueryStringDecoder(away).parameters().get("state").get(0);
    String query = "state=" + state + "&code=code-" + random.nextInt(1_000_000);
    switch (random.nextInt(4)) {
      case 0 -> flow = changed(flow, random);
      case 1 ->
          query = text(new Mutation(random).bytes(query.getBytes(ISO_8859_1))).replace('#', '.');
      case 2 -> query += "&iss=" + changed("http", random) + "&error=" + random.nextInt();
      default -> {}
    }
    return FuzzCanary.get("/login/oidc/back")
        .withQuery(query)
        .with("cookie", "guchang-login=" + flow);
  }

  private static @Nullable String first(Pattern pattern, String head) {
    Matcher found = pattern.matcher(head);
    return found.find() ? found.group(1) : null;
  }

  /** Another than it was, whatever was done to it. */
  private static String changed(String good, SplittableRandom random) {
    Mutation mutation = new Mutation(random);
    String other;
    do {
      other = text(mutation.bytes(good.getBytes(ISO_8859_1)));
    } while (other.contains(good));
    return other;
  }

  private static String text(byte[] bytes) {
    return new String(bytes, ISO_8859_1);
  }

  private byte[] noTls(SplittableRandom random) throws IOException {
    Mutation mutation = new Mutation(random);
    byte[] hello = hello(fortress.tls());
    return switch (random.nextInt(5)) {
      case 0 -> RawConnection.encoded(new Sent("GET", "/", null, Map.of(), new byte[0]));
      case 1 -> java.util.Arrays.copyOf(hello, random.nextInt(hello.length));
      case 2 -> SocketFrames.masked(random.nextInt(256), hello);
      case 3 -> {
        byte[] more = java.util.Arrays.copyOf(hello, hello.length + random.nextInt(500));
        yield mutation.bytes(more);
      }
      default -> mutation.bytes(hello);
    };
  }

  /** How a client of TLS begins. */
  private static byte[] hello(int port) throws IOException {
    try {
      SSLEngine client = SSLContext.getDefault().createSSLEngine("localhost", port);
      client.setUseClientMode(true);
      ByteBuffer hello = ByteBuffer.allocate(HELLO_BYTES);
      client.wrap(ByteBuffer.allocate(0), hello);
      return java.util.Arrays.copyOf(hello.array(), hello.position());
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IOException(e);
    }
  }

  private void ended(long seed, String came) {
    int first = came.isEmpty() ? -1 : came.charAt(0);
    String how = first == ALERT ? "alert" : first == HANDSHAKE ? "handshake" : "closed";
    tally.ended(seed, "tls " + how, came);
    if (first >= 0 && first != ALERT && first != HANDSHAKE) {
      tally.fail(seed, "tls", "speaks no TLS: " + came);
    }
  }

  @Override
  public void close() {
    screen.close();
    tls.close();
  }
}
