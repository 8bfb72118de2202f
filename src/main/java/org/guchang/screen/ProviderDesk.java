package org.guchang.screen;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.security.SecureRandom;
import java.util.Set;
import org.guchang.access.LoginFlow;
import org.guchang.access.LoginThrottle;
import org.guchang.access.Passes;
import org.guchang.access.oidc.Identity;
import org.guchang.access.oidc.IdentityProvider;
import org.guchang.access.oidc.ProviderFailure;
import org.guchang.config.Settings.Oidc;
import org.guchang.log.Field;
import org.guchang.log.Throttle;
import org.guchang.screen.LoginPage.Word;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets people in by the identity provider: {@code GET /login/oidc} sends the browser there, {@code
 * GET /login/oidc/back} takes it when it comes back. Whatever goes wrong ends at the login page,
 * which says what, at an address without a code. Owned by the door's event loop.
 */
final class ProviderDesk {
  private static final Logger LOG = LoggerFactory.getLogger(ProviderDesk.class);
  private static final String AWAY = "/login/oidc";
  private static final long MILLIS = 1_000;

  /** Far more than any provider's. */
  private static final int MOST_CODE_CHARS = 4_096;

  /** By <a href="https://www.rfc-editor.org/rfc/rfc6749#section-4.1.2.1">RFC 6749</a>. */
  private static final Set<String> UNWELL = Set.of("server_error", "temporarily_unavailable");

  private static final String DENIED = "access_denied";

  private final Passes passes;
  private final LoginDesk.Means means;
  private final IdentityProvider provider;
  private final LoginThrottle throttle;
  private final SecureRandom random = new SecureRandom();
  private final Throttle log = new Throttle();

  /**
   * @param throttle shared with those who try passwords
   */
  ProviderDesk(
      Passes passes, LoginDesk.Means means, IdentityProvider provider, LoginThrottle throttle) {
    this.passes = passes;
    this.means = means;
    this.provider = provider;
    this.throttle = throttle;
  }

  /** Answers what is its own; false when it is not. */
  boolean answers(HttpServerRequest request, String path) {
    if (!path.equals(AWAY) && !path.equals(Oidc.BACK)) {
      return false;
    }
    if (!HttpMethod.GET.equals(request.method())) {
      request.response().putHeader(HttpHeaders.ALLOW, "GET");
      Answers.plain(request, 405, "Method not allowed");
    } else if (path.equals(AWAY)) {
      sendAway(request, LocalPath.of(request.getParam("to")));
    } else {
      takeBack(request);
    }
    return true;
  }

  private void sendAway(HttpServerRequest request, String to) {
    LoginFlow flow = LoginFlow.begin(random, to, means.clock().getAsLong());
    String carried = passes.carried(flow);
    if (carried == null) {
      sendAway(request, "/");
      return;
    }
    provider
        .address(flow)
        .onSuccess(
            address -> {
              means.cookies().giveState(request, carried, LoginFlow.MILLIS / MILLIS);
              Answers.redirect(request, address);
            })
        .onFailure(failure -> failed(request, failure, to));
  }

  private void takeBack(HttpServerRequest request) {
    String carried = means.cookies().state(request);
    LoginFlow flow = carried == null ? null : passes.flow(carried, means.clock().getAsLong());
    if (flow == null || !flow.isOf(request.getParam("state"))) {
      tell(request, Word.STALE, "/", "no log-in of this browser is under way, or another one");
      return;
    }
    means.cookies().takeState(request);
    String error = request.getParam("error");
    String code = request.getParam("code");
    if (!provider.isSender(request.getParam("iss"))) {
      tell(request, Word.PROVIDER, flow.to(), "another provider sent the browser back");
    } else if (error != null) {
      refused(request, error, flow.to());
    } else if (code == null || code.isEmpty() || code.length() > MOST_CODE_CHARS) {
      tell(request, Word.PROVIDER, flow.to(), "the browser came back without a code");
    } else {
      exchange(request, flow, code);
    }
  }

  /** What stands there the browser said: it is compared, and not repeated. */
  private void refused(HttpServerRequest request, String error, String to) {
    if (error.equals(DENIED)) {
      tell(request, Word.DENIED, to, "the person or the provider declined");
    } else if (UNWELL.contains(error)) {
      tell(request, Word.AWAY, to, "the provider says that it is not well");
    } else {
      tell(request, Word.PROVIDER, to, "the provider sent an error instead of a code");
    }
  }

  private void exchange(HttpServerRequest request, LoginFlow flow, String code) {
    String address = means.addresses().of(request);
    if (throttle.takeFrom(address, means.clock().getAsLong()) > 0) {
      tell(request, Word.WAIT, flow.to(), "too many tries from an address");
      return;
    }
    provider
        .identity(flow, code)
        .onSuccess(identity -> letIn(request, identity, flow.to(), address))
        .onFailure(failure -> failed(request, failure, flow.to()));
  }

  private void letIn(HttpServerRequest request, Identity identity, String to, String address) {
    long now = means.clock().getAsLong();
    long ends = now + means.sessionMillis();
    String ticket = passes.ofProvider(identity.name(), identity::values, ends);
    if (ticket == null) {
      LOG.atWarn()
          .addKeyValue(Field.WHO.key, identity.name())
          .log("The identity provider sent somebody whom no line under claims lets in");
      see(request, Word.NOT_HERE, to);
      return;
    }
    throttle.giveBackTo(address, now);
    LOG.atInfo()
        .addKeyValue(Field.WHO.key, identity.name())
        .log("Somebody logged in by the identity provider");
    means.cookies().giveTicket(request, ticket, means.sessionMillis() / MILLIS);
    Answers.redirect(request, to);
  }

  private void failed(HttpServerRequest request, Throwable failure, String to) {
    if (failure instanceof ProviderFailure known) {
      Word word =
          switch (known.kind()) {
            case AWAY -> Word.AWAY;
            case BUSY -> Word.BUSY;
            case REFUSED -> Word.PROVIDER;
          };
      tell(request, word, to, String.valueOf(known.getMessage()));
    } else {
      LOG.error("A log-in by the identity provider failed", failure);
      see(request, Word.PROVIDER, to);
    }
  }

  private void tell(HttpServerRequest request, Word word, String to, String why) {
    log.of(word == Word.AWAY ? word.name() : why, LOG.atWarn())
        .addKeyValue(Field.FROM.key, means.addresses().of(request))
        .addKeyValue(Field.REASON.key, why)
        .log("A log-in by the identity provider failed");
    see(request, word, to);
  }

  private static void see(HttpServerRequest request, Word word, String to) {
    Answers.redirect(request, LoginDesk.pathOf(word, to));
  }
}
