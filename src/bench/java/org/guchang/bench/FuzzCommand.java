package org.guchang.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.guchang.ingest.format.FuzzVoices;
import org.guchang.ingest.format.FuzzVoices.Spoken;
import org.guchang.ingest.format.Mutation;
import org.guchang.ingest.format.Voice.Sent;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Bad pushes of every format to a real server, over its partner door: mutated samples, random
 * bytes, deep nesting, huge numbers, wrong encodings, most of them signed as they should be, some
 * changed on their way, some as a dry run. No answer may be a 5xx or speak of Java, the server's
 * heap may not grow, afterwards its totals must be proved and a good event must count.
 */
@Command(name = "fuzz", description = "A million bad pushes through the partner door.")
final class FuzzCommand implements BenchCommand {
  /** Of the live heap from the first tenth of the inputs to the last. */
  private static final long MOST_GROWTH_BYTES = 16 << 20;

  /** Least heap the server is comfortable with: what leaks shows soon. */
  private static final List<String> LITTLE_HEAP = List.of("-Xmx256m");

  private static final int PARTS = 10;

  @Option(names = "--inputs", description = "How many.")
  int inputs = 1_000_000;

  @Option(names = "--seed", description = "Of the first input, each next one has the next.")
  long seed = System.nanoTime();

  @Option(names = "--connections", description = "Keep-alive connections.")
  int connections = 8;

  private final List<Spoken> voices = FuzzVoices.all();
  private final FuzzTally tally = new FuzzTally();

  @Override
  public Integer call() throws Exception {
    Table.line("%,d inputs from seed %d", inputs, seed);
    long began = System.nanoTime();
    try (Workspace workspace = new Workspace()) {
      Path catalog = workspace.folder("catalog");
      FuzzCatalog.write(catalog, voices);
      Map<String, String> options =
          Map.of("data", workspace.folder("data").toString(), "catalog", catalog.toString());
      try (ChildJvm server = ChildJvm.start("application", options, LITTLE_HEAP)) {
        sendAll(server);
        checkMeters(server);
        checkGoodEvent(server);
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

  private void sendAll(ChildJvm server) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(connections);
    try {
      long first = 0;
      for (int part = 0; part < PARTS; part++) {
        int from = (int) ((long) inputs * part / PARTS);
        int to = (int) ((long) inputs * (part + 1) / PARTS);
        List<Future<?>> sending = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
          int start = from + i;
          sending.add(threads.submit(() -> send(server.port(), start, to)));
        }
        for (Future<?> one : sending) {
          one.get();
        }
        long heap = server.heap();
        first = part == 0 ? heap : first;
        Table.line("  %,9d sent, live heap %.1f MB", to, heap / 1e6);
        check(heap - first < MOST_GROWTH_BYTES, "the heap grew by " + (heap - first) + " bytes");
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private void send(int port, int from, int to) {
    try (RawConnection connection = new RawConnection(port)) {
      for (int i = from; i < to; i += connections) {
        SplittableRandom random = new SplittableRandom(seed + i);
        Spoken voice = voices.get(random.nextInt(voices.size()));
        try {
          Sent sent = input(voice, random, System.currentTimeMillis());
          tally.answered(seed + i, voice.format(), connection.send(sent));
        } catch (IOException e) {
          tally.fail(seed + i, voice.format(), "no answer: " + e.getMessage());
        }
      }
    }
  }

  private static Sent input(Spoken voice, SplittableRandom random, long now) {
    String sample = voice.samples().get(random.nextInt(voice.samples().size()));
    Mutation mutation = new Mutation(random);
    Sent sent = voice.signer().sign("/hooks/" + voice.format(), mutation.of(sample), now);
    if (random.nextInt(8) == 0) {
      sent = sent.withQuery((sent.query() == null ? "" : sent.query() + "&") + "dry-run=true");
    }
    return random.nextInt(4) == 0 ? mutation.tampered(sent) : sent;
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

  private void checkGoodEvent(ChildJvm server) throws IOException {
    Spoken voice = voices.get(0);
    String event = voice.samples().get(0).replace("e-1", "last-e").replace("o-1", "last-o");
    try (RawConnection connection = new RawConnection(server.port())) {
      String answer =
          connection
              .send(
                  voice
                      .signer()
                      .sign(
                          "/hooks/" + voice.format(),
                          event.getBytes(UTF_8),
                          System.currentTimeMillis()))
              .body();
      check(answer.contains("\"accepted\":1"), "a good event was answered " + answer);
    }
  }

  private void check(boolean holds, String otherwise) {
    if (!holds) {
      tally.fail(seed, "all", otherwise);
    }
  }
}
