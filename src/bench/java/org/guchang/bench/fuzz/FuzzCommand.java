package org.guchang.bench.fuzz;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.guchang.access.OpsTokens;
import org.guchang.bench.load.RawConnection;
import org.guchang.bench.stage.BenchCommand;
import org.guchang.bench.stage.ChildJvm;
import org.guchang.bench.stage.Table;
import org.guchang.bench.stage.Workspace;
import org.guchang.ingest.format.FuzzVoices;
import org.guchang.ingest.format.FuzzVoices.Spoken;
import org.guchang.ingest.format.Voice.Sent;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Bad inputs to a real server, over all three doors: at the partner door pushes of every format,
 * mutated samples, random bytes, deep nesting, huge numbers, wrong encodings, most of them signed
 * as they should be, some changed on their way, some as a dry run; at the screen and ops doors odd
 * methods, paths, queries, headers and bodies, and what bad screens say on a WebSocket; at each of
 * them bytes that are no request; and at a server that lets nobody in, forged and stolen
 * credentials of every kind, and what is no TLS. Nobody may get in, no answer may be a 5xx or speak
 * of Java, no heap may grow, good orders among them have to count and be on the board to the fen,
 * and afterwards the totals must be proved.
 */
@Command(name = "fuzz", description = "A million bad inputs through all doors.")
public final class FuzzCommand implements BenchCommand {
  /** Of the live heap from the first tenth of the inputs to the last. */
  private static final long MOST_GROWTH_BYTES = 16 << 20;

  /** Least heap the server is comfortable with: what leaks shows soon. */
  private static final List<String> LITTLE_HEAP = List.of("-Xmx256m");

  private static final int PARTS = 10;

  private static final int MOST_TRIES = 1_000;
  private static final long TRY_NANOS = 20_000_000;

  @Option(names = "--inputs", description = "How many.")
  int inputs = 1_000_000;

  @Option(names = "--seed", description = "Of the first input, each next one has the next.")
  long seed = System.nanoTime();

  @Option(names = "--connections", description = "Keep-alive connections.")
  int connections = 8;

  private final List<Spoken> voices = FuzzVoices.all();
  private final FuzzTally tally = new FuzzTally();
  private final FuzzCanary canary = new FuzzCanary(voices.get(0));

  @Override
  public Integer call() throws Exception {
    Table.line("%,d inputs from seed %d", inputs, seed);
    long began = System.nanoTime();
    try (Workspace workspace = new Workspace()) {
      Path catalog = workspace.folder("catalog");
      FuzzCatalog.write(catalog, voices);
      Path users = workspace.folder("access").resolve("users.yaml");
      String token = access(users);
      Map<String, String> options =
          Map.of(
              "data", workspace.folder("data").toString(),
              "catalog", catalog.toString(),
              "users", users.toString());
      try (ChildJvm server = ChildJvm.start("application", options, LITTLE_HEAP);
          FuzzFortress fortress = new FuzzFortress(workspace, catalog, LITTLE_HEAP)) {
        FuzzSender.Doors doors =
            new FuzzSender.Doors(
                server.port(),
                Integer.parseInt(server.fact("screenPort")),
                Integer.parseInt(server.fact("opsPort")),
                token,
                voices,
                fortress);
        awaitSessions(doors);
        sendAll(server, doors);
        checkMeters(server);
        checkBoard(doors);
        String unwell = fortress.unwell();
        check(unwell == null, "whoever has leave: " + unwell);
        for (String session : FuzzCatalog.SESSIONS) {
          Map<String, String> proof = ChildJvm.words(server.ask("verify " + session));
          Table.line("  %s: %s", session, proof);
          check("true".equals(proof.get("proved")), "the totals of " + session + " are not proved");
        }
      }
    }
    tally.tell();
    Table.line("  %,d answers in %.0f s", tally.answers(), (System.nanoTime() - began) / 1e9);
    tally.failures().forEach(failure -> Table.line("FAILED %s", failure));
    return tally.failures().isEmpty() ? 0 : 1;
  }

  /** The ops door knows nothing of sessions until they are read for the first time. */
  private static void awaitSessions(FuzzSender.Doors doors) throws IOException {
    Sent asked = FuzzCanary.get("/sessions").with("authorization", "Bearer " + doors.token());
    try (RawConnection ops = new RawConnection(doors.ops())) {
      for (int tries = 0; ops.send(asked).status() != 200; tries++) {
        if (tries > MOST_TRIES) {
          throw new IOException("the sessions are never known");
        }
        LockSupport.parkNanos(TRY_NANOS);
      }
    }
  }

  private void sendAll(ChildJvm server, FuzzSender.Doors doors) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(connections);
    try {
      long first = 0;
      long firstOfFortress = 0;
      for (int part = 0; part < PARTS; part++) {
        long from = (long) inputs * part / PARTS;
        long to = (long) inputs * (part + 1) / PARTS;
        List<Future<?>> sending = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
          long start = from + i;
          sending.add(threads.submit(() -> send(doors, start, to)));
        }
        for (Future<?> one : sending) {
          one.get();
        }
        long heap = server.heap();
        long guarded = doors.fortress().heap();
        first = part == 0 ? heap : first;
        firstOfFortress = part == 0 ? guarded : firstOfFortress;
        Table.line("  %,9d sent, live heaps %.1f and %.1f MB", to, heap / 1e6, guarded / 1e6);
        long grown = Math.max(heap - first, guarded - firstOfFortress);
        check(grown < MOST_GROWTH_BYTES, "a heap grew by " + grown + " bytes");
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private void send(FuzzSender.Doors doors, long from, long to) {
    try (FuzzSender sender = new FuzzSender(doors, tally, canary)) {
      for (long i = from; i < to; i += connections) {
        sender.send(seed + i);
      }
    }
  }

  /** What the server itself took for its own fault. */
  private void checkMeters(ChildJvm server) throws Exception {
    URI metrics = URI.create("http://127.0.0.1:" + server.fact("opsPort") + "/metrics");
    String told =
        HttpClient.newHttpClient()
            .send(HttpRequest.newBuilder(metrics).build(), BodyHandlers.ofString())
            .body();
    long deliveries = 0;
    for (String line : told.split("\n", -1)) {
      if (line.startsWith("guchang_deliveries_total{")) {
        double count = Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1));
        deliveries += (long) count;
        boolean ours =
            line.contains("outcome=\"failed\"") || line.contains("outcome=\"unavailable\"");
        check(!ours || count == 0, line);
      }
    }
    Table.line("  %,d deliveries by the server's own meter", deliveries);
    check(deliveries > 0, "the meters tell of no delivery");
  }

  private void checkBoard(FuzzSender.Doors doors) throws IOException {
    try (RawConnection partner = new RawConnection(doors.partner());
        RawConnection screen = new RawConnection(doors.screen())) {
      String refused = canary.sing(partner, -1);
      check(refused == null, "a good order was answered " + refused);
      check(canary.isShown(screen), "the board does not show the " + canary.orders() + " orders");
    }
    Table.line("  %,d good orders among them, all on the board", canary.orders());
  }

  private static String access(Path file) throws IOException {
    String token = OpsTokens.make(new SecureRandom());
    Files.writeString(
        file,
        "tokens:\n  - {name: fuzz, sha256: "
            + OpsTokens.digest(token)
            + ", role: administrator}\n");
    return token;
  }

  private void check(boolean holds, String otherwise) {
    if (!holds) {
      tally.fail(seed, "all", otherwise);
    }
  }
}
