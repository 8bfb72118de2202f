package org.guchang.redis;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A second redis-server that follows an embedded one. */
public final class RedisReplica {
  private final Path dir;
  private final URI master;
  private final int port;
  private Process process;

  /**
   * Starts it.
   *
   * @param master address of the Redis it follows
   */
  public RedisReplica(Path dir, String master) throws IOException {
    this.dir = Files.createDirectories(dir);
    this.master = URI.create(master);
    this.port = FreePort.any();
    this.process = begin();
  }

  private Process begin() throws IOException {
    String password = master.getUserInfo().substring(1);
    return new ProcessBuilder(
            List.of(
                RedisBinary.choose(dir, String.valueOf(System.getenv("PATH"))).path().toString(),
                "--port",
                Integer.toString(port),
                "--bind",
                "127.0.0.1",
                "--dir",
                dir.toString(),
                "--requirepass",
                password,
                "--masterauth",
                password,
                "--replicaof",
                master.getHost(),
                Integer.toString(master.getPort())))
        .redirectErrorStream(true)
        .redirectOutput(dir.resolve("log").toFile())
        .start();
  }

  /** As whoever reads there asks for it. */
  public String url() {
    return "redis://" + master.getUserInfo() + "@127.0.0.1:" + port;
  }

  /** kill -9. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
  }

  public void startAgain() throws IOException {
    process = begin();
  }
}
