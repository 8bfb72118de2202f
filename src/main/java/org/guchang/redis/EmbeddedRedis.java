package org.guchang.redis;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.guchang.config.Settings.Durability;
import org.guchang.log.Field;
import org.guchang.log.Throttle;
import org.guchang.redis.RedisKnock.Answer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real redis-server of the server's own, in {@code <data>/redis}: loopback, a free port, a new
 * password at each start, an append-only file. It never outlives this process, and is started again
 * when it ends by itself. All methods block.
 */
public final class EmbeddedRedis {

  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedRedis.class);

  /** A port that was free a moment ago may be taken by now. */
  private static final int PORT_ATTEMPTS = 5;

  private static final Duration ANSWER_PATIENCE = Duration.ofSeconds(10);
  private static final Duration PREDECESSOR_PATIENCE = Duration.ofSeconds(10);
  private static final Duration SHUTDOWN_PATIENCE = Duration.ofSeconds(4);
  private static final Duration END_PATIENCE = Duration.ofSeconds(2);
  private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(3);
  private static final Duration RESTART_PAUSE = Duration.ofMillis(200);

  /**
   * How to start.
   *
   * @param searchPath the PATH of the environment
   * @param empty whether to throw away what earlier starts left, as the demo does
   */
  public record Start(String searchPath, boolean empty) {}

  private final Throttle throttle = new Throttle();
  private final DataLock lock;
  private final RedisBinary binary;
  private final EmbeddedConfig config;
  private volatile RedisProcess process;
  private volatile boolean stopping;

  private EmbeddedRedis(
      DataLock lock, RedisBinary binary, EmbeddedConfig config, RedisProcess process) {
    this.lock = lock;
    this.binary = binary;
    this.config = config;
    this.process = process;
  }

  /**
   * Starts Redis and returns when it answers, with everything loaded.
   *
   * @param dataDir of this server alone
   * @throws RedisUnsuitable when it cannot, in words for an operator
   */
  public static EmbeddedRedis start(Path dataDir, Durability durability, Start how) {
    DataLock lock = DataLock.take(dataDir);
    try {
      Path dir = lock.dir().resolve("redis");
      PrivateFile.folder(dir);
      Predecessor.awaitEnd(dir, PREDECESSOR_PATIENCE);
      if (how.empty()) {
        DataMark.forget(lock.dir());
        RedisFiles.clear(dir);
      }
      RedisBinary binary = RedisBinary.choose(dir, how.searchPath());
      RedisFiles.check(dir, binary.version());
      return started(lock, binary, dir, durability);
    } catch (IOException failure) {
      release(lock);
      throw new RedisUnsuitable("The embedded Redis cannot be started: " + failure);
    } catch (RuntimeException failure) {
      release(lock);
      throw failure;
    }
  }

  /** As above, with the data of earlier starts. */
  public static EmbeddedRedis start(Path dataDir, Durability durability, String searchPath) {
    return start(dataDir, durability, new Start(searchPath, false));
  }

  private static EmbeddedRedis started(
      DataLock lock, RedisBinary binary, Path dir, Durability durability) throws IOException {
    byte[] secret = new byte[24];
    new SecureRandom().nextBytes(secret);
    String password = HexFormat.of().formatHex(secret);
    RedisUnsuitable reason = new RedisUnsuitable("No free port was found for the embedded Redis");
    for (int attempt = 0; attempt < PORT_ATTEMPTS; attempt++) {
      EmbeddedConfig config = new EmbeddedConfig(dir, freePort(), password, durability);
      try {
        RedisProcess process = launched(binary, config);
        EmbeddedRedis redis = new EmbeddedRedis(lock, binary, config, process);
        PrivateFile.write(dir.resolve("url"), redis.url() + "\n");
        Thread watcher = new Thread(redis::watch, "guchang-redis-watcher");
        watcher.setDaemon(true);
        watcher.start();
        LOG.atInfo()
            .addKeyValue(Field.VERSION.key, binary.version())
            .addKeyValue(Field.PROCESS.key, process.pid())
            .log("The embedded Redis keeps its files in {}", dir);
        return redis;
      } catch (PortTaken taken) {
        reason = taken.reason();
      }
    }
    throw reason;
  }

  /** Starts the program and waits until it answers. */
  private static RedisProcess launched(RedisBinary binary, EmbeddedConfig config)
      throws IOException {
    RedisFiles.rotateLog(config.logFile());
    long logStart = RedisFiles.size(config.logFile());
    PrivateFile.write(config.file(), config.text());
    RedisProcess process = RedisProcess.start(binary.path(), config);
    try {
      awaitAnswer(process, new RedisKnock(config.port(), config.password()));
    } catch (RedisUnsuitable failure) {
      process.end(END_PATIENCE);
      throw RedisFiles.explained(failure, config.logFile(), logStart);
    }
    RedisFiles.reportTornTail(config.logFile(), logStart);
    RedisFiles.rememberVersion(config.dir(), binary.version());
    return process;
  }

  private static void awaitAnswer(RedisProcess process, RedisKnock knock) {
    long deadline = System.nanoTime() + ANSWER_PATIENCE.toNanos();
    boolean told = false;
    while (true) {
      Answer answer = knock.ping();
      if (answer == Answer.READY && process.isAlive()) {
        return;
      }
      if (answer == Answer.LOADING) {
        deadline = System.nanoTime() + ANSWER_PATIENCE.toNanos();
        if (!told) {
          LOG.info("Redis is loading its data");
          told = true;
        }
      }
      if (!process.isAlive()) {
        throw new RedisUnsuitable("redis-server ended before it answered");
      }
      if (System.nanoTime() > deadline || Thread.currentThread().isInterrupted()) {
        throw new RedisUnsuitable("redis-server does not answer");
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket probe =
        new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
      return probe.getLocalPort();
    }
  }

  /** As long as the server runs, Redis does. */
  private void watch() {
    try {
      while (!stopping) {
        process.awaitEnd();
        if (!stopping) {
          throttle
              .of("ended", LOG.atError())
              .addKeyValue(Field.PROCESS.key, process.pid())
              .log("Redis ended by itself; {} says why. Starting it again", config.logFile());
          startAgain();
        }
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  /** On the same port with the same password, so that every connection finds it again. */
  private void startAgain() {
    try {
      process.end(END_PATIENCE);
      RedisProcess next = launched(binary, config);
      process = next;
      if (stopping) {
        next.end(END_PATIENCE);
      }
      throttle
          .of("back", LOG.atInfo())
          .addKeyValue(Field.PROCESS.key, next.pid())
          .log("The embedded Redis runs again");
    } catch (IOException | RuntimeException failure) {
      throttle
          .of("failed", LOG.atError())
          .addKeyValue(Field.REASON.key, failure)
          .log("Redis cannot be started again");
      LockSupport.parkNanos(RESTART_PAUSE.toNanos());
    }
  }

  /** Where it is: {@code redis://:password@127.0.0.1:port}. */
  public String url() {
    return "redis://:" + config.password() + "@127.0.0.1:" + config.port();
  }

  /** Process id of redis-server, for those who watch it. */
  public long pid() {
    return process.pid();
  }

  /** Where the embedded Redis of a server that runs on this data directory is, if one does. */
  public static Optional<String> urlOf(Path dataDir) {
    try {
      return Optional.of(Files.readString(dataDir.resolve("redis").resolve("url")).strip());
    } catch (IOException none) {
      return Optional.empty();
    }
  }

  /** Stops Redis with everything written; bounded by about eight seconds. */
  public void stop() {
    stopping = true;
    RedisProcess last = process;
    try {
      Files.deleteIfExists(config.dir().resolve("url"));
      new RedisKnock(config.port(), config.password()).shutdown();
    } catch (IOException failure) {
      LOG.warn("Redis did not take SHUTDOWN: {}", failure.toString());
    }
    if (!last.awaitEnd(SHUTDOWN_PATIENCE)) {
      LOG.warn("Redis (process {}) takes its time; ending it", last.pid());
    }
    try {
      last.end(END_PATIENCE);
    } catch (IOException failure) {
      LOG.debug("Its watcher was gone", failure);
    }
    release(lock);
    LOG.info("Embedded Redis has stopped");
  }

  private static void release(DataLock lock) {
    try {
      lock.close();
    } catch (IOException failure) {
      LOG.warn("The lock of {} could not be released: {}", lock.dir(), failure.toString());
    }
  }
}
