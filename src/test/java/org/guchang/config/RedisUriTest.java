package org.guchang.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a Redis is, and what is told of it. */
final class RedisUriTest {
  @Test
  void one_redis_is_its_own_endpoint() {
    RedisUri uri = RedisUri.parse("redis://li:secret@10.0.0.5/2");
    assertThat(uri.endpoints()).containsExactly("redis://li:secret@10.0.0.5/2");
    assertThat(uri.master()).isNull();
    assertThat(uri.shown()).isEqualTo("10.0.0.5:6379");
    assertThat(RedisUri.parse("unix:///run/redis.sock").shown()).isEqualTo("/run/redis.sock");
  }

  @Test
  void sentinels_are_endpoints_with_the_user_the_database_and_a_port_each() {
    RedisUri uri = RedisUri.parse("redis-sentinel://:secret@a,b:5000,[::1]/3#county");
    assertThat(uri.endpoints())
        .containsExactly(
            "redis://:secret@a:26379/3",
            "redis://:secret@b:5000/3",
            "redis://:secret@[::1]:26379/3");
    assertThat(uri.master()).isEqualTo("county");
    assertThat(uri.shown()).isEqualTo("county of the Sentinels a:26379, b:5000, [::1]:26379");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://secret@host",
        "redis:secret",
        "redis://:secret@",
        "unix:",
        "redis-sentinel://:secret@a,b",
        "redis-sentinel://:secret@a,,b#m",
        "redis-sentinel://#secret",
        "redis-sentinel://:secret@a:x#m",
        "no uri, secret"
      })
  void what_is_none_is_refused_with_what_is_expected_and_without_its_password(String text) {
    assertThatThrownBy(() -> RedisUri.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("redis://host:port")
        .hasMessageNotContaining("secret");
  }
}
