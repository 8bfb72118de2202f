package org.guchang.app;

import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A browser in front of the screen door: it keeps cookies, and goes where it is sent step by step.
 */
final class Browsing {
  private static final Pattern VISIT = Pattern.compile("name=\"visit\" value=\"([^\"]+)\"");
  private static final Pattern WORD =
      Pattern.compile("<p class=\"login-word\" role=\"alert\" +>([^<]*)<span");

  final URI door;
  private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
  private final HttpClient http = HttpClient.newBuilder().cookieHandler(cookies).build();

  Browsing(URI door) {
    this.door = door;
  }

  /** Of this door by its path, or of anybody by the whole address. */
  HttpResponse<String> get(String at) throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(whole(at)).build(), HttpResponse.BodyHandlers.ofString());
  }

  HttpResponse<String> post(String at, String... fields) throws IOException, InterruptedException {
    StringBuilder form = new StringBuilder();
    for (int i = 0; i < fields.length; i += 2) {
      form.append(fields[i]).append('=');
      form.append(URLEncoder.encode(fields[i + 1], StandardCharsets.UTF_8)).append('&');
    }
    return http.send(
        HttpRequest.newBuilder(whole(at))
            .header("content-type", "application/x-www-form-urlencoded")
            .header("origin", door.toString())
            .POST(HttpRequest.BodyPublishers.ofString(form.toString()))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private URI whole(String at) {
    return at.startsWith("/") ? URI.create(door + at) : URI.create(at);
  }

  static String location(HttpResponse<?> answer) {
    return answer.headers().firstValue("location").orElseThrow();
  }

  /** To the provider and its answer, up to the address that it sends the browser back to. */
  String visitProvider(String to, String answer) throws IOException, InterruptedException {
    HttpResponse<String> away =
        get("/login/oidc?to=" + URLEncoder.encode(to, StandardCharsets.UTF_8));
    String page = get(location(away)).body();
    Matcher visit = VISIT.matcher(page);
    if (!visit.find()) {
      throw new AssertionError("the provider shows no form: " + page);
    }
    String at = location(away).replaceAll("/authorize.*", "/authorize/answer");
    return location(post(at, "visit", visit.group(1), "answer", answer));
  }

  /** The whole way of one whom the provider lets in; what the door answers at its end. */
  HttpResponse<String> comeByProvider(String to) throws IOException, InterruptedException {
    return get(visitProvider(to, "yes"));
  }

  /** What the page says, in Chinese, to whom this answer sends to the login page. */
  String told(HttpResponse<String> answer) throws IOException, InterruptedException {
    String page = get(location(answer)).body();
    Matcher word = WORD.matcher(page);
    return word.find() ? word.group(1) : "nothing: " + page;
  }

  /** With the ticket that it has; for WebSockets. */
  Visit visit() {
    return new Visit(
        door,
        cookies.getCookieStore().getCookies().stream()
            .filter(cookie -> cookie.getName().equals("guchang"))
            .findFirst()
            .map(HttpCookie::getValue)
            .map(value -> "guchang=" + value)
            .orElse(""));
  }
}
