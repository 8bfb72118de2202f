package org.guchang.screen;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;

/** Every answer of the screen door that is not a WebSocket. */
final class Answers {
  private Answers() {}

  private static final String POLICY =
      "default-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none';"
          + " frame-ancestors 'self'; object-src 'none'";

  private static final String REVALIDATE = "no-cache";
  private static final String LIVE = "no-store";

  /** Pinned files of others: they change their name when they change. */
  private static final String KEEP_A_WEEK = "public, max-age=604800";

  static void file(HttpServerRequest request, String path, WebFile file) {
    HttpServerResponse response = secured(request.response());
    boolean pinned = path.startsWith("vendor/");
    response
        .putHeader(HttpHeaders.CACHE_CONTROL, pinned ? KEEP_A_WEEK : REVALIDATE)
        .putHeader(HttpHeaders.ETAG, file.etag())
        .putHeader(HttpHeaders.VARY, "accept-encoding");
    if (!file.links().isEmpty()) {
      response.putHeader("link", file.links());
    }
    if (matches(request.getHeader(HttpHeaders.IF_NONE_MATCH), file.etag())) {
      response.setStatusCode(304).end().onFailure(FrameWriter::gone);
      return;
    }
    Buffer body = file.content();
    Buffer zipped = file.zipped();
    String accepted = request.getHeader(HttpHeaders.ACCEPT_ENCODING);
    if (zipped != null && accepted != null && accepted.contains("gzip")) {
      response.putHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
      body = zipped;
    }
    end(request, file.type(), body);
  }

  static void json(HttpServerRequest request, Buffer body) {
    secured(request.response()).putHeader(HttpHeaders.CACHE_CONTROL, LIVE);
    end(request, "application/json", body);
  }

  /** RFC 9457. */
  static void problem(HttpServerRequest request, int status, String title, String detail) {
    JsonObject body =
        new JsonObject()
            .put("type", "about:blank")
            .put("title", title)
            .put("status", status)
            .put("detail", detail);
    secured(request.response()).setStatusCode(status).putHeader(HttpHeaders.CACHE_CONTROL, LIVE);
    end(request, "application/problem+json", body.toBuffer());
  }

  /** To another path of this door, or to the identity provider. */
  static void redirect(HttpServerRequest request, String to) {
    secured(request.response())
        .setStatusCode(303)
        .putHeader(HttpHeaders.CACHE_CONTROL, LIVE)
        .putHeader(HttpHeaders.LOCATION, to);
    end(request, "text/plain; charset=utf-8", Buffer.buffer("See " + to + "\n"));
  }

  /** A page with a form of ours; a browser has to say with the form which page it is on. */
  static void page(HttpServerRequest request, int status, Buffer html) {
    secured(request.response())
        .setStatusCode(status)
        .putHeader(HttpHeaders.CACHE_CONTROL, LIVE)
        .putHeader(
            "content-security-policy", POLICY.replace("form-action 'none'", "form-action 'self'"))
        .putHeader("referrer-policy", "same-origin");
    end(request, "text/html; charset=utf-8", html);
  }

  /** For a person who followed a wrong link. */
  static void plain(HttpServerRequest request, int status, String text) {
    secured(request.response()).setStatusCode(status).putHeader(HttpHeaders.CACHE_CONTROL, LIVE);
    end(request, "text/plain; charset=utf-8", Buffer.buffer(text + "\n"));
  }

  private static void end(HttpServerRequest request, String type, Buffer body) {
    HttpServerResponse response = request.response();
    response.putHeader(HttpHeaders.CONTENT_TYPE, type);
    if (HttpMethod.HEAD.equals(request.method())) {
      response.putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length()));
      response.end().onFailure(FrameWriter::gone);
    } else {
      response.end(body).onFailure(FrameWriter::gone);
    }
  }

  private static boolean matches(@org.jspecify.annotations.Nullable String asked, String etag) {
    if (asked == null) {
      return false;
    }
    for (String tag : asked.split(",", -1)) {
      String plain = tag.trim();
      if (plain.equals("*") || plain.equals(etag) || plain.equals("W/" + etag)) {
        return true;
      }
    }
    return false;
  }

  private static HttpServerResponse secured(HttpServerResponse response) {
    return response
        .putHeader("content-security-policy", POLICY)
        .putHeader("x-content-type-options", "nosniff")
        .putHeader("referrer-policy", "no-referrer");
  }
}
