package org.guchang.redis;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A redis-server that nobody looks after: it can be killed, paused, started again, have its files
 * cut, removed or kept from growing. On loopback, without a password.
 */
public final class LoneRedis implements AutoCloseable {
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(20);

  /** A file may grow no further than its limit says without being told by a signal. */
  private static final String DEAF_TO_LIMITS = "trap '' XFSZ; exec \"$@\"";

  private final Path dir;
  private final int port = FreePort.any();
  private final List<String> more;
  private @Nullable Process process;

  /**
   * Starts it.
   *
   * @param dir its own
   * @param more arguments, e.g. {@code --appendfsync always}
   */
  public LoneRedis(Path dir, List<String> more) throws IOException {
    this.dir = Files.createDirectories(dir);
    this.more = List.copyOf(more);
    start();
  }

  /** Succeeds when it answers. */
  public void start() throws IOException {
    List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", DEAF_TO_LIMITS, "redis"));
    command.add(RedisBinary.choose(dir, String.valueOf(System.getenv("PATH"))).path().toString());
    command.addAll(List.of("--port", Integer.toString(port), "--bind", "127.0.0.1"));
    command.addAll(List.of("--dir", dir.toString(), "--save", "", "--appendonly", "yes"));
    command.addAll(more);
    process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(dir.resolve("log").toFile()))
            .start();
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (!ask("PING").startsWith("+PONG")) {
      if (System.nanoTime() > deadline) {
        throw new IOException("Redis never answered: " + log());
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
    }
  }

  public String uri() {
    return "redis://127.0.0.1:" + port;
  }

  public int port() {
    return port;
  }

  public boolean isAlive() {
    return running().isAlive();
  }

  public String log() throws IOException {
    return Files.readString(dir.resolve("log"));
  }

  /** What it answers to a command without spaces in its words, or why it did not. */
  public String ask(String command) {
    return ask(port, command);
  }

  static String ask(int port, String command) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
      socket.setSoTimeout(2_000);
      socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.UTF_8));
      byte[] answer = new byte[64 << 10];
      int length = socket.getInputStream().read(answer);
      return length < 0 ? "" : new String(answer, 0, length, StandardCharsets.UTF_8);
    } catch (IOException away) {
      return String.valueOf(away.getMessage());
    }
  }

  /** kill -9. */
  public void kill() throws InterruptedException {
    running().destroyForcibly().waitFor(20, TimeUnit.SECONDS);
  }

  /** As a service manager ends it. */
  public void stop() throws InterruptedException {
    running().destroy();
    if (!running().waitFor(20, TimeUnit.SECONDS)) {
      kill();
    }
  }

  /** It neither runs nor ends, until {@link #resume}. */
  public void pause() throws IOException, InterruptedException {
    run("kill", "-STOP", Long.toString(running().pid()));
  }

  public void resume() throws IOException, InterruptedException {
    run("kill", "-CONT", Long.toString(running().pid()));
  }

  /**
   * Its files may not grow beyond so many bytes, as on a full disk.
   *
   * @param bytes or {@code unlimited}
   */
  public void limitFiles(String bytes) throws IOException, InterruptedException {
    run("prlimit", "--pid", Long.toString(running().pid()), "--fsize=" + bytes + ":");
  }

  /** Cuts its append-only file off where this text stands for the last time; it must not run. */
  public void tearAt(String text) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(newestFile().toFile(), "rw")) {
      byte[] bytes = new byte[Math.toIntExact(file.length())];
      file.readFully(bytes);
      file.setLength(new String(bytes, StandardCharsets.ISO_8859_1).lastIndexOf(text));
    }
  }

  /** Bytes of its append-only file. */
  public long fileBytes() throws IOException {
    return Files.size(newestFile());
  }

  /** Redis 7 has a folder of them, 6 a single one. */
  private Path newestFile() throws IOException {
    try (Stream<Path> files = Files.walk(dir)) {
      return files
          .filter(file -> file.toString().endsWith(".aof"))
          .filter(file -> !file.toString().contains(".base."))
          .max(Comparator.comparing(file -> file.toFile().lastModified()))
          .orElseThrow(() -> new IOException("no append-only file in " + dir));
    }
  }

  /** Removes all it has stored; it must not run. */
  public void forget() throws IOException {
    try (Stream<Path> files = Files.walk(dir)) {
      for (Path file :
          files.filter(file -> file.toString().matches(".*\\.(aof|rdb|manifest)")).toList()) {
        Files.delete(file);
      }
    }
  }

  private static void run(String... command) throws IOException, InterruptedException {
    Process run = new ProcessBuilder(command).inheritIO().start();
    if (run.waitFor() != 0) {
      throw new IOException(String.join(" ", command) + " failed");
    }
  }

  private Process running() {
    return Objects.requireNonNull(process);
  }

  @Override
  public void close() {
    running().destroyForcibly();
  }
}
