package org.guchang.app.doctor;

import java.util.Map;

/** What a Redis that can be used says of itself, beyond that. Pure. */
final class RedisFindings {
  private static final String WHAT = "redis memory";

  private RedisFindings() {}

  /** Its append-only file, as INFO tells. */
  static Finding file(Map<String, String> facts) {
    String version = "Redis " + facts.getOrDefault("redis_version", "of unknown version");
    boolean ok =
        "ok".equals(facts.getOrDefault("aof_last_write_status", "ok"))
            && "ok".equals(facts.getOrDefault("aof_last_bgrewrite_status", "ok"));
    return ok
        ? Finding.good("redis", version + " keeps what the settings promise, and drops nothing")
        : Finding.bad(
            "redis",
            version + " could not write its append-only file",
            "Look at its log and its disk; deliveries are refused until it can.");
  }

  static Finding memory(Map<String, String> facts) {
    long used = Long.parseLong(facts.getOrDefault("used_memory", "0"));
    long most = Long.parseLong(facts.getOrDefault("maxmemory", "0"));
    String found = "%,d bytes in use".formatted(used);
    if (most == 0) {
      return Finding.good(WHAT, found + ", no limit");
    }
    String of = found + " of %,d".formatted(most);
    return used > most * 0.8
        ? Finding.bad(WHAT, of, "Raise its maxmemory: when it is full deliveries are refused.")
        : Finding.good(WHAT, of);
  }
}
