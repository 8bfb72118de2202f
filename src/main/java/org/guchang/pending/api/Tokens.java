package org.guchang.pending.api;

import io.vertx.core.Future;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.guchang.ledger.Digest;
import org.guchang.log.Field;
import org.guchang.log.Throttle;
import org.guchang.pending.api.ApiFailure.Kind;
import org.guchang.redis.TokenStore;
import org.guchang.redis.TokenStore.Kept;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One partner's access token. It is renewed by one at a time, in this server and among all servers,
 * and what a renewal brought is kept in Redis, sealed: where a platform gives a new refresh token
 * with each renewal, the one in the catalog works only once. Another token in the catalog starts
 * anew. Confined to one event loop.
 */
final class Tokens {
  private static final Logger LOG = LoggerFactory.getLogger(Tokens.class);

  /** A token is renewed this long before it ends, so that no question meets its end. */
  private static final long MARGIN_MILLIS = 60_000;

  /**
   * How long one may be renewing: a request and a little. After a renewal that failed nobody tries
   * again before it has passed.
   */
  private static final long LOCK_MILLIS = ApiHttp.PATIENCE_MILLIS + 4_000;

  private static final long ASK_AGAIN_MILLIS = 1_000;

  /** How a platform grants a new token. */
  interface Source {

    /**
     * @param refresh the refresh token; empty where there is none
     */
    Future<Grant> grant(String refresh);
  }

  /**
   * @param refresh the next refresh token; empty when it stays the same
   * @param ends milliseconds since the epoch
   */
  record Grant(String access, String refresh, long ends) {

    /** Without the tokens. */
    @Override
    public String toString() {
      return "Grant[until " + ends + "]";
    }
  }

  /**
   * What the catalog gives to begin with.
   *
   * @param access empty when there is none
   * @param refresh empty when there is none
   * @param needsRefresh whether a grant is made on a refresh token, not on the app's secret alone
   */
  record Seed(String access, String refresh, boolean needsRefresh) {
    String digest() {
      return Long.toHexString(Digest.of("token", access, refresh));
    }

    /** Without the tokens. */
    @Override
    public String toString() {
      return "Seed[needsRefresh=" + needsRefresh + "]";
    }
  }

  private final Throttle throttle = new Throttle();
  private final String partner;
  private final Seed seed;
  private final Source source;
  private final TokenStore store;
  private final TokenSeal seal;
  private final LongSupplier clock;

  private @Nullable Grant held;
  private @Nullable Future<String> renewing;

  /** What Redis did not take yet. */
  private @Nullable Grant unsaved;

  /**
   * @param clock milliseconds since the epoch
   */
  Tokens(
      String partner,
      Seed seed,
      Source source,
      TokenStore store,
      TokenSeal seal,
      LongSupplier clock) {
    this.partner = partner;
    this.seed = seed;
    this.source = source;
    this.store = store;
    this.seal = seal;
    this.clock = clock;
  }

  /**
   * Asks with the token in use, and once more with a new one when that is denied.
   *
   * @param question asks with a token
   */
  <T> Future<T> with(Function<String, Future<T>> question) {
    return current()
        .compose(
            token ->
                question
                    .apply(token)
                    .recover(
                        failure ->
                            ApiFailure.of(failure).kind() == Kind.DENIED && renewable()
                                ? renewed(token).compose(question)
                                : Future.failedFuture(failure)));
  }

  private Future<String> current() {
    Grant now = held;
    if (now == null) {
      return load().compose(loaded -> usable(loaded));
    }
    return (unsaved == null ? Future.<Void>succeededFuture() : save(unsaved))
        .compose(saved -> usable(now));
  }

  private Future<String> usable(Grant grant) {
    boolean ending = grant.ends() - MARGIN_MILLIS <= clock.getAsLong();
    return grant.access().isEmpty() || (ending && renewable())
        ? renewed(grant.access())
        : Future.succeededFuture(grant.access());
  }

  private boolean renewable() {
    Grant now = held;
    return !seed.needsRefresh() || (now != null && !now.refresh().isEmpty());
  }

  private Future<Grant> load() {
    return store
        .read(partner)
        .map(
            kept -> {
              Grant opened = kept == null ? null : opened(kept);
              Grant first =
                  opened == null
                      ? new Grant(seed.access(), seed.refresh(), Long.MAX_VALUE)
                      : opened;
              held = first;
              return first;
            });
  }

  /** Null when it grew from another token than the catalog has now. */
  private @Nullable Grant opened(Kept kept) {
    String access = kept.seed().equals(seed.digest()) ? seal.open(kept.access()) : null;
    String refresh = access == null ? null : seal.open(kept.refresh());
    return access == null || refresh == null ? null : new Grant(access, refresh, kept.ends());
  }

  /** One renewal at a time: who asks meanwhile gets what it brings. */
  private Future<String> renewed(String stale) {
    Future<String> under = renewing;
    if (under != null) {
      return under;
    }
    Future<String> begun = renew(stale);
    renewing = begun;
    return begun.onComplete(done -> renewing = null);
  }

  private Future<String> renew(String stale) {
    String owner = UUID.randomUUID().toString();
    return store
        .lock(partner, owner, LOCK_MILLIS)
        .compose(
            mine ->
                mine
                    ? load().compose(latest -> renewUnder(owner, stale, latest))
                    : byAnother(stale));
  }

  private Future<String> byAnother(String stale) {
    return load()
        .compose(
            latest ->
                fresh(stale, latest)
                    ? Future.succeededFuture(latest.access())
                    : Future.failedFuture(
                        new ApiFailure(
                            Kind.AWAY, "the access token is being renewed", ASK_AGAIN_MILLIS)));
  }

  private boolean fresh(String stale, Grant latest) {
    return !latest.access().isEmpty()
        && !latest.access().equals(stale)
        && latest.ends() - MARGIN_MILLIS > clock.getAsLong();
  }

  private Future<String> renewUnder(String owner, String stale, Grant latest) {
    if (fresh(stale, latest)) {
      return keep(owner, latest).map(latest.access());
    }
    if (seed.needsRefresh() && latest.refresh().isEmpty()) {
      return Future.failedFuture(
          new ApiFailure(Kind.DENIED, "there is no refresh token in the catalog"));
    }
    return source
        .grant(latest.refresh())
        .map(
            grant ->
                grant.refresh().isEmpty()
                    ? new Grant(grant.access(), latest.refresh(), grant.ends())
                    : grant)
        .compose(
            grant -> {
              held = grant;
              unsaved = grant;
              return keep(owner, grant)
                  .onSuccess(kept -> unsaved = null)
                  .recover(this::notKept)
                  .map(grant.access());
            });
  }

  /** The token works; keeping it is tried again with the next question. */
  private Future<Void> notKept(Throwable failure) {
    throttle
        .of("", LOG.atWarn())
        .addKeyValue(Field.PARTNER.key, partner)
        .addKeyValue(Field.REASON.key, failure.getMessage())
        .log("The renewed access token is not in Redis yet");
    return Future.succeededFuture();
  }

  private Future<Void> save(Grant grant) {
    return keep("", grant).onSuccess(kept -> unsaved = null).recover(this::notKept);
  }

  private Future<Void> keep(String owner, Grant grant) {
    Kept kept =
        new Kept(
            seal.seal(grant.access()), seal.seal(grant.refresh()), grant.ends(), seed.digest());
    return store.keep(partner, owner, kept);
  }
}
