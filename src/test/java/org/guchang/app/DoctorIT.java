package org.guchang.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The doctor of the built jar, on this host: what is bad is named, with what to change. */
final class DoctorIT {
  @TempDir private Path dir;

  @Test
  void takenPortAndBrokenCatalog_areBad_whileDiskAndRedisAreMeasured() throws Exception {
    Path catalog = Files.createDirectory(dir.resolve("catalog"));
    Files.writeString(catalog.resolve("catalog.yaml"), "sessions: 1\n");
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Path config =
          Files.writeString(
              dir.resolve("guchang.yaml"),
              "screen: {port: 0}\npartner: {port: %d}\nops: {port: 0}\ncatalog: {dir: %s}\n"
                  .formatted(taken.getLocalPort(), catalog));

      Process doctor =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-jar",
                  System.getProperty("guchang.jar"),
                  "doctor",
                  "--config",
                  config.toString())
              .directory(dir.toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .redirectOutput(dir.resolve("out").toFile())
              .start();
      assertThat(doctor.waitFor(60, TimeUnit.SECONDS)).isTrue();
      String told = Files.readString(dir.resolve("out"));

      assertThat(doctor.exitValue()).as(told).isEqualTo(1);
      assertThat(bad(told, "partner port")).contains("" + taken.getLocalPort());
      assertThat(told).contains("set partner.port or partner.host");
      assertThat(bad(told, "catalog")).contains("catalog");
      assertThat(line(told, "screen port")).startsWith("good");
      assertThat(line(told, "disk speed")).contains("a write is on disk after");
      assertThat(line(told, "redis")).startsWith("good").contains("Redis ");
    }
  }

  private static String bad(String told, String what) {
    String line = line(told, what);
    assertThat(line).startsWith("bad");
    return line;
  }

  private static String line(String told, String what) {
    List<String> lines =
        told.lines().filter(line -> line.length() > 6 && line.startsWith(what, 6)).toList();
    assertThat(lines).as(told).isNotEmpty();
    return lines.get(0);
  }
}
