package org.guchang.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LoginThrottleTest {
  private final LoginThrottle throttle = new LoginThrottle();
  private long now = 1_000_000;

  private long take(String name, String address) {
    return throttle.take(name, address, now);
  }

  @Test
  void aName_hasAFewTries_fromWhereverTheyCome() {
    for (int i = 0; i < LoginThrottle.TRIES_OF_A_NAME; i++) {
      assertThat(take("wang", "10.0.0." + i)).isZero();
    }
    assertThat(take("wang", "10.0.0.99")).isEqualTo(LoginThrottle.NAME_MILLIS);
    assertThat(take("li", "10.0.0.99")).isZero();

    now += LoginThrottle.NAME_MILLIS;
    assertThat(take("wang", "10.0.0.99")).isZero();
    assertThat(take("wang", "10.0.0.99")).isPositive();
  }

  @Test
  void anAddress_hasMore_whateverNamesItTries() {
    for (int i = 0; i < LoginThrottle.TRIES_FROM_AN_ADDRESS; i++) {
      assertThat(take("name" + i, "10.0.0.1")).isZero();
    }
    assertThat(take("another", "10.0.0.1")).isEqualTo(LoginThrottle.ADDRESS_MILLIS);
    assertThat(take("another", "10.0.0.2")).isZero();
  }

  @Test
  void theRightPassword_takesNothing() {
    for (int i = 0; i < 100; i++) {
      assertThat(take("wang", "10.0.0.1")).isZero();
      throttle.giveBack("wang", "10.0.0.1", now);
    }
  }

  @Test
  void aTryOfNoName_countsForItsAddress() {
    for (int i = 0; i < LoginThrottle.TRIES_FROM_AN_ADDRESS; i++) {
      assertThat(throttle.takeFrom("10.0.0.1", now)).isZero();
    }
    assertThat(throttle.takeFrom("10.0.0.1", now)).isEqualTo(LoginThrottle.ADDRESS_MILLIS);
    assertThat(take("wang", "10.0.0.1")).isPositive();
    assertThat(throttle.takeFrom("10.0.0.2", now)).isZero();
    throttle.giveBackTo("10.0.0.1", now);
    assertThat(throttle.takeFrom("10.0.0.1", now)).isZero();
  }

  @Test
  void aThousandNames_doNotMakeItGrow() {
    for (int i = 0; i < 3 * LoginThrottle.MOST_REMEMBERED; i++) {
      take("name" + i, "10." + i);
    }
    assertThat(take("wang", "192.0.2.1")).isZero();
  }
}
