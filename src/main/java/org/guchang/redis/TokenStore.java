package org.guchang.redis;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Partners' access to their platforms' APIs, shared by all servers: what was renewed last, and who
 * is renewing it. It keeps what it is given; sealing it is the caller's business.
 */
public final class TokenStore {
  private static final Script KEEP = Script.named("keep_token");

  private final RedisLink link;
  private final ReplicaWait replicas;
  private final Keys keys;

  public TokenStore(RedisLink link, ReplicaWait replicas, Keys keys) {
    this.link = link;
    this.replicas = replicas;
    this.keys = keys;
  }

  /**
   * @param refresh empty when there is none
   * @param ends milliseconds since the epoch
   * @param seed what it grew from: another one means that the operator started anew
   */
  public record Kept(String access, String refresh, long ends, String seed) {

    /** Without the tokens. */
    @Override
    public String toString() {
      return "Kept[until " + ends + "]";
    }
  }

  /** What is kept of a partner, null when nothing is. */
  public Future<@Nullable Kept> read(String partner) {
    return link.send(
            Request.cmd(Command.HMGET, keys.token(partner), "access", "refresh", "ends", "seed"))
        .map(
            answer ->
                answer.get(0) == null
                    ? null
                    : new Kept(
                        answer.get(0).toString(),
                        answer.get(1).toString(),
                        Long.parseLong(answer.get(2).toString()),
                        answer.get(3).toString()));
  }

  /**
   * Takes the right to renew, for at most so long.
   *
   * @return false when another has it
   */
  public Future<Boolean> lock(String partner, String owner, long millis) {
    return link.send(Request.cmd(Command.SET, keys.tokenLock(partner), owner, "NX", "PX", millis))
        .map((Response answer) -> answer != null);
  }

  /** Keeps what was renewed, and gives the right to renew back. */
  public Future<Void> keep(String partner, String owner, Kept kept) {
    long generation = link.generation();
    return KEEP.eval(
            link,
            List.of(utf8(keys.token(partner)), utf8(keys.tokenLock(partner))),
            List.of(
                utf8(owner),
                utf8(kept.access()),
                utf8(kept.refresh()),
                utf8(Long.toString(kept.ends())),
                utf8(kept.seed())))
        .compose(done -> replicas.confirm(link, generation));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
