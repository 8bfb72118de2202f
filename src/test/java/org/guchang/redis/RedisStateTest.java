package org.guchang.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class RedisStateTest {

  @Test
  void without_maxmemory_all_of_the_machine_is_the_limit() {
    Map<String, String> facts = Map.of("maxmemory", "0", "total_system_memory", "8000");
    assertThat(RedisState.of(facts).memoryLimitBytes()).isEqualTo(8_000);
    assertThat(RedisState.of(Map.of("maxmemory", "5", "total_system_memory", "8000")))
        .extracting(RedisState::memoryLimitBytes)
        .isEqualTo(5L);
  }

  @Test
  void a_failed_write_is_outstanding_and_so_is_a_pending_fsync() {
    assertThat(RedisState.of(Map.of("aof_last_write_status", "err")))
        .matches(state -> !state.written() && state.outstanding());
    assertThat(RedisState.of(Map.of("aof_pending_bio_fsync", "1")).outstanding()).isTrue();
    assertThat(RedisState.of(Map.of("aof_last_write_status", "ok")).outstanding()).isFalse();
  }
}
