package org.guchang.redis;

import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Hides comments and shows them again, by {@code hide_comment.lua}. */
public final class HiddenComments {
  private static final Script HIDE = Script.named("hide_comment");

  /** Of a session; far more than are shown at once, and read each time the session is. */
  private static final int MOST = 200;

  private final RedisLink link;
  private final ReplicaWait replicas;
  private final Keys keys;

  public HiddenComments(RedisLink link, ReplicaWait replicas, Keys keys) {
    this.link = link;
    this.replicas = replicas;
    this.keys = keys;
  }

  /**
   * As durable as the setting promises when it succeeds; screens are told at once.
   *
   * @return whether that changed anything
   */
  public Future<Boolean> set(String session, String comment, boolean hidden) {
    long generation = link.generation();
    return HIDE.eval(
            link,
            List.of(utf8(keys.session(session).head())),
            List.of(
                utf8(hidden ? "hide" : "show"),
                utf8(comment),
                utf8(Integer.toString(MOST)),
                utf8(keys.changes()),
                utf8(session)))
        .compose(
            done -> replicas.confirm(link, generation).map(kept -> done.get(0).toInteger() == 1));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
