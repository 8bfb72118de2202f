package org.guchang.guide;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.guchang.config.Settings;
import org.jspecify.annotations.Nullable;

/**
 * Answers {@code GET /} and {@code /guide} with the partner guide, in the language of {@code
 * ?lang=} or of {@code Accept-Language}; {@code /openapi.yaml} and {@code /openapi.json} with the
 * OpenAPI document. Immutable; any event loop may use it.
 */
public final class Guide implements Predicate<HttpServerRequest> {
  private static final String PAGE = "/guide";

  /** The page needs its own style sheet, and nothing else from anywhere. */
  private static final String POLICY =
      "default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'; form-action 'none';"
          + " frame-ancestors 'none'";

  private final Map<String, Document> documents = new LinkedHashMap<>();

  /** Makes everything, which takes some milliseconds. */
  public Guide(Settings.Limits limits) {
    OpenApi api = new OpenApi(limits);
    for (Language language : Language.values()) {
      String page = new GuidePage(language, limits).html();
      documents.put(nameOf(language), Document.of(page, "text/html; charset=utf-8"));
    }
    documents.put("/guide.css", Document.of(Texts.read("guide.css"), "text/css; charset=utf-8"));
    documents.put("/openapi.yaml", Document.of(api.yaml(), "application/yaml"));
    documents.put("/openapi.json", Document.of(api.json(), "application/json"));
  }

  private static String nameOf(Language language) {
    return PAGE + "." + language.tag;
  }

  /** False, and nothing was answered, when there is no such page or it is not being read. */
  @Override
  public boolean test(HttpServerRequest request) {
    boolean isRead =
        request.method().equals(HttpMethod.GET) || request.method().equals(HttpMethod.HEAD);
    String path = request.path();
    boolean isPage = path != null && (path.equals("/") || path.equals(PAGE));
    Language language =
        Language.of(
            isPage ? request.getParam("lang") : null,
            request.getHeader(HttpHeaders.ACCEPT_LANGUAGE));
    Document document = documents.get(isPage ? nameOf(language) : path);
    if (!isRead || document == null) {
      return false;
    }
    HttpServerResponse response = request.response();
    if (isPage) {
      response
          .putHeader(HttpHeaders.CONTENT_LANGUAGE, language.tag)
          .putHeader(HttpHeaders.VARY, "accept-language");
    }
    send(request, response, document);
    return true;
  }

  private static void send(
      HttpServerRequest request, HttpServerResponse response, Document document) {
    response
        .putHeader("content-security-policy", POLICY)
        .putHeader("x-content-type-options", "nosniff")
        .putHeader("referrer-policy", "no-referrer")
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-cache")
        .putHeader(HttpHeaders.ETAG, document.etag());
    if (isKnown(request.getHeader(HttpHeaders.IF_NONE_MATCH), document)) {
      response.setStatusCode(304).end().otherwiseEmpty();
      return;
    }
    response.putHeader(HttpHeaders.CONTENT_TYPE, document.mediaType());
    if (request.method().equals(HttpMethod.HEAD)) {
      String length = String.format(Locale.ROOT, "%d", document.content().length);
      response.putHeader(HttpHeaders.CONTENT_LENGTH, length).end().otherwiseEmpty();
    } else {
      response.end(Buffer.buffer(document.content())).otherwiseEmpty();
    }
  }

  private static boolean isKnown(@Nullable String tags, Document document) {
    return tags != null && tags.contains(document.etag());
  }
}
