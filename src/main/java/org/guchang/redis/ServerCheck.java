package org.guchang.redis;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.guchang.config.Settings.Durability;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether a Redis can keep what a 2xx promises. All that is wrong is told at once. */
public final class ServerCheck {

  private static final Logger LOG = LoggerFactory.getLogger(ServerCheck.class);

  /** Among what it tells: its host's clock, milliseconds since 1970. */
  public static final String MILLIS = "server_time_millis";

  private ServerCheck() {}

  /** What the Redis behind the link tells of itself, by the names of INFO. */
  public static Future<Map<String, String>> told(RedisLink link) {
    return link.send(Request.cmd(Command.INFO))
        .compose(
            info ->
                link.send(Request.cmd(Command.TIME))
                    .map(
                        time -> {
                          Map<String, String> told = facts(info.toString());
                          long seconds = time.get(0).toLong();
                          long micros = time.get(1).toLong();
                          told.put(MILLIS, Long.toString(seconds * 1_000 + micros / 1_000));
                          return told;
                        }));
  }

  /**
   * Looks at the Redis behind the link.
   *
   * @return its version; fails with {@link RedisUnsuitable} when it must not be used
   */
  public static Future<String> run(RedisLink link, Durability durability) {
    return link.send(Request.cmd(Command.INFO))
        .compose(
            info ->
                appendFsync(link)
                    .compose(fsync -> judged(facts(info.toString()), fsync, durability)));
  }

  /** What is wrong with it by now, in words; nothing, as a rule. */
  public static Future<List<String>> problems(RedisLink link, Durability durability) {
    return link.send(Request.cmd(Command.INFO))
        .compose(
            info ->
                appendFsync(link)
                    .map(fsync -> problems(facts(info.toString()), fsync, durability)));
  }

  /** The setting, or empty where CONFIG is not allowed, as with most hosted ones. */
  private static Future<String> appendFsync(RedisLink link) {
    return link.send(Request.cmd(Command.CONFIG, "GET", "appendfsync"))
        .map(ServerCheck::valueOf)
        .recover(
            failure ->
                failure instanceof RedisRefusal
                    ? Future.succeededFuture("")
                    : Future.failedFuture(failure));
  }

  private static String valueOf(Response answer) {
    boolean told = answer.isMap() ? answer.containsKey("appendfsync") : answer.size() == 2;
    if (!told) {
      return "";
    }
    return (answer.isMap() ? answer.get("appendfsync") : answer.get(1)).toString();
  }

  private static Future<String> judged(
      Map<String, String> facts, String appendFsync, Durability durability) {
    List<String> problems = problems(facts, appendFsync, durability);
    if (!problems.isEmpty()) {
      return Future.failedFuture(
          new RedisUnsuitable("This Redis cannot be used: " + String.join("; ", problems) + "."));
    }
    if (appendFsync.isEmpty() && !(durability instanceof Durability.Replicas)) {
      LOG.warn(
          "Redis does not tell its appendfsync; make sure that it is as ledger.durability says");
    }
    if (durability instanceof Durability.Replicas replicas
        && number(facts, "connected_slaves") < replicas.count()) {
      LOG.warn(
          "Redis has {} replicas now, and ledger.durability wants {}: deliveries are answered 503"
              + " until they are there",
          number(facts, "connected_slaves"),
          replicas.count());
    }
    return Future.succeededFuture(facts.getOrDefault("redis_version", "unknown"));
  }

  /** Pure: what is wrong with a Redis that says this of itself. */
  static List<String> problems(
      Map<String, String> facts, String appendFsync, Durability durability) {
    List<String> problems = new ArrayList<>();
    String version = facts.getOrDefault("redis_version", "");
    if (RedisVersion.find(version).filter(v -> v.compareTo(RedisVersion.FLOOR) >= 0).isEmpty()) {
      problems.add(
          "its version is " + version + ", and the oldest that works is " + RedisVersion.FLOOR);
    }
    if ("slave".equals(facts.get("role"))) {
      problems.add(
          "it is a read-only replica of "
              + facts.get("master_host")
              + ":"
              + facts.get("master_port")
              + "; name that one in redis.uri");
    }
    String policy = facts.getOrDefault("maxmemory_policy", "noeviction");
    if (!policy.equals("noeviction")) {
      problems.add(
          "its maxmemory-policy is "
              + policy
              + ", so it may throw figures away; run CONFIG SET maxmemory-policy noeviction");
    }
    addFileProblems(problems, facts, appendFsync, durability);
    return problems;
  }

  private static void addFileProblems(
      List<String> problems, Map<String, String> facts, String appendFsync, Durability durability) {
    if (durability instanceof Durability.Replicas) {
      return;
    }
    boolean fsync = durability instanceof Durability.Fsync;
    String promise = "while ledger.durability promises " + (fsync ? "fsync" : "everysec");
    if ("0".equals(facts.get("aof_enabled"))) {
      problems.add("it keeps no append-only file " + promise + "; run CONFIG SET appendonly yes");
    }
    boolean kept =
        appendFsync.isEmpty()
            || appendFsync.equals("always")
            || (!fsync && appendFsync.equals("everysec"));
    if (!kept) {
      problems.add(
          "its appendfsync is "
              + appendFsync
              + " "
              + promise
              + "; run CONFIG SET appendfsync "
              + (fsync ? "always, or set ledger.durability: everysec" : "everysec"));
    }
  }

  private static int number(Map<String, String> facts, String name) {
    return Integer.parseInt(facts.getOrDefault(name, "0"));
  }

  /** The lines {@code name:value} of INFO. */
  static Map<String, String> facts(String info) {
    Map<String, String> facts = new HashMap<>();
    for (String line : info.lines().toList()) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        facts.put(line.substring(0, colon), line.substring(colon + 1));
      }
    }
    return facts;
  }
}
