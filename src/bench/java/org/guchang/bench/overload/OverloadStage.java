package org.guchang.bench.overload;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.guchang.bench.overload.OverloadCommand.Bottleneck;
import org.guchang.bench.stage.ChildJvm;
import org.guchang.bench.stage.FaultProxy;
import org.guchang.bench.stage.Workspace;
import org.guchang.config.Settings;
import org.guchang.redis.LoneRedis;
import org.jspecify.annotations.Nullable;

/**
 * A server with little heap. Where its ledger is to be what is slow, Redis answers later, as one on
 * a slow disk does, and commits are small; else all is as {@code serve} starts it.
 */
final class OverloadStage implements AutoCloseable {
  private static final List<String> LITTLE_HEAP = List.of("-Xmx256m");

  private final @Nullable LoneRedis redis;
  private final @Nullable FaultProxy proxy;
  final ChildJvm server;

  /**
   * @param workspace where {@code catalog} is written already
   */
  OverloadStage(
      Workspace workspace, Path catalog, Bottleneck bottleneck, int delayMillis, int group)
      throws IOException {
    Map<String, String> options = new HashMap<>();
    options.put("data", workspace.folder("data-" + bottleneck.name()).toString());
    options.put("catalog", catalog.toString());
    options.put("durability", "fsync");
    options.put("queueWait", Integer.toString(Settings.Limits.USUAL_QUEUE_WAIT_MILLIS));
    if (bottleneck == Bottleneck.LEDGER) {
      redis = new LoneRedis(workspace.folder("redis"), List.of("--appendfsync", "always"));
      proxy = new FaultProxy(redis.port());
      options.put("redis", proxy.uri());
      options.put("probe", redis.uri());
      options.put("group", Integer.toString(group));
      proxy.slow(delayMillis);
    } else {
      redis = null;
      proxy = null;
    }
    server = ChildJvm.start("application", options, LITTLE_HEAP);
  }

  long redisPid() {
    return Long.parseLong(server.fact("redisPid"));
  }

  int screenPort() {
    return Integer.parseInt(server.fact("screenPort"));
  }

  @Override
  public void close() {
    server.close();
    if (proxy != null) {
      proxy.close();
    }
    if (redis != null) {
      redis.close();
    }
  }
}
