package org.guchang.board;

import io.vertx.core.Future;
import io.vertx.redis.client.Response;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.guchang.redis.Keys;
import org.guchang.redis.RedisLink;
import org.guchang.redis.Script;
import org.jspecify.annotations.Nullable;

/**
 * Reads sessions from Redis with {@code read_session.lua}: one call, one instant, only what
 * changed.
 */
public final class RedisSessionReader implements SessionReader {
  private static final Script READ = Script.named("read_session");

  private final RedisLink link;
  private final Keys keys;

  public RedisSessionReader(RedisLink link, Keys keys) {
    this.link = link;
    this.keys = keys;
  }

  @Override
  public Future<SessionFigures> read(String session, @Nullable SessionFigures known) {
    SessionFigures before = known != null ? known : SessionDecoder.empty(session);
    return READ.eval(
            link,
            List.of(utf8(keys.session(session).head())),
            List.of(utf8(before.epoch()), utf8(Long.toString(before.version()))))
        .map(answer -> figures(before, answer));
  }

  private static SessionFigures figures(SessionFigures before, Response answer) {
    if (answer.size() == 0) {
      return before.version() == 0 ? before : SessionDecoder.empty(before.session());
    }
    String epoch = answer.get(0).toString(StandardCharsets.UTF_8);
    long version = answer.get(1).toLong();
    boolean sameEpoch = epoch.equals(before.epoch());
    if (sameEpoch && version == before.version()) {
      return before;
    }
    List<SessionDecoder.Chunk> chunks = new ArrayList<>();
    for (int i = 2; i < answer.size(); i += 2) {
      chunks.add(
          new SessionDecoder.Chunk(
              answer.get(i).toString(StandardCharsets.UTF_8), items(answer.get(i + 1))));
    }
    SessionFigures base = sameEpoch ? before : SessionDecoder.empty(before.session());
    return SessionDecoder.decode(base, epoch, version, chunks);
  }

  /** In RESP2 a hash is a flat list of fields and values, as the decoder wants it. */
  private static List<byte[]> items(Response list) {
    List<byte[]> items = new ArrayList<>(list.size());
    for (Response item : list) {
      items.add(item.toBytes());
    }
    return items;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
