package org.guchang.bench.cost;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.guchang.bench.load.OrderEvents;
import org.guchang.bench.load.Orders;
import org.guchang.bench.stage.BenchCommand;
import org.guchang.bench.stage.ChildJvm;
import org.guchang.bench.stage.Scale;
import org.guchang.bench.stage.Table;
import org.guchang.bench.stage.Workspace;
import org.guchang.config.Catalog;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * How long a board takes to be answered as it was at a minute of the past. The limit is the board
 * as it is now, which lies ready.
 */
@Command(name = "time-travel", description = "A past minute of a board after 1 million orders.")
public final class TimeTravelBench implements BenchCommand {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @Mixin final Scale scale = new Scale();

  @Option(names = "--orders", description = "Orders of the evening.")
  int orders = 1_000_000;

  @Option(names = "--minutes", description = "Minutes they are spread over.")
  int minutes = 150;

  @Option(names = "--batch", description = "Events in a delivery.")
  int batch = 100;

  @Option(names = "--connections", description = "Keep-alive connections.")
  int connections = 64;

  @Override
  public Integer call() throws Exception {
    Catalog catalog = Orders.catalog();
    try (Workspace workspace = new Workspace();
        ChildJvm server =
            ChildJvm.start(
                "application", Map.of("data", workspace.folder("data").toString()), scale.jvm())) {
      Storage storage = new Storage(server, connections);
      int count = scale.of(orders);
      Orders evening = new Orders(catalog, OrderEvents.SESSION, 8, Math.max(1, count / minutes));
      storage.fill(evening::deliveries, count, batch);
      evening.check(server);
      URI board =
          URI.create(
              "http://127.0.0.1:%s/api/boards/session/%s"
                  .formatted(server.fact("screenPort"), OrderEvents.SESSION));
      OffsetDateTime begin = catalog.sessions().get(OrderEvents.SESSION).startsAt();
      for (int i = 0; i < scale.warmUps; i++) {
        past(board, begin);
      }
      List<Double> now = new ArrayList<>();
      List<Double> then = new ArrayList<>();
      for (int i = 0; i < scale.rounds; i++) {
        then.addAll(past(board, begin));
        now.add(millis(board));
      }
      print("now", now);
      print("as it was", then);
      long kept =
          storage.byKey().entrySet().stream()
              .filter(key -> key.getKey().startsWith("moments"))
              .mapToLong(Map.Entry::getValue)
              .sum();
      Table.line("  kept for it: %,d bytes, %,d a minute", kept, kept / minutes);
    }
    return 0;
  }

  private List<Double> past(URI board, OffsetDateTime begin)
      throws IOException, InterruptedException {
    List<Double> millis = new ArrayList<>();
    for (int minute = 0; minute < minutes; minute++) {
      String at = begin.plusMinutes(minute).toInstant().toString();
      millis.add(millis(URI.create(board + "?at=" + at)));
    }
    return millis;
  }

  private static double millis(URI uri) throws IOException, InterruptedException {
    long began = System.nanoTime();
    HttpResponse<byte[]> answer =
        HTTP.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofByteArray());
    if (answer.statusCode() != 200) {
      throw new IOException(uri + " is answered " + answer.statusCode());
    }
    return (System.nanoTime() - began) / 1e6;
  }

  private static void print(String what, List<Double> millis) {
    Table.line(
        "%-10s median %6.2f ms, longest %6.2f ms",
        what, Table.median(millis.stream()), millis.stream().mapToDouble(it -> it).max().orElse(0));
  }
}
