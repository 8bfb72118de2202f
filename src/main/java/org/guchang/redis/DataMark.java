package org.guchang.redis;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which data this server serves: a text that is written into Redis once, when it is used for the
 * first time, and remembered in {@code <data>/served}. A Redis that was restarted empty, or is
 * another one, has none or another: nothing is counted in it and nothing shown of it until an
 * operator has restored the data or has said that they are to be served ({@code guchang data
 * --accept}).
 *
 * <p>Any thread may ask; the file is read only when Redis has not what was expected.
 */
public final class DataMark {
  private static final Logger LOG = LoggerFactory.getLogger(DataMark.class);
  private static final String FILE = "served";

  private final String key;
  private final Path file;
  private volatile String served;
  private volatile Consumer<Boolean> onChange = is -> {};

  private DataMark(String key, Path file, String served) {
    this.key = key;
    this.file = file;
    this.served = served;
  }

  /** Sends one request. */
  interface Sender {
    Future<@Nullable Response> send(Request request);
  }

  /** What is remembered and what was found, null where there is none. */
  public record Standing(@Nullable String remembered, @Nullable String found) {
    /** Whether it may be served without anybody being asked. */
    public boolean isPlain() {
      return remembered == null || remembered.equals(found);
    }
  }

  /** Looks, and changes nothing. */
  public static Future<Standing> look(RedisLink link, Keys keys, Path dataDir) {
    return link.send(Request.cmd(Command.GET, keys.mark()))
        .map(found -> new Standing(remembered(dataDir.resolve(FILE)), text(found)));
  }

  /**
   * The mark of the Redis behind the link; where neither has one it is made.
   *
   * @return fails with {@link RedisUnsuitable} when other data were served before
   */
  public static Future<DataMark> open(RedisLink link, Keys keys, Path dataDir) {
    return look(link, keys, dataDir)
        .compose(
            standing ->
                standing.isPlain()
                    ? accept(link, keys, dataDir)
                    : Future.failedFuture(
                        new RedisUnsuitable(
                            told(standing.found())
                                + " Restore them, or, if what is there now is to be served from"
                                + " here on, run: guchang data --accept.")));
  }

  /** From now on what is there is what is served; makes a mark where there is none. */
  public static Future<DataMark> accept(RedisLink link, Keys keys, Path dataDir) {
    String fresh = UUID.randomUUID().toString();
    Path file = dataDir.resolve(FILE);
    return link.send(Request.cmd(Command.SET, keys.mark(), fresh, "NX"))
        .compose(set -> link.send(Request.cmd(Command.GET, keys.mark())))
        .map(
            found -> {
              String served = String.valueOf(text(found));
              remember(file, served);
              return new DataMark(keys.mark(), file, served);
            });
  }

  /** Nothing was served before: whatever is there next is. */
  static void forget(Path dataDir) throws IOException {
    Files.deleteIfExists(dataDir.resolve(FILE));
  }

  /** Calls back, on any thread, whenever the data are there (true) or not (false). */
  public void onChange(Consumer<Boolean> listener) {
    onChange = listener;
  }

  /** Succeeds when Redis has the data; fails with {@link RedisAway#isForeign}. */
  Future<Void> check(Sender redis) {
    return redis
        .send(Request.cmd(Command.GET, key))
        .compose(
            answer -> {
              String found = text(answer);
              if (served.equals(found) || isAcceptedMeanwhile(found)) {
                onChange.accept(true);
                return Future.succeededFuture();
              }
              onChange.accept(false);
              return Future.failedFuture(RedisAway.foreign(told(found)));
            });
  }

  private boolean isAcceptedMeanwhile(@Nullable String found) {
    if (found == null || !found.equals(remembered(file))) {
      return false;
    }
    served = found;
    return true;
  }

  private static String told(@Nullable String found) {
    return found == null
        ? "Redis is empty: the data that were served are not there."
        : "Redis holds other data than those that were served.";
  }

  private static @Nullable String text(@Nullable Response answer) {
    return answer == null ? null : answer.toString();
  }

  private static @Nullable String remembered(Path file) {
    try {
      String text = Files.readString(file).strip();
      return text.isEmpty() ? null : text;
    } catch (NoSuchFileException none) {
      return null;
    } catch (IOException failure) {
      LOG.warn("Cannot read {}: {}", file, failure.toString());
      return null;
    }
  }

  private static void remember(Path file, String served) {
    if (served.equals(remembered(file))) {
      return;
    }
    try {
      Path folder = file.toAbsolutePath().getParent();
      if (folder != null) {
        PrivateFile.folder(folder);
      }
      PrivateFile.write(file, served + "\n");
    } catch (IOException failure) {
      LOG.warn(
          "Cannot write {}, so that after the next start nobody will notice if Redis holds other"
              + " data: {}",
          file,
          failure.toString());
    }
  }
}
