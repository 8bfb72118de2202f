package org.guchang.screen;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.guchang.access.AccessList.User;
import org.guchang.access.LoginThrottle;
import org.guchang.access.Pass;
import org.guchang.access.Passes;
import org.guchang.access.PasswordDesk;
import org.guchang.access.Share;
import org.guchang.access.oidc.IdentityProvider;
import org.guchang.config.Settings;
import org.guchang.config.Settings.Oidc;
import org.guchang.log.Field;
import org.guchang.log.Throttle;
import org.guchang.screen.LoginPage.Word;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets people in and out: {@code GET /login}, {@code POST /login}, {@code POST /logout}, {@code GET
 * /s/{token}} for a share link, {@code GET /api/me}, and what is {@link ProviderDesk}'s. Owned by
 * the door's event loop.
 */
final class LoginDesk {
  private static final Logger LOG = LoggerFactory.getLogger(LoginDesk.class);
  private static final String LOGIN = "/login";
  private static final String LOGOUT = "/logout";
  private static final String SHARED = "/s/";
  private static final String ME = "/api/me";
  private static final long MILLIS = 1_000;

  private final Passes passes;
  private final ScreenGate gate;
  private final Means means;
  private final LoginPage page;
  private final @Nullable ProviderDesk provider;
  private final Throttle log = new Throttle();
  private final LoginThrottle throttle;

  /**
   * What it works with.
   *
   * @param sessionMillis how long a log-in lasts
   */
  record Means(
      PasswordDesk desk,
      Cookies cookies,
      Origins origins,
      Addresses addresses,
      long sessionMillis,
      LongSupplier clock) {}

  /** One for these settings. */
  static LoginDesk of(
      Passes passes, ScreenGate gate, Settings.Access settings, Vertx vertx, LongSupplier clock) {
    String url = settings.publicUrl();
    Means means =
        new Means(
            new PasswordDesk(vertx),
            Cookies.of(url),
            new Origins(url),
            new Addresses(settings.proxies()),
            Duration.ofHours(settings.sessionHours()).toMillis(),
            clock);
    LoginThrottle throttle = new LoginThrottle();
    Oidc oidc = settings.oidc();
    ProviderDesk provider =
        oidc == null || url == null
            ? null
            : new ProviderDesk(
                passes, means, new IdentityProvider(vertx, oidc, url, clock), throttle);
    return new LoginDesk(passes, gate, means, throttle, provider);
  }

  private LoginDesk(
      Passes passes,
      ScreenGate gate,
      Means means,
      LoginThrottle throttle,
      @Nullable ProviderDesk provider) {
    this.passes = passes;
    this.gate = gate;
    this.means = means;
    this.throttle = throttle;
    this.provider = provider;
    this.page = new LoginPage(provider != null);
  }

  /** Answers what is its own; false when it is not. */
  boolean answers(HttpServerRequest request, String path) {
    if (path.equals(LOGIN)) {
      login(request);
    } else if (path.equals(LOGOUT)) {
      post(request, () -> logOut(request));
    } else if (path.startsWith(SHARED)) {
      shared(request, path.substring(SHARED.length()));
    } else if (path.equals(ME)) {
      me(request);
    } else {
      return provider != null && provider.answers(request, path);
    }
    return true;
  }

  /** The login page, with a word of what happened elsewhere. */
  static String pathOf(Word word, String to) {
    return LOGIN + "?to=" + LocalPath.encoded(to) + "&told=" + word.told();
  }

  /** A page is asked for by nobody that is known: first things first. */
  void sendToLogin(HttpServerRequest request) {
    Answers.redirect(request, LOGIN + "?to=" + LocalPath.encoded(request.uri()));
  }

  private void login(HttpServerRequest request) {
    if (HttpMethod.POST.equals(request.method())) {
      post(request, () -> compare(request));
    } else {
      Pass pass = gate.pass(request);
      Word word = Word.of(request.getParam("told"));
      show(request, 200, word, pass, LocalPath.of(request.getParam("to")));
    }
  }

