package org.guchang.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class TokenBucketTest {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
  private static final long START = Long.MAX_VALUE / 4;

  private final TokenBucket bucket = new TokenBucket(10, 20, START);

  @Test
  void fullOne_givesItsBurstAndNoMore() {
    for (int i = 0; i < 20; i++) {
      assertThat(bucket.take(1, START)).isZero();
    }
    assertThat(bucket.take(1, START)).isEqualTo(SECOND / 10);
  }

  @Test
  void refusedOnce_isTakenAfterTheWaitItWasTold() {
    bucket.take(20, START);
    long wait = bucket.take(5, START);

    assertThat(wait).isEqualTo(SECOND / 2);
    assertThat(bucket.take(5, START + wait - 1)).isPositive();
    assertThat(bucket.take(5, START + wait)).isZero();
  }

  @Test
  void refused_takesNothing() {
    bucket.take(15, START);

    assertThat(bucket.take(6, START)).isPositive();
    assertThat(bucket.take(5, START)).isZero();
  }

  @Test
  void moreThanItHolds_isLentWhenItIsFull_andMissingAfterwards() {
    assertThat(bucket.take(50, START)).isZero();
    assertThat(bucket.take(1, START + 3 * SECOND)).isPositive();
    assertThat(bucket.take(1, START + 3 * SECOND + SECOND / 10)).isZero();
    assertThat(bucket.take(50, START + 4 * SECOND)).isPositive();
  }

  @Test
  void longPause_fillsItNoFurther() {
    bucket.take(20, START);

    assertThat(bucket.take(20, START + 3600 * SECOND)).isZero();
    assertThat(bucket.take(1, START + 3600 * SECOND)).isPositive();
  }

  @Test
  void manyThreads_takeNoMoreThanThereIs() throws Exception {
    TokenBucket shared = new TokenBucket(1, 1_000, START);
    AtomicInteger taken = new AtomicInteger();
    CountDownLatch done = new CountDownLatch(4);
    for (int thread = 0; thread < 4; thread++) {
      new Thread(
              () -> {
                for (int i = 0; i < 500; i++) {
                  taken.addAndGet(shared.take(1, START) == 0 ? 1 : 0);
                }
                done.countDown();
              })
          .start();
    }

    assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
    assertThat(taken).hasValue(1_000);
  }

  @Test
  void whatCanBeTakenNow_fallsAndComesBack() {
    TokenBucket bucket = new TokenBucket(10, 5, 0);
    assertThat(bucket.available(0)).isEqualTo(5);
    bucket.take(3, 0);
    assertThat(bucket.available(0)).isEqualTo(2);
    assertThat(bucket.take(2, 0)).isZero();
    assertThat(bucket.available(0)).isZero();
    assertThat(bucket.available(100_000_000)).isEqualTo(1);
    assertThat(bucket.available(10_000_000_000L)).isEqualTo(5);
  }
}
