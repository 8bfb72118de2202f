package org.guchang.access.oidc;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * An organisation's identity provider as its clients meet it: a real server with a discovery
 * document, a page that asks a person, codes that work once and for whom they were made, keys and
 * signed tokens; and it can be unwell or wrong in many ways.
 */
public final class FakeIdentityProvider implements AutoCloseable {
  public static final String CLIENT = "guchang";
  public static final String SECRET = "the-secret-of-this-client";
  private static final String MUCH = "x".repeat(1 << 16);
  private static final Base64.Encoder URL = Base64.getUrlEncoder().withoutPadding();

  /** How it answers what a server asks. */
  public enum Mood {
    WELL,
    /** Takes the question and says nothing. */
    SILENT,
    /** Status 503, and a page. */
    BROKEN,
    GARBAGE,
    /** Begins well, and goes on as long as anybody reads. */
    ENDLESS
  }

  /** How it signs tokens. */
  public enum Signing {
    GOOD,
    /** {@code alg: none}, and nothing behind the last dot. */
    NONE,
    /** The same, without the last dot. */
    NONE_CUT,
    /** With its public key as a shared secret. */
    PUBLIC_AS_SECRET,
    /** Under the name of its key, with another. */
    FORGED,
    /** With a key that is in no list. */
    UNKNOWN_KEY,
    /** With the one before the last rotation. */
    OLD_KEY,
    /** Signed well, and then changed. */
    CHANGED,
    /** No identity token at all. */
    MISSING
  }

  public volatile Mood mood = Mood.WELL;
  public volatile Signing signing = Signing.GOOD;

  /** What stands in a token beside what has to. */
  public volatile JsonObject person = new JsonObject();

  /** Changes what has to stand in a token. */
  public volatile UnaryOperator<JsonObject> spoiling = UnaryOperator.identity();

  /** Changes its discovery document. */
  public volatile UnaryOperator<JsonObject> describing = UnaryOperator.identity();

  /** The path of answers that hold far more than anybody needs. */
  public volatile String padded = "";

  /** What it was asked, by path. */
  public final List<String> asked = Collections.synchronizedList(new ArrayList<>());

  /** All codes, tokens and the like that it gave out. */
  public final List<String> secrets = Collections.synchronizedList(new ArrayList<>());

  private final Vertx vertx;
  private final Map<String, Visit> visits = new ConcurrentHashMap<>();
  private final Map<String, Visit> codes = new ConcurrentHashMap<>();
  private volatile KeyPair key = pair();
  private volatile String keyId = "key-0";
  private volatile KeyPair oldKey = key;
  private volatile String oldKeyId = keyId;
  private final AtomicInteger rotations = new AtomicInteger();
  private volatile int port;
  private HttpServer server;

  /** What a client asked for. */
  private record Visit(String redirect, String state, String nonce, String challenge) {}

  public FakeIdentityProvider(Vertx vertx) {
    this.vertx = vertx;
    comeBack();
  }

  /** By another name than the server that asks it: another site for a browser. */
  public String issuer() {
    return "http://localhost:" + port + "/realms/county";
  }

  /** As far as its clients can tell it is gone. */
  public void goAway() {
    await(server.close());
  }

  /** At the same address as before. */
  public void comeBack() {
    server = await(vertx.createHttpServer().requestHandler(this::heard).listen(port, "127.0.0.1"));
    port = server.actualPort();
  }

  /** From now on it signs with another key, and the old one is in its list no more. */
  public void rotate() {
    oldKey = key;
    oldKeyId = keyId;
    key = pair();
    keyId = "key-" + rotations.incrementAndGet();
  }

  /** As on the first day. */
  public void recover(JsonObject whom) {
    mood = Mood.WELL;
    signing = Signing.GOOD;
    spoiling = UnaryOperator.identity();
    person = whom;
  }

  private void heard(HttpServerRequest request) {
    String path = request.path().replace("/realms/county", "");
    asked.add(path);
    boolean page = path.startsWith("/authorize");
    if (!page && mood != Mood.WELL) {
      unwell(request);
      return;
    }
    switch (path) {
      case "/.well-known/openid-configuration" -> json(request, 200, describing.apply(discovery()));
      case "/jwks" -> json(request, 200, keys());
      case "/authorize" -> ask(request);
      case "/authorize/answer" -> form(request).onSuccess(form -> sendBack(request, form));
      case "/token" -> form(request).onSuccess(form -> token(request, form));
      default -> request.response().setStatusCode(404).end();
    }
  }

