package org.guchang.redis;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What sessions showed at the end of each minute. Kept by {@code keep_moment.lua}, whose head says
 * how; nothing of it is ever changed.
 */
public final class MomentStore {
  private static final Script KEEP = Script.named("keep_moment");
  private static final Script READ = Script.named("read_moment");

  /**
   * Two a minute, of three days without a pause; what an evening of farm produce takes is a tenth.
   */
  private static final int MOST = 8_640;

  private static final int PRESENT = 0;
  private static final int LOST = -1;

  private final RedisLink link;
  private final Keys keys;
  private final int most;

  public MomentStore(RedisLink link, Keys keys) {
    this(link, keys, MOST);
  }

  /**
   * @param most moments of a session that are kept one by one
   */
  public MomentStore(RedisLink link, Keys keys, int most) {
    this.link = link;
    this.keys = keys;
    this.most = most;
  }

  /** Whose minutes are meant. */
  public enum Clock {
    /** Of the servers, when a fact arrived. */
    ARRIVED("arrived"),
    /** Of the events, by the newest there was. */
    HEARD("heard");

    private final String word;

    Clock(String word) {
      this.word = word;
    }
  }

  /**
   * From when to when moments of a session are kept; milliseconds since the epoch.
   *
   * @param arrivedSince server time of its first fact, {@code heardSince} the event time of that
   * @param arrived server time of the first fact of the newest minute; {@code heard} likewise
   * @param fromFirst whether that first fact was the session's first; a session that was counted
   *     before moments were kept has facts from before
   */
  public record Span(
      long arrivedSince, long heardSince, long arrived, long heard, boolean fromFirst) {}

  /**
   * What a session showed, or why that cannot be told.
   *
   * @param stored null where nothing was counted since, so that it shows the same now
   * @param lost whether it is longer ago than moments are kept
   */
  public record Found(SessionStore.@Nullable Stored stored, boolean lost) {}

  /**
   * Keeps what the session shows now, if the next fact belongs to another minute by either clock;
   * otherwise, or where another server was faster, nothing. To be sent just before that fact.
   */
  public Future<Void> keep(String session, long arrivedAt, long heardAt) {
    return KEEP.eval(link, head(session), List.of(number(arrivedAt), number(heardAt), number(most)))
        .mapEmpty();
  }

  /** Null when nothing was ever counted. */
  public Future<@Nullable Span> span(String session) {
    return link.send(
            Request.cmd(
                Command.HMGET,
                keys.session(session).moments(),
                "since",
                "heardSince",
                "arrived",
                "heard",
                "versionSince"))
        .map(
            told ->
                told.get(0) == null
                    ? null
                    : new Span(
                        told.get(0).toLong(),
                        told.get(1).toLong(),
                        told.get(2).toLong(),
                        told.get(3).toLong(),
                        told.get(4).toLong() == 0));
  }

  /** The session just before {@code time} by a clock, milliseconds since the epoch. */
  public Future<Found> before(String session, Clock clock, long time) {
    return READ.eval(link, head(session), List.of(utf8(clock.word), number(time)))
        .map(
            answer ->
                switch (answer.get(0).toInteger()) {
                  case PRESENT -> new Found(null, false);
                  case LOST -> new Found(null, true);
                  default -> new Found(folded(answer), false);
                });
  }

  private static SessionStore.Stored folded(Response answer) {
    Rows rows = new Rows();
    rows.take(answer.get(1));
    for (int streams = 2; streams < answer.size(); streams++) {
      for (Response entry : answer.get(streams)) {
        rows.take(entry.get(1));
      }
    }
    return rows.stored();
  }

  private static final class Rows {
    private final Map<String, Map<String, byte[]>> chunks = new LinkedHashMap<>();
    private String epoch = "";
    private long version;

    /** Fields and values in turn; a row's field is {@code chunk/field}. */
    void take(Response list) {
      for (int i = 0; i + 1 < list.size(); i += 2) {
        String name = list.get(i).toString(StandardCharsets.UTF_8);
        Response value = list.get(i + 1);
        int slash = name.indexOf('/');
        if (slash >= 0) {
          chunks
              .computeIfAbsent(name.substring(0, slash), chunk -> new LinkedHashMap<>())
              .put(name.substring(slash + 1), value.toBytes());
        } else if (name.equals("version")) {
          version = value.toLong();
        } else if (name.equals("epoch")) {
          epoch = value.toString(StandardCharsets.UTF_8);
        }
      }
    }

    SessionStore.Stored stored() {
      List<SessionStore.Chunk> all = new ArrayList<>(chunks.size());
      chunks.forEach(
          (name, fields) -> all.add(new SessionStore.Chunk(name, content(name, fields))));
      return new SessionStore.Stored(epoch, version, all, Set.of());
    }

    /** A list was kept as one row, without a field. */
    private static List<byte[]> content(String chunk, Map<String, byte[]> fields) {
      List<byte[]> content = new ArrayList<>(2 * fields.size());
      boolean isList = chunk.equals(Chunks.TICKER) || chunk.equals(Chunks.GIVEAWAYS);
      fields.forEach(
          (field, value) -> {
            if (!isList) {
              content.add(utf8(field));
            }
            content.add(value);
          });
      return content;
    }
  }

  private List<byte[]> head(String session) {
    return List.of(utf8(keys.session(session).head()));
  }

  private static byte[] number(long number) {
    return utf8(Long.toString(number));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
