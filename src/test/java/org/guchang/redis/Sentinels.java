package org.guchang.redis;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Three real Sentinels, of which two must agree that a master is gone. */
public final class Sentinels implements AutoCloseable {
  private static final int COUNT = 3;
  private static final String NAME = "county";

  private final List<Integer> ports = new ArrayList<>();
  private final List<Process> processes = new ArrayList<>();

  /**
   * Starts them.
   *
   * @param dir their own
   */
  public Sentinels(Path dir, LoneRedis master) throws IOException {
    String binary =
        RedisBinary.choose(dir, String.valueOf(System.getenv("PATH"))).path().toString();
    for (int i = 0; i < COUNT; i++) {
      Path own = Files.createDirectories(dir.resolve("sentinel-" + i));
      int port = FreePort.any();
      Path conf = own.resolve("sentinel.conf");
      Files.writeString(
          conf,
          """
          port %1$d
          bind 127.0.0.1
          dir %2$s
          sentinel monitor %3$s 127.0.0.1 %4$d 2
          sentinel down-after-milliseconds %3$s 800
          sentinel failover-timeout %3$s 4000
          """
              .formatted(port, own, NAME, master.port()));
      ports.add(port);
      processes.add(
          new ProcessBuilder(binary, conf.toString(), "--sentinel")
              .redirectErrorStream(true)
              .redirectOutput(own.resolve("log").toFile())
              .start());
    }
  }

  /** As {@code redis.uri} names them. */
  public String uri() {
    return "redis-sentinel://"
        + ports.stream().map(port -> "127.0.0.1:" + port).collect(Collectors.joining(","))
        + "#"
        + NAME;
  }

  /** What the first of them that runs answers to a command. */
  public String ask(String command) {
    return LoneRedis.ask(ports.get(0), command);
  }

  /** The port of the master they agree upon. */
  public String master() {
    return ask("SENTINEL GET-MASTER-ADDR-BY-NAME " + NAME);
  }

  @Override
  public void close() {
    processes.forEach(Process::destroyForcibly);
  }
}
