package org.guchang.bench.wall;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.guchang.screen.ScreenBrowser;

/** A page in the real browser, and what it costs there, by the DevTools protocol. */
final class WatchedPage {
  /** After which a page that was opened has done what opening takes. */
  private static final int SETTLED_MILLIS = 3_000;

  private static final int PATIENCE_MILLIS = 20_000;

  private static final Pattern DIGIT = Pattern.compile("[0-9]");

  /** Notes when the first figure stands there, and every task that held the page up. */
  private static final String NOTES =
      """
      window.bench = { figureAt: 0, longest: 0 };
      new PerformanceObserver((list) => {
        for (const task of list.getEntries()) window.bench.longest = Math.max(window.bench.longest, task.duration);
      }).observe({ type: 'longtask' });
      (function look() {
        const money = document.getElementById('money');
        if (money && /\\d/.test(money.textContent)) window.bench.figureAt = performance.now();
        else if (location.pathname.startsWith('/boards/')) requestAnimationFrame(look);
      })();
      """;

  private final Page page;
  private final CDPSession browser;
  private final CDPSession own;
  private final AtomicLong transferred = new AtomicLong();

  WatchedPage(ScreenBrowser browser, Page page) {
    this.page = page;
    this.browser = browser.devTools();
    this.own = page.context().newCDPSession(page);
    page.addInitScript(NOTES);
    own.on(
        "Network.loadingFinished",
        event -> transferred.addAndGet(event.get("encodedDataLength").getAsLong()));
    own.send("Network.enable");
    own.send("Performance.enable");
  }

  /**
   * What a page took while it was watched.
   *
   * @param cpuMillis of its renderer process, a second; what slows a processor down counts as well
   * @param taskMillis that its main thread was at work, a second
   */
  record Effort(
      double cpuMillis, double taskMillis, double longestTaskMillis, double framesPerSecond) {}

  /** Opens it and waits until a figure stands there. */
  void open(String url) {
    page.navigate(url);
    // a function to be waited for would be an eval, which the page's own policy forbids
    page.locator("#money")
        .filter(new Locator.FilterOptions().setHasText(DIGIT))
        .waitFor(new Locator.WaitForOptions().setTimeout(PATIENCE_MILLIS));
  }

  double firstFigureMillis() {
    return number("window.bench.figureAt");
  }

  /** Bytes, headers included, so far. */
  long transferred() {
    page.waitForTimeout(SETTLED_MILLIS);
    return transferred.get();
  }

  void throttle(int times) {
    JsonObject rate = new JsonObject();
    rate.addProperty("rate", times);
    own.send("Emulation.setCPUThrottlingRate", rate);
  }

  Effort effort(int seconds) {
    page.waitForTimeout(SETTLED_MILLIS);
    page.evaluate("window.bench.longest = 0");
    long began = System.nanoTime();
    double before = rendererSeconds();
    double tasksBefore = taskSeconds();
    page.waitForTimeout(seconds * 1000.0);
    double cpu = rendererSeconds() - before;
    double tasks = taskSeconds() - tasksBefore;
    double took = (System.nanoTime() - began) / 1e9;
    return new Effort(
        1000 * cpu / took, 1000 * tasks / took, longestTaskMillis(), framesPerSecond());
  }

  double longestTaskMillis() {
    return number("window.bench.longest");
  }

  private double framesPerSecond() {
    return number(
        """
        new Promise((done) => {
          let frames = 0;
          const began = performance.now();
          requestAnimationFrame(function count(now) {
            frames += 1;
            if (now - began < 2000) requestAnimationFrame(count);
            else done((1000 * frames) / (now - began));
          });
        })
        """);
  }

  private double number(String expression) {
    return ((Number) page.evaluate(expression)).doubleValue();
  }

  private double taskSeconds() {
    for (JsonElement metric : own.send("Performance.getMetrics").getAsJsonArray("metrics")) {
      if (metric.getAsJsonObject().get("name").getAsString().equals("TaskDuration")) {
        return metric.getAsJsonObject().get("value").getAsDouble();
      }
    }
    throw new IllegalStateException("the browser tells no TaskDuration");
  }

  private double rendererSeconds() {
    double seconds = 0;
    for (JsonElement process :
        browser.send("SystemInfo.getProcessInfo").getAsJsonArray("processInfo")) {
      JsonObject one = process.getAsJsonObject();
      if (one.get("type").getAsString().equals("renderer")) {
        seconds += one.get("cpuTime").getAsDouble();
      }
    }
    return seconds;
  }

  /** Bytes in use after a collection. */
  long heap() {
    own.send("HeapProfiler.collectGarbage");
    return own.send("Runtime.getHeapUsage").get("usedSize").getAsLong();
  }

  /** One of {@code nodes}, {@code documents}, {@code jsEventListeners}. */
  long counter(String name) {
    return own.send("Memory.getDOMCounters").get(name).getAsLong();
  }
}
