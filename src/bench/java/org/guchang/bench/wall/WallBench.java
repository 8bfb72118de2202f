package org.guchang.bench.wall;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.guchang.bench.load.Deliveries;
import org.guchang.bench.load.OrderEvents;
import org.guchang.bench.load.Orders;
import org.guchang.bench.stage.BenchCommand;
import org.guchang.bench.stage.ChildJvm;
import org.guchang.bench.stage.Scale;
import org.guchang.bench.stage.Table;
import org.guchang.bench.stage.Workspace;
import org.guchang.bench.wall.WatchedPage.Effort;
import org.guchang.replay.Scenario;
import org.guchang.screen.ScreenBrowser;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * What the wall costs the browser that shows it, while both bundled evenings play. The limit is a
 * page of eight ECharts panels that is fed the same frames, with their animation and without.
 */
@Command(name = "wall", description = "What the wall costs its browser, and days of it.")
public final class WallBench implements BenchCommand {
  private static final String BOARD = "session/" + OrderEvents.SESSION;
  private static final int PHONE_THROTTLE = 4;
  private static final int MINUTES_AN_HOUR = 60;

  /** Times the heap is looked at over the days. */
  private static final int LOOKS = 9;

  @Mixin final Scale scale = new Scale();

  @Option(names = "--speed", description = "How much faster than the evenings were.")
  double speed = 60;

  @Option(names = "--seconds", description = "How long each page is watched at a time.")
  int seconds = 6;

  @Option(names = "--hours", description = "Hours of selling for the heap; 0 leaves it out.")
  int hours = 72;

  @Option(names = "--faster", description = "How much faster than they would be.")
  int faster = 600;

  @Option(
      names = "--echarts",
      description = "echarts.min.js, e.g. of npm pack echarts@6.0.0; without it no comparison.")
  @Nullable Path echarts;

  @Override
  public Integer call() throws Exception {
    try (Workspace workspace = new Workspace();
        ScreenBrowser browser = new ScreenBrowser()) {
      try (ChildJvm server = server(workspace, "evenings")) {
        evenings(browser, server);
      }
      if (hours > 0) {
        try (ChildJvm server = server(workspace, "days")) {
          days(browser, server);
        }
      }
    }
    return 0;
  }

  private ChildJvm server(Workspace workspace, String folder) throws IOException {
    return ChildJvm.start(
        "application", Map.of("data", workspace.folder(folder).toString()), scale.jvm());
  }

  private static String origin(ChildJvm server) {
    return "http://127.0.0.1:" + server.fact("screenPort");
  }

  private void evenings(ScreenBrowser browser, ChildJvm server) throws Exception {
    Map<String, String> how =
        Map.of("port", Integer.toString(server.port()), "speed", Double.toString(speed));
    try (ChildJvm evenings = ChildJvm.start("evenings", how, List.of())) {
      load(browser, server);
      List<Effort> walls = new ArrayList<>();
      List<Effort> moving = new ArrayList<>();
      List<Effort> jumping = new ArrayList<>();
      for (int round = 0; round < scale.rounds; round++) {
        walls.add(watch(browser, server, 1920, 1080, 1));
        if (echarts != null) {
          String library = Files.readString(echarts);
          moving.add(charts(browser, server, library, true));
          jumping.add(charts(browser, server, library, false));
        }
      }
      List<Effort> phone = List.of(watch(browser, server, 390, 844, PHONE_THROTTLE));
      double empty = empty(browser).cpuMillis();
      if (!evenings.ask("playing").equals(Integer.toString(Scenario.BUNDLED.size()))) {
        throw new IllegalStateException("an evening ended before the pages had been watched");
      }
      if (!browser.complaints().isEmpty()) {
        throw new IllegalStateException("a page complains: " + browser.complaints());
      }
      double wall = print("wall 1920×1080", walls);
      print("phone 390×844, CPU ÷4", phone);
      Table.line("  (of its CPU the slowing down is most: an empty page takes %.0f ms)", empty);
      if (moving.isEmpty()) {
        Table.line("ECharts left out: no --echarts");
      } else {
        Table.line("ratio to ECharts %.2f", wall / print("8 ECharts panels", moving));
        Table.line("ratio to that %.2f", wall / print("… without animation", jumping));
      }
    }
  }

  /** In a browser that has nothing of the page yet, from a server that has answered before. */
  private void load(ScreenBrowser browser, ChildJvm server) {
    List<Double> millis = new ArrayList<>();
    long transferred = 0;
    for (int round = 0; round <= scale.rounds; round++) {
      try (Page page = browser.page(1920, 1080)) {
        WatchedPage watched = new WatchedPage(browser, page);
        watched.open(origin(server) + "/boards/" + BOARD);
        transferred = watched.transferred();
        millis.add(watched.firstFigureMillis());
      }
    }
    Table.line(
        "first figure after %.0f ms (the server's first time: %.0f ms), %,d bytes transferred",
        Table.median(millis.subList(1, millis.size()).stream()), millis.get(0), transferred);
  }

  private Effort watch(
      ScreenBrowser browser, ChildJvm server, int width, int height, int throttle) {
    try (Page page = browser.page(width, height)) {
      WatchedPage watched = new WatchedPage(browser, page);
      watched.open(origin(server) + "/boards/" + BOARD);
      watched.throttle(throttle);
      return watched.effort(seconds);
    }
  }

  /** A page with nothing to do, slowed down as the phone's. */
  private Effort empty(ScreenBrowser browser) {
    try (Page page = browser.page(390, 844)) {
      WatchedPage watched = new WatchedPage(browser, page);
      page.navigate("about:blank");
      watched.throttle(PHONE_THROTTLE);
      return watched.effort(seconds);
    }
  }

  private Effort charts(ScreenBrowser browser, ChildJvm server, String library, boolean animated) {
    try (Page page = browser.page(1920, 1080)) {
      WatchedPage watched = new WatchedPage(browser, page);
      EChartsPage.open(page, origin(server), BOARD, library, animated);
      return watched.effort(seconds);
    }
  }

  private static double print(String what, List<Effort> efforts) {
    double cpu = Table.median(efforts.stream().map(Effort::cpuMillis));
    Table.line(
        "%-22s %4.0f ms CPU a second, main thread at work %3.0f ms of it, longest task %3.0f ms, %4.1f frames a second",
        what,
        cpu,
        Table.median(efforts.stream().map(Effort::taskMillis)),
        efforts.stream().mapToDouble(Effort::longestTaskMillis).max().orElse(0),
        Table.median(efforts.stream().map(Effort::framesPerSecond)));
    return cpu;
  }

  /** An order every three seconds for days, each minute of it on the board. */
  private void days(ScreenBrowser browser, ChildJvm server) throws Exception {
    int perMinute = 20;
    Orders orders = new Orders(Orders.catalog(), OrderEvents.SESSION, 9, perMinute);
    try (Page page = browser.page(1920, 1080)) {
      WatchedPage watched = new WatchedPage(browser, page);
      watched.open(origin(server) + "/boards/" + BOARD);
      int minutes = hours * MINUTES_AN_HOUR / LOOKS;
      for (int look = 1; look <= LOOKS; look++) {
        Deliveries next = orders.deliveries(minutes, perMinute);
        orders.send(server, 2, next, faster / (double) MINUTES_AN_HOUR);
        Table.line(
            "after %3d hours %,10d bytes of heap, %,6d nodes, %,4d listeners, longest task %.0f ms",
            hours * look / LOOKS,
            watched.heap(),
            watched.counter("nodes"),
            watched.counter("jsEventListeners"),
            watched.longestTaskMillis());
      }
    }
    orders.check(server);
  }
}
