package org.guchang.redis;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Receipts in Redis, by partner, period and id; they are texts here and mean nothing. To be used on
 * the event loop of its link.
 */
public final class ReceiptStore {
  private static final Script KEEP = Script.named("keep_receipt");

  /** Each hash stays small enough for Redis to keep it as one piece of memory. */
  private static final int BUCKETS = 4096;

  private static final String NONE = "";

  private final RedisLink link;
  private final ReplicaWait replicas;
  private final Keys keys;

  public ReceiptStore(RedisLink link, ReplicaWait replicas, Keys keys) {
    this.link = link;
    this.replicas = replicas;
    this.keys = keys;
  }

  /**
   * Where a receipt is.
   *
   * @param id digest of the delivery's id
   */
  public record Place(String partner, long period, long id) {}

  /**
   * Until when and how much is kept.
   *
   * @param briefFromBytes of one partner and period, from which on receipts are kept in brief
   * @param mostBytes of one partner and period
   */
  public record Bounds(long briefFromBytes, long mostBytes, long seconds) {}

  /** What became of a receipt. */
  public enum Kept {
    NOT,
    BRIEF,
    WHOLE
  }

  /** Keeps a receipt in place of the one before, as durably as the setting promises. */
  public Future<Kept> keep(Place place, String receipt, String brief, Bounds bounds) {
    return durably(place, receipt, brief, bounds, false);
  }

  /** The same where there is none yet; what is there is taken for kept. */
  public Future<Kept> keepIfNone(Place place, String receipt, String brief, Bounds bounds) {
    return durably(place, receipt, brief, bounds, true);
  }

  private Future<Kept> durably(
      Place place, String receipt, String brief, Bounds bounds, boolean once) {
    long generation = link.generation();
    return run(place, receipt, brief, bounds, once)
        .compose(kept -> replicas.confirm(link, generation).map(confirmed -> kept));
  }

  private Future<Kept> run(Place place, String receipt, String brief, Bounds bounds, boolean once) {
    return KEEP.eval(
            link,
            List.of(utf8(bucket(place)), utf8(bytes(place))),
            List.of(
                utf8(Long.toString(place.id())),
                utf8(receipt),
                utf8(brief),
                utf8(Long.toString(bounds.briefFromBytes())),
                utf8(Long.toString(bounds.mostBytes())),
                utf8(Long.toString(bounds.seconds())),
                utf8(once ? "1" : "0")))
        .map(answer -> kept(answer.get(0).toInteger()));
  }

  private static Kept kept(int what) {
    return what == 2 ? Kept.WHOLE : what == 1 ? Kept.BRIEF : Kept.NOT;
  }

  /**
   * What is kept at a place.
   *
   * @param text empty when there is nothing
   * @param bytes kept of that partner in that period
   */
  public record Found(String text, long bytes) {}

  public Future<Found> find(Place place) {
    return link.batch(
            List.of(
                Request.cmd(Command.HGET, bucket(place), Long.toString(place.id())),
                Request.cmd(Command.GET, bytes(place))))
        .map(
            answers ->
                new Found(
                    text(answers.get(0)), answers.get(1) == null ? 0 : answers.get(1).toLong()));
  }

  /** Whether a number is in one of some sets. */
  public Future<Boolean> isInOneOf(List<String> sets, long number) {
    if (sets.isEmpty()) {
      return Future.succeededFuture(false);
    }
    List<Request> requests = new ArrayList<>(sets.size());
    for (String set : sets) {
      requests.add(Request.cmd(Command.SISMEMBER, set, Long.toString(number)));
    }
    return link.batch(requests)
        .map(answers -> answers.stream().anyMatch(answer -> answer.toInteger() == 1));
  }

  private String bucket(Place place) {
    return keys.receipts(place.partner(), place.period()) + ":" + (place.id() & (BUCKETS - 1));
  }

  private String bytes(Place place) {
    return keys.receipts(place.partner(), place.period()) + ":bytes";
  }

  private static String text(@Nullable Response value) {
    return value == null ? NONE : value.toString(StandardCharsets.UTF_8);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
