package org.guchang.access;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.guchang.access.AccessList.Rule;
import org.guchang.access.AccessList.User;
import org.guchang.config.Settings.Oidc;
import org.guchang.redis.AccessStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives tickets out, and says what one is good for now: its user may be gone or have another
 * password, its link may have been taken back, it may have been logged out on another server. Owned
 * by one event loop.
 */
public final class Passes {
  /** Well within the second in which what was taken back has to be without effect. */
  public static final long LOOK_MILLIS = 300;

  private static final Logger LOG = LoggerFactory.getLogger(Passes.class);
  private static final int ID_BYTES = 12;

  private final AccessHolder list;
  private final Tickets tickets;
  private final Seal flows;
  private final String provider;
  private final ShareLinks links;
  private final AccessStore store;
  private final SecureRandom random = new SecureRandom();
  private Standing standing = Standing.UNREAD;
  private boolean looking;
  private long turn;

  /**
   * @param key of {@code access.key}
   * @param oidc the identity provider that is asked; null: none is, and nobody is let in by one
   */
  public Passes(AccessHolder list, String key, @Nullable Oidc oidc, AccessStore store) {
    this.list = list;
    this.tickets = new Tickets(key);
    this.flows = new Seal("flows", key);
    this.provider = oidc == null ? "" : stamp(oidc);
    this.links = new ShareLinks(key);
    this.store = store;
  }

  /** Another one for every provider: what one has said is not taken for the word of another. */
  private static String stamp(Oidc oidc) {
    return Digests.sha256(oidc.issuer() + " " + oidc.clientId()).substring(0, 16);
  }

  /**
   * Looks whether anything was given or taken back; to be called every {@link #LOOK_MILLIS}. While
   * Redis is away what is known stays so.
   */
  public void look(long now) {
    if (looking) {
      return;
    }
    looking = true;
    Future<Standing> known = Future.succeededFuture(standing);
    store
        .version()
        .compose(
            version ->
                version == standing.version()
                    ? known
                    : store.read(now).map(Standing::of).map(this::learn))
        .onFailure(away -> LOG.debug("Who may see is as it was: {}", away.toString()))
        .onComplete(done -> looking = false);
  }

  private Standing learn(Standing read) {
    standing = read;
    turn++;
    return read;
  }

  /** Another number than before: somebody may have to go. */
  public long turn() {
    return turn + list.edition();
  }

  /** Who shows this ticket; null when it is good for nothing. */
  public @Nullable Pass pass(String text, long now) {
    Ticket ticket = tickets.read(text, now);
    Principal principal = ticket == null ? null : principal(ticket, now);
    return ticket == null || principal == null ? null : new Pass(principal, ticket);
  }

  /** Whether who came by this pass may still see the board. */
  public boolean stays(Pass pass, String board, long now) {
    Principal principal = principal(pass.ticket(), now);
    return principal != null && principal.maySee(board);
  }

  private @Nullable Principal principal(Ticket ticket, long now) {
    if (now >= ticket.ends() || standing.revoked().contains(ticket.id())) {
      return null;
    }
    return switch (ticket.kind()) {
      case PASSWORD -> ofUser(ticket);
      case PROVIDER -> ofProvider(ticket);
      case SHARE -> ofShare(ticket, now);
    };
  }

  private @Nullable Principal ofUser(Ticket ticket) {
    User user = list.current().users().get(ticket.name());
    return user != null && Digests.same(user.stamp(), ticket.proof()) ? user.principal() : null;
  }

  private @Nullable Principal ofShare(Ticket ticket, long now) {
    Share share = standing.shares().get(ticket.name());
    return share != null && now < share.ends() ? share.principal() : null;
  }

  /** What all rules that fit give together; null when none does. */
  private @Nullable Principal ofProvider(Ticket ticket) {
    if (provider.isEmpty() || !Digests.same(provider, ticket.proof())) {
      return null;
    }
    Role role = null;
    BoardPatterns boards = BoardPatterns.NONE;
    for (Rule rule : list.current().rules()) {
      if (ticket.values().contains(rule.claim() + "=" + rule.value())) {
        role = role == null || rule.role().includes(role) ? rule.role() : role;
        boards = boards.and(rule.boards());
      }
    }
    return role == null ? null : new Principal(ticket.name(), role, boards);
  }

  /** The user of this name, to compare the password with; null when there is none. */
  public @Nullable User user(String name) {
    return list.current().users().get(name);
  }

  /** For who has shown the right password; null when it does not fit into a cookie. */
  public @Nullable String ofPassword(User user, long ends) {
    return sign(Ticket.Kind.PASSWORD, user.name(), ends, user.stamp(), List.of());
  }

  /**
   * For whom the identity provider sent; null when no rule fits, or more than fit into a cookie.
   *
   * @param claims the values that a claim has
   */
  public @Nullable String ofProvider(String name, Function<String, Set<String>> claims, long ends) {
    List<String> values =
        list.current().rules().stream()
            .filter(rule -> claims.apply(rule.claim()).contains(rule.value()))
            .map(rule -> rule.claim() + "=" + rule.value())
            .distinct()
            .toList();
    return values.isEmpty() ? null : sign(Ticket.Kind.PROVIDER, name, ends, provider, values);
  }

  /** A log-in that begins, for the browser's cookie; null when it does not fit into one. */
  public @Nullable String carried(LoginFlow flow) {
    return flows.seal(flow.told());
  }

  /** The log-in that a browser carries; null unless it began here and has not ended. */
  public @Nullable LoginFlow flow(String carried, long now) {
    JsonObject told = flows.open(carried);
    return told == null ? null : LoginFlow.of(told, now);
  }

  /** The share of this link; null when it is nobody's, has ended or was taken back. */
  public @Nullable Share share(String token, long now) {
    return links.share(token, standing.shares(), now);
  }

  /** For who has opened its link. */
  public @Nullable String ofShare(Share share) {
    return sign(Ticket.Kind.SHARE, share.id(), share.ends(), "", List.of());
  }

  private @Nullable String sign(
      Ticket.Kind kind, String name, long ends, String proof, List<String> values) {
    return tickets.signed(
        new Ticket(kind, name, Digests.random(random, ID_BYTES), ends, proof, values));
  }

  /** From now on it is good for nothing, here at once, elsewhere within a moment. */
  public Future<Boolean> logOut(Ticket ticket, long now) {
    Set<String> revoked = new HashSet<>(standing.revoked());
    revoked.add(ticket.id());
    learn(new Standing(standing.version(), standing.shares(), Set.copyOf(revoked)));
    return store.revokeTicket(ticket.id(), ticket.ends(), now);
  }
}
