package org.guchang.redis;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.guchang.config.Settings.Durability;

/**
 * The configuration file of the embedded Redis.
 *
 * @param dir where Redis keeps its files
 * @param port of 127.0.0.1
 * @param password of this start
 */
record EmbeddedConfig(Path dir, int port, String password, Durability durability) {

  /** What neither the server nor its operators need of it; all known to Redis 6.2 and later. */
  static final List<String> OFF =
      List.of(
          "DEBUG",
          "MODULE",
          "MIGRATE",
          "RESTORE",
          "SWAPDB",
          "REPLICAOF",
          "SLAVEOF",
          "MONITOR",
          "SAVE");

  String text() {
    return String.join(
        "\n",
        "# Written by Guchang at every start; changes are lost.",
        "bind 127.0.0.1",
        "protected-mode yes",
        "port " + port,
        "requirepass " + password,
        "databases 1",
        "daemonize no",
        "dir " + quoted(dir.toString()),
        "pidfile " + quoted(pidFile().toString()),
        "logfile " + quoted(logFile().toString()),
        "loglevel notice",
        "# every write is in the append-only file before it is answered",
        "appendonly yes",
        "appendfsync " + (durability instanceof Durability.Fsync ? "always" : "everysec"),
        "aof-use-rdb-preamble yes",
        "# some 350,000 orders; reading so much again takes two seconds, writing it anew costs each commit meanwhile",
        "auto-aof-rewrite-min-size 128mb",
        "# ids, digests and sums do not compress: trying to was a third of what writing anew took",
        "rdbcompression no",
        "aof-load-truncated yes",
        "save \"\"",
        "# better a refusal than a figure that vanished",
        "maxmemory-policy noeviction",
        "# buyers of a session are sets of numbers: 8 bytes each up to this many, about 50 beyond",
        "set-max-intset-entries 8192",
        "# nobody empties the house by accident",
        "rename-command FLUSHALL \"\"",
        "rename-command FLUSHDB \"\"",
        "# nor makes it another's replica, moves it away, loads code into it or listens to all it is told",
        OFF.stream()
            .map(command -> "rename-command " + command + " \"\"")
            .collect(Collectors.joining("\n")),
        "");
  }

  Path file() {
    return dir.resolve("redis.conf");
  }

  Path logFile() {
    return dir.resolve("redis.log");
  }

  Path pidFile() {
    return dir.resolve("redis.pid");
  }

  /** As redis.conf wants it: double quotes, with backslashes before quotes and backslashes. */
  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