  private void unwell(HttpServerRequest request) {
    if (mood == Mood.BROKEN) {
      request.response().setStatusCode(503).end("<html>503 of a proxy</html>");
    } else if (mood == Mood.GARBAGE) {
      request.response().putHeader("content-type", "application/json").end("{\"issuer\": oops");
    } else if (mood == Mood.ENDLESS) {
      HttpServerResponse response = request.response().setChunked(true);
      response.putHeader("content-type", "application/json");
      goOn(response.exceptionHandler(gone -> {}), "{\"issuer\": \"");
    }
  }

  private static void goOn(HttpServerResponse response, String text) {
    response.write(text).onSuccess(taken -> goOn(response, MUCH));
  }

  private static Future<MultiMap> form(HttpServerRequest request) {
    request.setExpectMultipart(true);
    return request.end().map(read -> request.formAttributes());
  }

  private void json(HttpServerRequest request, int status, JsonObject body) {
    if (!padded.isEmpty() && request.path().endsWith(padded)) {
      body.put("padding", MUCH.repeat(32));
    }
    request
        .response()
        .setStatusCode(status)
        .putHeader("content-type", "application/json")
        .putHeader("cache-control", "max-age=3600")
        .end(body.encode());
  }

  private JsonObject discovery() {
    return new JsonObject()
        .put("issuer", issuer())
        .put("authorization_endpoint", issuer() + "/authorize")
        .put("token_endpoint", issuer() + "/token")
        .put("userinfo_endpoint", issuer() + "/userinfo")
        .put("introspection_endpoint", issuer() + "/introspect")
        .put("jwks_uri", issuer() + "/jwks")
        .put("response_types_supported", new JsonArray().add("code"))
        .put("grant_types_supported", new JsonArray().add("authorization_code"));
  }

  /** With one that is not for signatures, as some have. */
  private JsonObject keys() {
    RSAPublicKey open = (RSAPublicKey) key.getPublic();
    JsonObject own =
        new JsonObject()
            .put("kty", "RSA")
            .put("n", URL.encodeToString(unsigned(open.getModulus().toByteArray())))
            .put("e", URL.encodeToString(open.getPublicExponent().toByteArray()));
    return new JsonObject()
        .put(
            "keys",
            new JsonArray()
                .add(own.copy().put("kid", "enc").put("use", "enc").put("alg", "RSA-OAEP"))
                .add(own.put("kid", keyId).put("use", "sig").put("alg", "RS256")));
  }

  private static byte[] unsigned(byte[] number) {
    return number[0] == 0 ? java.util.Arrays.copyOfRange(number, 1, number.length) : number;
  }

  private void ask(HttpServerRequest request) {
    MultiMap asks = request.params();
    boolean known =
        CLIENT.equals(asks.get("client_id"))
            && "code".equals(asks.get("response_type"))
            && "S256".equals(asks.get("code_challenge_method"))
            && (" " + asks.get("scope") + " ").contains(" openid ");
    if (!known) {
      request.response().setStatusCode(400).end("unknown client");
      return;
    }
    String id = "visit-" + visits.size();
    visits.put(
        id,
        new Visit(
            asks.get("redirect_uri"),
            asks.get("state"),
            asks.get("nonce"),
            asks.get("code_challenge")));
    request
        .response()
        .putHeader("content-type", "text/html; charset=utf-8")
        .end(
            """
            <!doctype html><meta charset="utf-8"><title>县政务统一身份认证</title>
            <h1>县政务统一身份认证</h1>
            <form method="post" action="authorize/answer"><input type="hidden" name="visit" value="%s">
            <button name="answer" value="yes">同意</button><button name="answer" value="no">拒绝</button>
            </form>
            """
                .formatted(id));
  }

