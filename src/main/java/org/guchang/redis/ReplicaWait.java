package org.guchang.redis;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import org.guchang.config.Settings.Durability;

/**
 * Makes sure that what a link has written is on as many replicas as the setting promises. Nothing
 * to do, and no request, where it promises none.
 *
 * @param replicas how many must acknowledge, 0 for none
 * @param timeoutMillis how long they have
 */
public record ReplicaWait(int replicas, int timeoutMillis) {

  public static ReplicaWait of(Durability durability, int timeoutMillis) {
    int replicas = durability instanceof Durability.Replicas promised ? promised.count() : 0;
    return new ReplicaWait(replicas, timeoutMillis);
  }

  /**
   * Waits for the acknowledgements of all that was written so far.
   *
   * @param generation of the link when it was written: after a reconnect Redis may be another one,
   *     which never saw it
   * @return fails with {@link RedisAway} when there are fewer, or the connection is another
   */
  public Future<Void> confirm(RedisLink link, long generation) {
    if (replicas == 0) {
      return Future.succeededFuture();
    }
    if (link.generation() != generation) {
      return Future.failedFuture(
          new RedisAway("the connection changed before replicas acknowledged"));
    }
    return link.send(Request.cmd(Command.WAIT, replicas, timeoutMillis))
        .compose(
            acknowledged ->
                acknowledged.toInteger() >= replicas
                    ? Future.succeededFuture()
                    : Future.failedFuture(
                        new RedisAway(
                            acknowledged + " of " + replicas + " replicas acknowledged in time")));
  }
}
