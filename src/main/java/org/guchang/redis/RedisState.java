package org.guchang.redis;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.util.Map;

/**
 * What a Redis tells of itself in <a href="https://redis.io/docs/latest/commands/info/">INFO</a>.
 *
 * @param memoryBytes in use
 * @param memoryLimitBytes maxmemory, or all memory of its machine where none is set; 0 if untold
 * @param written whether the append-only file could be written the last time
 * @param rewritten whether it could be rewritten the last time
 * @param fileBytes size of that file, 0 when there is none
 * @param outstanding whether something is still to be written or synced to disk
 * @param delayedFsyncs since Redis started
 */
public record RedisState(
    long memoryBytes,
    long memoryLimitBytes,
    boolean written,
    boolean rewritten,
    long fileBytes,
    boolean outstanding,
    long delayedFsyncs) {

  private static final String OK = "ok";

  /** Asks for it. */
  public static Future<RedisState> read(RedisLink link) {
    return link.send(Request.cmd(Command.INFO)).map(info -> of(ServerCheck.facts(info.toString())));
  }

  /** Pure. */
  static RedisState of(Map<String, String> facts) {
    long maxMemory = number(facts, "maxmemory");
    boolean written = OK.equals(facts.getOrDefault("aof_last_write_status", OK));
    return new RedisState(
        number(facts, "used_memory"),
        maxMemory > 0 ? maxMemory : number(facts, "total_system_memory"),
        written,
        OK.equals(facts.getOrDefault("aof_last_bgrewrite_status", OK)),
        number(facts, "aof_current_size"),
        !written
            || number(facts, "aof_pending_bio_fsync") > 0
            || number(facts, "aof_buffer_length") > 0,
        number(facts, "aof_delayed_fsync"));
  }

  private static long number(Map<String, String> facts, String name) {
    return Long.parseLong(facts.getOrDefault(name, "0"));
  }
}