  private void post(HttpServerRequest request, Runnable then) {
    if (!HttpMethod.POST.equals(request.method())) {
      request.response().putHeader(HttpHeaders.ALLOW, "POST");
      Answers.plain(request, 405, "Method not allowed");
    } else if (!means.origins().isOurs(request)) {
      Answers.plain(request, 403, "This form was not sent by a page of this server");
    } else {
      then.run();
    }
  }

  private void compare(HttpServerRequest request) {
    Form.of(request)
        .onSuccess(form -> compare(request, form))
        .onFailure(unread -> Answers.plain(request, 400, "This form cannot be read"));
  }

  private void compare(HttpServerRequest request, Form form) {
    String name = form.value("name").strip();
    String to = LocalPath.of(form.value("to"));
    String address = means.addresses().of(request);
    long now = means.clock().getAsLong();
    long wait = throttle.take(name, address, now);
    if (wait > 0) {
      later(request, 429, Word.WAIT, Math.max(1, wait / MILLIS), to);
      return;
    }
    User user = passes.user(name);
    means
        .desk()
        .fits(user, form.value("password"))
        .onSuccess(
            fits -> {
              String ticket = fits && user != null ? passes.ofPassword(user, ends()) : null;
              if (ticket == null) {
                failed(address);
                show(request, 401, Word.WRONG, null, to);
              } else {
                throttle.giveBack(name, address, now);
                LOG.atInfo().addKeyValue(Field.WHO.key, name).log("Somebody logged in");
                letIn(request, ticket, means.sessionMillis(), to);
              }
            })
        .onFailure(busy -> later(request, 503, Word.BUSY, 2, to));
  }

  private void failed(String address) {
    log.of(address, LOG.atWarn()).addKeyValue(Field.FROM.key, address).log("A log-in failed");
  }

  private long ends() {
    return means.clock().getAsLong() + means.sessionMillis();
  }

  private void letIn(HttpServerRequest request, String ticket, long millis, String to) {
    means.cookies().giveTicket(request, ticket, millis / MILLIS);
    Answers.redirect(request, to);
  }

  private void logOut(HttpServerRequest request) {
    Pass pass = gate.pass(request);
    if (pass != null) {
      passes
          .logOut(pass.ticket(), means.clock().getAsLong())
          .onFailure(
              away -> LOG.warn("A log-out is known to this server alone: {}", away.toString()));
    }
    means.cookies().takeTicket(request);
    Answers.redirect(request, LOGIN);
  }

  /** The token goes from the address to a cookie; what else stands there stays. */
  private void shared(HttpServerRequest request, String token) {
    long now = means.clock().getAsLong();
    Share share = passes.share(token, now);
    String ticket = share == null ? null : passes.ofShare(share);
    if (share == null || ticket == null) {
      show(request, 404, Word.ENDED, null, "/");
      return;
    }
    String query = request.query();
    String to = LocalPath.ofBoards(share.boards()) + (query == null ? "" : "?" + query);
    letIn(request, ticket, share.ends() - now, to);
  }

  private void me(HttpServerRequest request) {
    Pass pass = gate.pass(request);
    JsonObject told = new JsonObject();
    if (pass != null) {
      told.put("name", pass.principal().name()).put("role", pass.principal().role().word());
    }
    Answers.json(request, told.toBuffer());
  }

  private void later(HttpServerRequest request, int status, Word word, long seconds, String to) {
    request.response().putHeader("retry-after", Long.toString(seconds));
    show(request, status, word, null, to);
  }

  private void show(
      HttpServerRequest request, int status, Word word, @Nullable Pass pass, String to) {
    String who = pass == null ? null : pass.principal().name();
    Answers.page(request, status, Buffer.buffer(page.html(word, who, to)));
  }
}
