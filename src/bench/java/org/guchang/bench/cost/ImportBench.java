package org.guchang.bench.cost;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import org.guchang.Main;
import org.guchang.bench.stage.BenchCommand;
import org.guchang.bench.stage.ChildJvm;
import org.guchang.bench.stage.Cpu;
import org.guchang.bench.stage.Scale;
import org.guchang.bench.stage.Table;
import org.guchang.bench.stage.Workspace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * How long the command takes to import an order list, in a JVM that has little memory, and the same
 * list again, which changes nothing. The limit of its memory is the command's own heap.
 */
@Command(name = "import", description = "An order list of 100,000 rows by the import command.")
public final class ImportBench implements BenchCommand {
  @Mixin final Scale scale = new Scale();

  @Option(names = "--rows", split = ",", description = "Rows of the lists, one after the other.")
  List<Integer> rows = List.of(10_000, 100_000);

  @Option(names = "--heap", description = "Most heap of the command, as -Xmx takes it.")
  String heap = "64m";

  @Override
  public Integer call() throws Exception {
    try (Workspace workspace = new Workspace()) {
      Path catalog = workspace.folder("catalog");
      ShopCatalog.write(catalog, 2);
      Map<String, String> options =
          Map.of("data", workspace.folder("data").toString(), "catalog", catalog.toString());
      try (ChildJvm server = ChildJvm.start("application", options, scale.jvm())) {
        long first = 1;
        for (int count : rows) {
          int wanted = scale.of(count);
          Path list = workspace.folder("lists").resolve(count + ".csv");
          write(list, first, wanted);
          first += wanted;
          for (String what : List.of("new", "again")) {
            double serverBefore = Cpu.seconds(server.pid());
            double seconds = run(server, list);
            Table.line(
                "%,8d rows %-5s %5.1f s with the JVM's start (-Xmx%s), server %.1f CPU-s, its live heap then %d MB",
                wanted,
                what,
                seconds,
                heap,
                Cpu.seconds(server.pid()) - serverBefore,
                server.heap() >> 20);
          }
        }
        Map<String, String> proof = ChildJvm.words(server.ask("verify " + ShopCatalog.SESSION));
        if (!"true".equals(proof.get("proved"))
            || !Long.toString(first - 1).equals(proof.get("orders"))) {
          throw new IllegalStateException("imported " + (first - 1) + " orders, found " + proof);
        }
        Table.line("  %,d orders and all totals proved by the ledger", first - 1);
      }
    }
    return 0;
  }

  private static void write(Path list, long first, int count) throws IOException {
    DateTimeFormatter format = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    try (Writer out = Files.newBufferedWriter(list)) {
      out.write("订单编号,商家编码,选购商品,商品数量,订单实付金额,订单创建时间,订单付款时间,订单状态,收货人,手机号\n");
      for (int i = 0; i < count; i++) {
        OffsetDateTime at = ShopCatalog.STARTS.plusSeconds(i % 9_000);
        String time = at.format(format);
        out.write(
            "'%d,%s,交城骏枣,1,￥29.90,%s,%s,已支付,张三,13800000000\n"
                .formatted(4_801_000_000_000_000_000L + first + i, ShopCatalog.SKU, time, time));
      }
    }
  }

  private double run(ChildJvm server, Path list) throws IOException, InterruptedException {
    long began = System.nanoTime();
    Process command =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap,
                "-cp",
                ChildJvm.classPath(),
                Main.class.getName(),
                "import",
                "--file",
                list.toString(),
                "--to",
                "http://127.0.0.1:" + server.port(),
                "--partner",
                ShopCatalog.CSV,
                "--secret",
                ShopCatalog.SIGNING_SECRET)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    int code = command.waitFor();
    if (code != 0) {
      throw new IOException("the import ended with " + code);
    }
    return (System.nanoTime() - began) / 1e9;
  }
}
