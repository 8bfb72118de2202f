package org.guchang.pending;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Context;
import java.util.List;
import org.guchang.redis.Awaited;
import org.guchang.redis.PendingStore;
import org.guchang.redis.PendingStore.Asked;
import org.guchang.redis.PendingStore.Claim;
import org.guchang.redis.PendingStore.Claimed;
import org.guchang.redis.PendingStore.Place;
import org.guchang.redis.PendingStore.Standing;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** To-dos in a real Redis: there once, claimed by one, gone when done, never in between. */
class PendingStoreIT {
  private static final long T = 1_700_000_000_000L;
  private static final long LEASE = T + 30_000;

  private static PendingRig rig;
  private static Context loop;
  private static PendingStore store;
  private static int places;

  private final Place place = new Place("s" + places++, "farm");

  @BeforeAll
  static void startRedis() {
    rig = new PendingRig();
    loop = rig.loop();
    store = new PendingStore(rig.link(loop), PendingRig.NONE, PendingRig.KEYS);
  }

  @AfterAll
  static void stopRedis() {
    rig.close();
  }

  private int add(String field, long at, boolean lastCounts) {
    return Awaited.on(loop, () -> store.add(place, T, List.of(new Asked(field, at, lastCounts))));
  }

  private Claim claim(long now, long leaseEnd, int most) {
    return Awaited.on(loop, () -> store.claim(place, now, leaseEnd, most));
  }

  private boolean done(Claimed todo) {
    return Awaited.on(loop, () -> store.done(place, todo));
  }

  private Standing standing() {
    return Awaited.on(loop, () -> store.standings(List.of(place))).get(0);
  }

  @Test
  void askedForTwice_itIsThereOnce() {
    assertThat(add("p", T, false)).isEqualTo(1);
    assertThat(add("p", T, false)).isZero();
    assertThat(standing()).isEqualTo(new Standing(1, T, T));
  }

  @Test
  void whatIsClaimedIsNobodyElses_untilTheLeaseEnds() {
    add("p", T, false);
    Claim first = claim(T, LEASE, 10);
    assertThat(first.claimed()).singleElement().satisfies(c -> assertThat(c.attempts()).isOne());
    assertThat(first.nextDue()).isEqualTo(LEASE);
    assertThat(claim(LEASE - 1, LEASE + 1, 10).claimed()).isEmpty();
    assertThat(claim(LEASE, LEASE + 30_000, 10).claimed())
        .singleElement()
        .satisfies(c -> assertThat(c.attempts()).isEqualTo(2));
  }

  @Test
  void whoseLeaseEndedAndWasTakenByAnotherSettlesNothing() {
    add("p", T, false);
    Claimed late = claim(T, LEASE, 1).claimed().get(0);
    Claimed taken = claim(LEASE, LEASE + 30_000, 1).claimed().get(0);
    assertThat(done(late)).isFalse();
    assertThat(Awaited.on(loop, () -> store.postpone(place, late, T, 1, "away"))).isFalse();
    assertThat(done(taken)).isTrue();
    assertThat(standing().count()).isZero();
    assertThat(done(taken)).isFalse();
  }

  @Test
  void noMoreAreClaimedThanWereAskedFor_thoseDueForLongestFirst() {
    for (int i = 0; i < 5; i++) {
      long now = T + i;
      String field = "p" + i;
      Awaited.on(loop, () -> store.add(place, now, List.of(new Asked(field, T, false))));
    }
    Claim claim = claim(T + 10, LEASE, 2);
    assertThat(claim.claimed()).extracting(Claimed::field).containsExactly("p0", "p1");
    assertThat(claim.nextDue()).isEqualTo(T + 2);
  }

  @Test
  void whatIsPostponedIsDueThen_andHasWaitedSinceItWasFirstAskedFor() {
    add("p", T, false);
    Claimed claimed = claim(T, LEASE, 1).claimed().get(0);
    assertThat(Awaited.on(loop, () -> store.postpone(place, claimed, T + 5_000, 1, "away")))
        .isTrue();
    assertThat(standing()).isEqualTo(new Standing(1, T, T + 5_000));
    assertThat(claim(T + 4_999, LEASE, 1).claimed()).isEmpty();
    Claimed again = claim(T + 5_000, LEASE, 1).claimed().get(0);
    assertThat(again.since()).isEqualTo(T);
    assertThat(again.attempts()).isEqualTo(2);
  }

  @Test
  void anEarlierTimeOfAPaymentIsTakenOver_aLaterOneIsNot() {
    add("p", T, false);
    add("p", T - 5, false);
    add("p", T + 5, false);
    assertThat(claim(T, LEASE, 1).claimed().get(0).at()).isEqualTo(T - 5);
  }

  @Test
  void aLaterChangeIsAskedForAtOnce_alsoWhileAnEarlierOneIsBeingAskedFor() {
    add("c", T, true);
    Claimed first = claim(T, LEASE, 1).claimed().get(0);
    add("c", T + 1, true);
    assertThat(done(first)).isFalse();
    Claimed second = claim(T, LEASE, 1).claimed().get(0);
    assertThat(second.at()).isEqualTo(T + 1);
    assertThat(done(second)).isTrue();
    assertThat(standing()).isEqualTo(new Standing(0, PendingStore.NEVER, PendingStore.NEVER));
  }

  @Test
  void placesAreApart() {
    add("p", T, false);
    Place other = new Place(place.session(), "other");
    assertThat(Awaited.on(loop, () -> store.standings(List.of(place, other, place))))
        .extracting(Standing::count)
        .containsExactly(1L, 0L, 1L);
  }
}