  private void sendBack(HttpServerRequest request, MultiMap form) {
    Visit visit = visits.get(form.get("visit"));
    String more = "&error=access_denied&error_description=secret+words+of+the+provider";
    if ("yes".equals(form.get("answer"))) {
      String code = "code-" + URL.encodeToString(random(18));
      secrets.add(code);
      codes.put(code, visit);
      more = "&code=" + code;
    }
    String at =
        visit.redirect()
            + "?state="
            + URLEncoder.encode(visit.state(), UTF_8)
            + more
            + "&iss="
            + URLEncoder.encode(issuer(), UTF_8);
    request.response().setStatusCode(302).putHeader("location", at).end();
  }

  private void token(HttpServerRequest request, MultiMap form) {
    String basic =
        "Basic " + Base64.getEncoder().encodeToString((CLIENT + ":" + SECRET).getBytes(UTF_8));
    if (!basic.equals(request.getHeader("authorization"))) {
      json(request, 401, new JsonObject().put("error", "invalid_client"));
      return;
    }
    Visit visit = codes.remove(form.get("code"));
    String verifier = String.valueOf(form.get("code_verifier"));
    secrets.add(verifier);
    boolean good =
        visit != null
            && visit.redirect().equals(form.get("redirect_uri"))
            && visit.challenge().equals(URL.encodeToString(sha256(verifier)));
    if (!good) {
      json(
          request,
          400,
          new JsonObject()
              .put("error", "invalid_grant")
              .put("error_description", "secret words of the provider"));
      return;
    }
    String access = "access-" + URL.encodeToString(random(18));
    secrets.add(access);
    JsonObject answer =
        new JsonObject()
            .put("access_token", access)
            .put("token_type", "Bearer")
            .put("expires_in", 300);
    if (signing != Signing.MISSING) {
      String token = identityToken(visit);
      secrets.add(token);
      answer.put("id_token", token);
    }
    json(request, 200, answer);
  }

  private String identityToken(Visit visit) {
    long now = System.currentTimeMillis() / 1_000;
    JsonObject claims =
        new JsonObject()
            .put("iss", issuer())
            .put("sub", "f81d4fae")
            .put("aud", CLIENT)
            .put("iat", now)
            .put("exp", now + 300)
            .put("nonce", visit.nonce())
            .mergeIn(person);
    String body = part(spoiling.apply(claims));
    String head = part(new JsonObject().put("alg", "RS256").put("kid", keyId));
    return switch (signing) {
      case NONE -> part(new JsonObject().put("alg", "none")) + "." + body + ".";
      case NONE_CUT -> part(new JsonObject().put("alg", "none")) + "." + body;
      case PUBLIC_AS_SECRET -> {
        String text = part(new JsonObject().put("alg", "HS256").put("kid", keyId)) + "." + body;
        yield text + "." + URL.encodeToString(mac(key.getPublic().getEncoded(), text));
      }
      case FORGED -> head + "." + body + "." + signature(pair(), head + "." + body);
      case UNKNOWN_KEY -> {
        String text = part(new JsonObject().put("alg", "RS256").put("kid", "k9")) + "." + body;
        yield text + "." + signature(pair(), text);
      }
      case OLD_KEY -> {
        String text = part(new JsonObject().put("alg", "RS256").put("kid", oldKeyId)) + "." + body;
        yield text + "." + signature(oldKey, text);
      }
      case CHANGED ->
          head
              + "."
              + part(claims.copy().put("sub", "somebody else"))
              + "."
              + signature(key, head + "." + body);
      default -> head + "." + body + "." + signature(key, head + "." + body);
    };
  }

  private static String part(JsonObject json) {
    return URL.encodeToString(json.encode().getBytes(UTF_8));
  }

  private static String signature(KeyPair pair, String text) {
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(pair.getPrivate());
      signature.update(text.getBytes(UTF_8));
      return URL.encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] mac(byte[] secret, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      return mac.doFinal(text.getBytes(UTF_8));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] random(int bytes) {
    byte[] chance = new byte[bytes];
    new java.security.SecureRandom().nextBytes(chance);
    return chance;
  }

  private static KeyPair pair() {
    try {
      KeyPairGenerator keys = KeyPairGenerator.getInstance("RSA");
      keys.initialize(2048);
      return keys.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static <T> T await(Future<T> future) {
    try {
      return future.await(10, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError("not within 10 s", e);
    }
  }

  @Override
  public void close() {
    goAway();
  }
}
