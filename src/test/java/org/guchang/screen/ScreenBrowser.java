package org.guchang.screen;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The installed Chromium, headless; it notes what a page complains of.
 *
 * <p>One process serves all of a JVM's tests, one after the other, since its start takes longer
 * than most of them. Nothing goes from one to the next: each page has a profile of its own, which
 * ends with it.
 */
public final class ScreenBrowser implements AutoCloseable {

  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome");
  private static final List<String> FLAGS =
      List.of(
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");

  /**
   * A script for a page that keeps what is written on canvases, the newest last, in {@code drawn}.
   */
  static final String KEEP_DRAWN =
      "globalThis.drawn = [];"
          + "const write = CanvasRenderingContext2D.prototype.fillText;"
          + "CanvasRenderingContext2D.prototype.fillText = function (text, ...at) {"
          + "  globalThis.drawn.push(text);"
          + "  return write.call(this, text, ...at);"
          + "};";

  private static @Nullable Browser running;

  private final Browser browser = running();
  private final List<Page> pages = new ArrayList<>();
  private final List<String> complaints = new CopyOnWriteArrayList<>();

  private static synchronized Browser running() {
    Browser started = running;
    if (started == null || !started.isConnected()) {
      Playwright playwright =
          Playwright.create(
              new Playwright.CreateOptions()
                  .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
      Runtime.getRuntime().addShutdownHook(new Thread(playwright::close));
      started =
          playwright
              .chromium()
              .launch(
                  new BrowserType.LaunchOptions().setExecutablePath(installed()).setArgs(FLAGS));
      running = started;
    }
    return started;
  }

  /** A page of a wall, 1920×1080. */
  Page wall() {
    return page(1920, 1080);
  }

  public Page page(int width, int height) {
    Page page = browser.newPage(new Browser.NewPageOptions().setViewportSize(width, height));
    pages.add(page);
    page.onPageError(complaints::add);
    page.onConsoleMessage(
        message -> {
          // What the content security policy refuses is told there too.
          if (message.type().equals("error") && !message.text().contains("WebSocket")) {
            complaints.add(message.text());
          }
        });
    return page;
  }

  /** The browser's own side of the DevTools protocol. */
  public CDPSession devTools() {
    return browser.newBrowserCDPSession();
  }

  /** Exceptions, refused scripts and styles, files that are missing. A lost socket is not one. */
  public List<String> complaints() {
    return complaints;
  }

  @Override
  public void close() {
    pages.forEach(Page::close);
  }

  private static Path installed() {
    String path = System.getenv().getOrDefault("PATH", "");
    return Stream.of(path.split(File.pathSeparator))
        .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no Chromium on the PATH: " + path));
  }
}
