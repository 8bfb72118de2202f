package org.guchang.redis;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The audit trail in Redis, by {@code append_audit.lua} and {@code cut_audit.lua}. */
public final class AuditStore {
  private static final Script APPEND = Script.named("append_audit");
  private static final Script CUT = Script.named("cut_audit");

  private final RedisLink link;
  private final ReplicaWait replicas;
  private final Keys keys;

  public AuditStore(RedisLink link, ReplicaWait replicas, Keys keys) {
    this.link = link;
    this.replicas = replicas;
    this.keys = keys;
  }

  /**
   * Where the trail begins and ends.
   *
   * @param number of the last line; 0 when there never was one
   * @param digest of the last line, empty when there never was one
   * @param cut number of the last line that was cut off; 0 when none was
   * @param anchor digest of that line, empty when none was
   */
  public record Head(long number, String digest, long cut, String anchor) {}

  /** Where it ended when a line was appended, or was not because it ended elsewhere. */
  public record Appended(boolean done, long number, String digest) {}

  public Future<Head> head() {
    return link.send(
            Request.cmd(Command.HMGET, keys.audit().head(), "number", "digest", "cut", "anchor"))
        .map(
            told ->
                new Head(
                    number(told.get(0)),
                    text(told.get(1)),
                    number(told.get(2)),
                    text(told.get(3))));
  }

  /** As durable as the setting promises when it succeeds. */
  public Future<Appended> append(long number, String previous, String line, String digest) {
    long generation = link.generation();
    return APPEND
        .eval(
            link,
            bothKeys(),
            List.of(utf8(Long.toString(number)), utf8(previous), utf8(line), utf8(digest)))
        .compose(
            told ->
                replicas
                    .confirm(link, generation)
                    .map(
                        kept ->
                            new Appended(
                                told.get(0).toInteger() == 1,
                                number(told.get(1)),
                                text(told.get(2)))));
  }

  /** Some lines as they were written, counted from the oldest that is there. */
  public Future<List<String>> lines(long from, int count) {
    return link.send(
            Request.cmd(
                Command.LRANGE,
                keys.audit().lines(),
                Long.toString(from),
                Long.toString(from + count - 1)))
        .map(
            told -> {
              List<String> lines = new ArrayList<>();
              told.forEach(each -> lines.add(text(each)));
              return lines;
            });
  }

  /** Lines that went. */
  public Future<Long> cut(long through, String digest) {
    long generation = link.generation();
    return CUT.eval(link, bothKeys(), List.of(utf8(Long.toString(through)), utf8(digest)))
        .compose(told -> replicas.confirm(link, generation).map(kept -> told.get(0).toLong()));
  }

  private List<byte[]> bothKeys() {
    return List.of(utf8(keys.audit().head()), utf8(keys.audit().lines()));
  }

  private static long number(@Nullable Response told) {
    return told == null ? 0 : told.toLong();
  }

  private static String text(@Nullable Response told) {
    return told == null ? "" : told.toString(StandardCharsets.UTF_8);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
