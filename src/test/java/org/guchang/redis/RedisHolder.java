package org.guchang.redis;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.guchang.config.Settings.Durability;

/**
 * A process that holds an embedded Redis until it is killed. Its first argument is the data
 * directory.
 */
public final class RedisHolder {

  private static final EmbeddedRedis.Start HERE =
      new EmbeddedRedis.Start(System.getenv().getOrDefault("PATH", ""), false);

  private RedisHolder() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    Path dir = Path.of(args[0]);
    EmbeddedRedis redis = EmbeddedRedis.start(dir, new Durability.Fsync(), HERE);
    Files.writeString(dir.resolve("holder"), String.valueOf(redis.pid()));
    Thread.currentThread().join();
  }
}
