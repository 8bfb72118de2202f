package org.guchang.redis;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A redis-server program that has been seen to run on this machine.
 *
 * @param path the program
 * @param version what it says it is
 */
record RedisBinary(Path path, RedisVersion version) {

  /** What the library carries calls itself 6.2.6 to 6.2.11; only the minor version matters here. */
  private static final RedisVersion BUNDLED = new RedisVersion(6, 2, 99);

  /** A program that takes longer than this to say its version does not work. */
  private static final int VERSION_SECONDS = 10;

  /**
   * The newer of the one on the PATH and the bundled one, or else the one that runs.
   *
   * @param redisDir where the bundled program is unpacked, once
   * @param searchPath the PATH of the environment
   * @throws RedisUnsuitable when neither runs, with the reason for each
   */
  static RedisBinary choose(Path redisDir, String searchPath) {
    List<String> reasons = new ArrayList<>();
    Optional<RedisBinary> installed = installed(searchPath, reasons);
    if (installed.isPresent() && installed.get().version().compareTo(BUNDLED) > 0) {
      return installed.get();
    }
    return bundled(redisDir, reasons)
        .or(() -> installed)
        .orElseThrow(
            () ->
                new RedisUnsuitable(
                    "No redis-server runs on this machine: "
                        + String.join("; ", reasons)
                        + ". Install Redis 6.2 or newer, or name a running one (setting redis.uri)."));
  }

  private static Optional<RedisBinary> installed(String searchPath, List<String> reasons) {
    for (String folder : searchPath.split(File.pathSeparator, -1)) {
      Path program = Path.of(folder.isEmpty() ? "." : folder, "redis-server");
      if (Files.isExecutable(program) && Files.isRegularFile(program)) {
        return tried(program.toAbsolutePath(), reasons);
      }
    }
    reasons.add("there is none on the PATH");
    return Optional.empty();
  }

  private static Optional<RedisBinary> bundled(Path redisDir, List<String> reasons) {
    String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    String arch = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
    String resource = resource(os, arch);
    if (resource == null) {
      reasons.add("none is bundled for " + os + " on " + arch);
      return Optional.empty();
    }
    try {
      return tried(unpacked(resource, redisDir), reasons);
    } catch (IOException failure) {
      reasons.add("the bundled one could not be unpacked: " + failure.getMessage());
      return Optional.empty();
    }
  }

  /** Names of the files in the embedded-redis 1.4.4 library. */
  private static @Nullable String resource(String os, String arch) {
    boolean arm = arch.equals("aarch64") || arch.equals("arm64");
    boolean intel = arch.equals("amd64") || arch.equals("x86_64");
    if (os.startsWith("linux")) {
      return arm
          ? "redis-server-6.2.7-linux-arm64"
          : intel ? "redis-server-6.2.6-v5-linux-amd64" : null;
    }
    if (os.startsWith("mac")) {
      return arm
          ? "redis-server-6.2.6-v5-darwin-arm64"
          : intel ? "redis-server-6.2.6-v5-darwin-amd64" : null;
    }
    return null;
  }

  private static Path unpacked(String resource, Path redisDir) throws IOException {
    Path program = redisDir.resolve("bin-" + resource);
    if (Files.isExecutable(program)) {
      return program;
    }
    PrivateFile.folder(redisDir);
    Path draft = Files.createTempFile(redisDir, ".guchang", ".bin");
    try (InputStream in = RedisBinary.class.getResourceAsStream("/" + resource)) {
      if (in == null) {
        throw new IOException("the library that carries " + resource + " is not there");
      }
      Files.copy(in, draft, StandardCopyOption.REPLACE_EXISTING);
      if (!draft.toFile().setExecutable(true, true)) {
        throw new IOException(draft + " cannot be made executable");
      }
      Files.move(draft, program, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(draft);
    }
    return program;
  }

  private static Optional<RedisBinary> tried(Path program, List<String> reasons) {
    try {
      String answer = versionOf(program);
      Optional<RedisVersion> version = RedisVersion.find(answer);
      if (version.isEmpty()) {
        reasons.add(program + " does not run (" + answer.strip() + ")");
        return Optional.empty();
      }
      if (version.get().compareTo(RedisVersion.FLOOR) < 0) {
        reasons.add(program + " is " + version.get() + ", older than " + RedisVersion.FLOOR);
        return Optional.empty();
      }
      return Optional.of(new RedisBinary(program, version.get()));
    } catch (IOException failure) {
      reasons.add(program + " does not run (" + failure.getMessage() + ")");
      return Optional.empty();
    }
  }

  /**
   * What the program says to {@code --version}, or why it did not; a missing library is named here.
   */
  private static String versionOf(Path program) throws IOException {
    Process process =
        new ProcessBuilder(program.toString(), "--version").redirectErrorStream(true).start();
    process.getOutputStream().close();
    try {
      // what it says fits the pipe, so it can be read when the program is done
      if (!process.waitFor(VERSION_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return "no answer within " + VERSION_SECONDS + " s";
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", stop);
    }
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    // a loader's complaint may hold numbers that look like a version
    return process.exitValue() == 0 ? said : said.replaceAll("\\d+\\.\\d+\\.\\d+", "…");
  }
}
