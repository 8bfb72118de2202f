package org.guchang.redis;

import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * How often each partner's platform may be asked, by all servers together: a bucket of tokens that
 * fills with time. It is kept no more durably than Redis keeps everything: losing it costs one
 * second's tokens. To be used on the event loop of its link.
 */
public final class PaceStore {
  private static final Script TAKE = Script.named("take_pace");

  private final RedisLink link;
  private final Keys keys;

  public PaceStore(RedisLink link, Keys keys) {
    this.link = link;
    this.keys = keys;
  }

  /**
   * Takes what is there of what is wanted.
   *
   * @param now milliseconds since the epoch
   * @return how many questions may be asked, from 0 to {@code wanted}
   */
  public Future<Integer> take(String partner, int perSecond, long now, int wanted) {
    return TAKE.eval(
            link,
            List.of(utf8(keys.pace(partner))),
            List.of(number(now), number(perSecond), number(wanted)))
        .map(answer -> answer.get(0).toInteger());
  }

  /** So many were not asked after all. */
  public Future<Void> giveBack(String partner, int perSecond, long now, int count) {
    return take(partner, perSecond, now, -count).mapEmpty();
  }

  private static byte[] number(long number) {
    return utf8(Long.toString(number));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
