package org.guchang.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Data outlives the server that wrote it: what an earlier version kept is read with every total as
 * it was, and a data directory that was copied away and put back elsewhere is whole.
 */
class KeptDataIT {
  private static final String SESSION = "session/jiaocheng-0516";
  private static final String SAME_KEY = "privacy: {key: a-key-of-the-fixture-only}";

  /**
   * What the product list makes of the figures, and names: these may change with the catalog; and
   * who is there now, which is nobody any more.
   */
  private static final List<String> NOT_KEPT =
      List.of(
          "online",
          "grams",
          "unattributedFen",
          "households",
          "name",
          "enterprise",
          "county",
          "town",
          "unit",
          "priceFen");

  @TempDir private Path dir;

  /**
   * kept/appendonly.aof.gz was written by version 0.1.0 of November 2026 on Redis 6.2: 289 events
   * of 150 orders, some refunded, changed or cancelled, and audience figures of two platforms;
   * kept/totals.json is what its screen door said of them.
   */
  @Test
  void whatTheFirstVersionKept_isReadWithEveryTotal() throws Exception {
    Path redis = Files.createDirectories(dir.resolve("data/redis"));
    try (InputStream kept = new GZIPInputStream(resource("appendonly.aof.gz"));
        OutputStream file = Files.newOutputStream(redis.resolve("appendonly.aof"))) {
      kept.transferTo(file);
    }
    Files.writeString(redis.resolve("version"), "6.2.11\n");
    try (ServerProcess server = new ServerProcess(dir, SAME_KEY).awaitReady()) {
      JsonNode expected = counted(new ObjectMapper().readTree(resource("totals.json")));

      assertThat(counted(server.state(SESSION))).isEqualTo(expected);

      // and it is gone on with: an order that is known, and a new one
      NativePartner demo = new NativePartner(server.partnerDoor(), "demo");
      String known = NativePartner.paid("jiaocheng-0516", "o-3", "枣");
      String fresh = NativePartner.paid("jiaocheng-0516", "o-after", "枣");
      assertThat(demo.send(ServerProcess.DEMO_SECRET, "after-1", known)).isEqualTo(200);
      assertThat(demo.send(ServerProcess.DEMO_SECRET, "after-2", fresh)).isEqualTo(200);
      assertThat(server.state(SESSION).at("/totals/orders").asLong())
          .isEqualTo(expected.at("/totals/orders").asLong() + 1);
      assertThat(ServerProcess.exitCode(server.verify())).as(server.log()).isZero();
    }
  }

  @Test
  void aCopyOfTheDataDirectory_isAWholeBackup() throws Exception {
    Path first = Files.createDirectory(dir.resolve("first"));
    Path second = Files.createDirectories(dir.resolve("second"));
    JsonNode whileRunning;
    try (ServerProcess server = new ServerProcess(first, "").awaitReady()) {
      NativePartner demo = new NativePartner(server.partnerDoor(), "demo");
      for (int i = 0; i < 30; i++) {
        String paid = NativePartner.paid("jiaocheng-0516", "o" + i, "枣");
        assertThat(demo.send(ServerProcess.DEMO_SECRET, "m" + i, paid)).isEqualTo(200);
      }
      whileRunning = counted(server.state(SESSION));
      copy(first.resolve("data"), second.resolve("data"));
      assertThat(server.terminate()).isZero();
    }
    try (ServerProcess restored = new ServerProcess(second, "").awaitReady()) {
      assertThat(counted(restored.state(SESSION))).isEqualTo(whileRunning);
      assertThat(whileRunning.at("/totals/orders").asLong()).isEqualTo(30);
      assertThat(ServerProcess.exitCode(restored.verify())).as(restored.log()).isZero();
    }
  }

  private static InputStream resource(String name) {
    return Objects.requireNonNull(KeptDataIT.class.getResourceAsStream("/kept/" + name), name);
  }

  /** As {@code cp -a} would. */
  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path copy = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(copy);
        } else {
          Files.copy(file, copy);
          Files.setPosixFilePermissions(copy, Files.getPosixFilePermissions(file));
          FileTime time = Files.getLastModifiedTime(file);
          Files.setLastModifiedTime(copy, time);
        }
      }
    }
  }

  /** Totals, platforms, products and minutes without what the catalog adds. */
  private static JsonNode counted(JsonNode state) {
    ObjectNode counted = new ObjectMapper().createObjectNode();
    counted.set("minutes", state.path("minutes"));
    for (String part : List.of("totals", "platforms", "products")) {
      ObjectNode of = state.path(part).deepCopy();
      of.remove(NOT_KEPT);
      of.properties().removeIf(entry -> entry.getValue().isObject() && isEmpty(entry.getValue()));
      of.properties()
          .forEach(
              entry -> {
                if (entry.getValue() instanceof ObjectNode row) {
                  row.remove(NOT_KEPT);
                }
              });
      counted.set(part, of);
    }
    return counted;
  }

  /** A platform that nobody has reported on. */
  private static boolean isEmpty(JsonNode row) {
    return row.size() == 1 && row.has("name");
  }
}
