package org.guchang.redis;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Supplier;

/**
 * One Redis transaction, a file under {@code /redis} on the class path, called by its digest. Redis
 * forgets scripts when it starts; then the script is loaded again and called once more, which is
 * safe because nothing of it had run.
 */
public final class Script {

  private final String name;
  private final byte[] body;
  private final byte[] sha1;

  private Script(String name, byte[] body) {
    this.name = name;
    this.body = body;
    this.sha1 = HexFormat.of().formatHex(digest(body)).getBytes(StandardCharsets.US_ASCII);
  }

  /**
   * Reads {@code /redis/NAME.lua}.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static Script named(String name) {
    try (InputStream in = Script.class.getResourceAsStream("/redis/" + name + ".lua")) {
      if (in == null) {
        throw new IllegalArgumentException("No script /redis/" + name + ".lua");
      }
      return new Script(name, in.readAllBytes());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** A script that is no file, for tests. */
  static Script of(String name, String body) {
    return new Script(name, body.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] digest(byte[] body) {
    try {
      return MessageDigest.getInstance("SHA-1").digest(body);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Gives it to Redis, so that the first call need not. Fails when Redis cannot compile it. */
  public Future<Void> load(RedisLink link) {
    return link.send(Request.cmd(Command.SCRIPT, "LOAD", body)).mapEmpty();
  }

  /**
   * Calls it.
   *
   * @return what the script returns; fails with {@link RedisAway} or {@link RedisRefusal}
   */
  public Future<Response> eval(RedisLink link, List<byte[]> keys, List<byte[]> args) {
    return loaded(link, () -> evalLoaded(link, keys, args));
  }

  /** As {@link #eval}, but fails with a {@link RedisRefusal} where Redis has forgotten it. */
  Future<Response> evalLoaded(RedisLink link, List<byte[]> keys, List<byte[]> args) {
    return link.send(call(keys, args));
  }

  /** Work that calls it, done once more where Redis had forgotten it. */
  <T> Future<T> loaded(RedisLink link, Supplier<Future<T>> work) {
    return work.get()
        .recover(
            failure -> {
              if (failure instanceof RedisRefusal refusal && refusal.code().equals("NOSCRIPT")) {
                return load(link).compose(loaded -> work.get());
              }
              return Future.failedFuture(failure);
            });
  }

  private Request call(List<byte[]> keys, List<byte[]> args) {
    Object[] words = new Object[2 + keys.size() + args.size()];
    int at = 0;
    words[at++] = sha1;
    words[at++] = keys.size();
    for (byte[] key : keys) {
      words[at++] = key;
    }
    for (byte[] arg : args) {
      words[at++] = arg;
    }
    return Request.cmd(Command.EVALSHA, words);
  }

  @Override
  public String toString() {
    return name;
  }
}
