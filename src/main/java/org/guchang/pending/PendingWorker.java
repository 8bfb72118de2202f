package org.guchang.pending;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.guchang.config.Catalog;
import org.guchang.event.Event;
import org.guchang.ledger.Ledger;
import org.guchang.ledger.Outcome;
import org.guchang.log.Field;
import org.guchang.log.Throttle;
import org.guchang.pending.PendingMeters.Backlog;
import org.guchang.pending.api.Answer;
import org.guchang.pending.api.ApiAccess;
import org.guchang.pending.api.ApiFailure;
import org.guchang.pending.api.PlatformApi;
import org.guchang.pending.api.PlatformApis;
import org.guchang.redis.PaceStore;
import org.guchang.redis.PendingStore;
import org.guchang.redis.PendingStore.Claimed;
import org.guchang.redis.PendingStore.Place;
import org.guchang.redis.PendingStore.Standing;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Works off to-dos: claims what is due, asks the partner's platform, commits what it says, and only
 * then takes the to-do away. Whatever happens in between, the lease ends and somebody asks again;
 * saying the same twice counts once. Nothing is ever given up: what fails again and again is asked
 * for at the longest interval, and shows in the meters.
 *
 * <p>Several servers may work on one Redis. Confined to one event loop, which calls {@link #tick}
 * all the while.
 */
public final class PendingWorker {
  private static final Logger LOG = LoggerFactory.getLogger(PendingWorker.class);

  /**
   * Longer than three requests to a platform take with all their patience, and a commit; the fourth
   * that a refund may need comes in time unless the platform is very slow, and then another server
   * asks too, which counts once.
   */
  static final long LEASE_MILLIS = 30_000;

  /** How often all sessions are looked at, whoever put something there. */
  static final long SURVEY_MILLIS = 15_000;

  /** Of a to-do whose platform does not know it yet, or tells nothing of use. */
  static final Backoff RETRY = new Backoff(2_000, 600_000);

  /** When Redis did not let us claim. */
  private static final long REDIS_PAUSE_MILLIS = 1_000;

  /** When other servers ask all that may be asked. */
  private static final long PACE_PAUSE_MILLIS = 200;

  /** Places looked at in one go. */
  private static final int PAGE = 200;

  /** Of each kind; the meters count them all. */
  private static final Duration LOG_EVERY = Duration.ofMinutes(1);

  /**
   * What it works with.
   *
   * @param clock milliseconds since the epoch
   */
  public record Means(
      PendingStore store,
      PaceStore paces,
      Ledger ledger,
      PlatformApis apis,
      Supplier<Catalog> catalog,
      LongSupplier clock,
      RandomGenerator random,
      PendingMeters meters) {}

  private final Means means;
  private final Map<String, Catalog.Partner> partners = new LinkedHashMap<>();
  private final Map<String, Desk> desks = new LinkedHashMap<>();
  private final Throttle throttle;
  private final Set<Future<?>> under = new HashSet<>();
  private final PendingStanding standing;
  private long nextSurvey = Long.MIN_VALUE;
  private boolean stopping;

  public PendingWorker(Means means, PendingStanding standing) {
    this.means = means;
    this.throttle = new Throttle(LOG_EVERY, means.clock());
    this.standing = standing;
  }

  /** Takes the catalog in use: who is asked, and with what. */
  public void readCatalog() {
    Catalog catalog = means.catalog().get();
    partners.keySet().retainAll(catalog.partners().keySet());
    desks.keySet().retainAll(catalog.partners().keySet());
    for (Catalog.Partner partner : catalog.partners().values()) {
      Catalog.Partner before = partners.put(partner.id(), partner);
      if (!partner.equals(before)) {
        desks.remove(partner.id());
        open(partner);
      }
    }
    partners.values().removeIf(partner -> !PlatformApis.speaks(partner.format()));
    nextSurvey = Long.MIN_VALUE;
  }

  private void open(Catalog.Partner partner) {
    if (!PlatformApis.speaks(partner.format()) || partner.api().isEmpty()) {
      return;
    }
    Map<String, String> values = new HashMap<>(partner.keys());
    values.putAll(partner.api());
    ApiAccess access = new ApiAccess(partner.id(), values);
    try {
      PlatformApi api = means.apis().of(partner.format(), access);
      int perSecond = access.number("perSecond", Desk.DEFAULT_PER_SECOND, Desk.MOST_PER_SECOND);
      desks.put(partner.id(), new Desk(partner.id(), api, perSecond, now()));
    } catch (ApiAccess.Unusable problem) {
      LOG.atWarn()
          .addKeyValue(Field.PARTNER.key, partner.id())
          .addKeyValue(Field.REASON.key, problem.getMessage())
          .log("The partner's amounts stay pending");
    }
  }

  /** Does what is due. To be called a few times a second. */
  public void tick() {
    if (stopping) {
      return;
    }
    long now = now();
    if (now >= nextSurvey) {
      nextSurvey = now + SURVEY_MILLIS;
      track(survey().onFailure(failure -> log("survey", "Nobody knows what is pending", failure)));
    }
    desks.values().forEach(this::pump);
  }

  /** There is something to do now. */
  public void wake(Place place) {
    Desk desk = desks.get(place.partner());
    if (desk != null) {
      desk.agenda.put(place.session(), Long.MIN_VALUE);
      pump(desk);
    }
  }

  /** Claims nothing any more; when what is under way has ended. */
  public Future<Void> stop() {
    stopping = true;
    return ended();
  }

  /** What ends may have begun something more: a claim is followed by what was claimed. */
  private Future<Void> ended() {
    return under.isEmpty()
        ? Future.succeededFuture()
        : Future.join(new ArrayList<>(under)).transform(some -> ended());
  }

  /** Looks at every session, so that what another server left behind is found, and counted. */
  Future<Void> survey() {
    List<Place> places = new ArrayList<>();
    for (String partner : partners.keySet()) {
      for (String session : means.catalog().get().sessions().keySet()) {
        places.add(new Place(session, partner));
      }
    }
    return survey(places, 0, new ArrayList<>())
        .onSuccess(
            standings -> {
              tell(places, standings);
              desks.values().forEach(this::pump);
            })
        .mapEmpty();
  }

  private Future<List<Standing>> survey(List<Place> places, int from, List<Standing> found) {
    if (from >= places.size()) {
      return Future.succeededFuture(found);
    }
    int to = Math.min(places.size(), from + PAGE);
    return means
        .store()
        .standings(places.subList(from, to))
        .compose(
            page -> {
              found.addAll(page);
              return survey(places, to, found);
            });
  }

  private void tell(List<Place> places, List<Standing> standings) {
    long now = now();
    Map<String, Backlog> byPartner = new LinkedHashMap<>();
    partners.keySet().forEach(partner -> byPartner.put(partner, new Backlog(0, 0)));
    for (int i = 0; i < places.size(); i++) {
      Place place = places.get(i);
      Standing one = standings.get(i);
      long age = one.oldest() == PendingStore.NEVER ? 0 : Math.max(0, now - one.oldest());
      byPartner.computeIfPresent(
          place.partner(),
          (partner, sum) ->
              new Backlog(sum.count() + one.count(), Math.max(sum.oldestMillis(), age)));
      Desk desk = desks.get(place.partner());
      if (desk != null && one.nextDue() != PendingStore.NEVER) {
        desk.agenda.merge(place.session(), one.nextDue(), Math::min);
      }
    }
    means.meters().backlog(byPartner);
    standing.tell(byPartner, desks);
  }

  /** Claims as much as may be asked now, from where it has been due for longest. */
  private void pump(Desk desk) {
    long now = now();
    int room = stopping ? 0 : desk.room(now);
    String session = room > 0 ? longestDue(desk, now) : null;
    if (session == null) {
      return;
    }
    desk.agenda.remove(session);
    desk.take(room);
    Place place = new Place(session, desk.partner);
    track(
        means
            .paces()
            .take(desk.partner, desk.perSecond, now, room)
            .onSuccess(
                granted -> {
                  desk.giveBack(room - granted);
                  if (granted > 0) {
                    claim(desk, place, now, granted);
                  } else {
                    desk.agenda.merge(session, now + PACE_PAUSE_MILLIS, Math::min);
                  }
                })
            .onFailure(failure -> notClaimed(desk, place, room, failure)));
  }

  private void claim(Desk desk, Place place, long now, int room) {
    track(
        means
            .store()
            .claim(place, now, now + LEASE_MILLIS, room)
            .onSuccess(
                claim -> {
                  giveBack(desk, room - claim.claimed().size());
                  if (claim.nextDue() != PendingStore.NEVER) {
                    desk.agenda.merge(place.session(), claim.nextDue(), Math::min);
                  }
                  claim.claimed().forEach(claimed -> track(work(desk, place, claimed)));
                  pump(desk);
                })
            .onFailure(failure -> notClaimed(desk, place, room, failure)));
  }

  private void notClaimed(Desk desk, Place place, int room, Throwable failure) {
    desk.giveBack(room);
    desk.agenda.merge(place.session(), now() + REDIS_PAUSE_MILLIS, Math::min);
    log("claim", "Nothing can be claimed", failure);
  }

  /** What cannot be given back to all is a second's loss. */
  private void giveBack(Desk desk, int unused) {
    if (unused > 0) {
      desk.giveBack(unused);
      track(means.paces().giveBack(desk.partner, desk.perSecond, now(), unused));
    }
  }

  private static @Nullable String longestDue(Desk desk, long now) {
    String found = null;
    long longest = now;
    for (Map.Entry<String, Long> session : desk.agenda.entrySet()) {
      if (session.getValue() <= longest) {
        longest = session.getValue();
        found = session.getKey();
      }
    }
    return found;
  }

  private Future<Void> work(Desk desk, Place place, Claimed claimed) {
    ToDo todo = ToDo.of(claimed.field());
    long began = System.nanoTime();
    return ask(desk.api, todo)
        .transform(
            (answer, failure) -> {
              String outcome =
                  failure == null
                      ? PendingEvents.word(answer)
                      : ApiFailure.of(failure).kind().word();
              means.meters().asked(desk.partner, outcome, System.nanoTime() - began);
              return failure == null
                  ? answered(desk, place, claimed, todo, answer)
                  : failed(desk, place, claimed, ApiFailure.of(failure));
            })
        .onFailure(
            failure -> {
              desk.gaveUp();
              log("settle", "What was asked for cannot be kept and is asked for again", failure);
            })
        .onComplete(done -> pump(desk));
  }

  private static Future<Answer> ask(PlatformApi api, ToDo todo) {
    try {
      return todo.refundId() == null
          ? api.order(todo.orderId())
          : api.refund(todo.orderId(), todo.refundId());
    } catch (RuntimeException e) {
      return Future.failedFuture(e);
    }
  }

  private Future<Void> answered(Desk desk, Place place, Claimed claimed, ToDo todo, Answer answer) {
    if (answer instanceof Answer.Told told) {
      Event event = PendingEvents.event(place.session(), claimed.at(), todo, told);
      return means
          .ledger()
          .commit(PendingEvents.delivery(place.partner(), event, now()), List.of(event))
          .compose(
              outcomes ->
                  outcomes.get(0) instanceof Outcome.Refused refused
                      ? refused(desk, place, claimed, refused)
                      : done(desk, place, claimed));
    }
    return answer instanceof Answer.NoMoney
        ? done(desk, place, claimed)
        : later(desk, place, claimed, PendingEvents.word(answer));
  }

  private Future<Void> refused(Desk desk, Place place, Claimed claimed, Outcome.Refused refused) {
    line(place, "refused")
        .addKeyValue(Field.REASON.key, refused.pointer() + ' ' + refused.reason())
        .log("An amount that the platform told cannot be counted");
    return later(desk, place, claimed, "refused");
  }

  private Future<Void> done(Desk desk, Place place, Claimed claimed) {
    return means.store().done(place, claimed).onSuccess(settled -> desk.answered()).mapEmpty();
  }

  private Future<Void> later(Desk desk, Place place, Claimed claimed, String reason) {
    long due = now() + RETRY.millis(claimed.attempts(), means.random());
    return postpone(desk, place, claimed, due, claimed.attempts(), reason)
        .onSuccess(settled -> desk.answered())
        .mapEmpty();
  }

  private Future<Void> failed(Desk desk, Place place, Claimed claimed, ApiFailure failure) {
    String reason = failure.kind().word();
    line(place, reason)
        .addKeyValue(Field.REASON.key, failure.getMessage())
        .log("An amount stays pending: the platform is {}", reason);
    if (!failure.kind().concernsAll()) {
      return later(desk, place, claimed, reason);
    }
    long until = desk.failed(failure, now(), means.random());
    // to be asked less is no failure of this to-do
    boolean counts = failure.kind() != ApiFailure.Kind.THROTTLED;
    int attempts = counts ? claimed.attempts() : claimed.attempts() - 1;
    return postpone(desk, place, claimed, until, attempts, reason)
        .transform(tried -> Future.succeededFuture());
  }

  private Future<Boolean> postpone(
      Desk desk, Place place, Claimed claimed, long due, int attempts, String reason) {
    desk.agenda.merge(place.session(), due, Math::min);
    return means.store().postpone(place, claimed, due, attempts, reason);
  }

  private void track(Future<?> future) {
    under.add(future);
    future.onComplete(ended -> under.remove(future));
  }

  private LoggingEventBuilder line(Place place, String what) {
    return throttle
        .of(place.partner() + ' ' + what, LOG.atWarn())
        .addKeyValue(Field.PARTNER.key, place.partner())
        .addKeyValue(Field.SESSION.key, place.session());
  }

  private void log(String what, String sentence, Throwable failure) {
    throttle
        .of(what, LOG.atWarn())
        .addKeyValue(Field.REASON.key, failure.getMessage())
        .log(sentence);
  }

  private long now() {
    return means.clock().getAsLong();
  }
}
