package dev.loadstone.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * A headless Chromium of the machine, driven by Playwright, which runs in the machine's Node.js. To
 * be used and closed by the thread that started it.
 */
public final class Chromium implements AutoCloseable {
  private static final List<String> BROWSERS =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome");
  private static final List<String> NODES = List.of("node", "nodejs");
  private static final int TELEPHONE_WIDTH_MAX = 599;

  private final Playwright playwright;
  private final Browser browser;

  private Chromium(Playwright playwright, Browser browser) {
    this.playwright = playwright;
    this.browser = browser;
  }

  /**
   * How a page is looked at.
   *
   * @param width of the window in CSS pixels; below 600 it is a telephone's
   * @param height of the window in CSS pixels
   * @param dark whether the system prefers dark pages
   */
  public record View(int width, int height, boolean dark) {
    /** A window on a screen, light. */
    public static final View SCREEN = new View(1_280, 900, false);

    /** A telephone, light. */
    public static final View TELEPHONE = new View(390, 844, false);
  }

  /**
   * Starts a browser; on a machine without one, or without Node.js, the test is skipped with the
   * reason, or fails in continuous integration.
   */
  public static Chromium start() {
    Path program = needed("Chromium", BROWSERS);
    Path node = needed("Node.js, in which Playwright runs,", NODES);
    Playwright playwright =
        Playwright.create(
            new Playwright.CreateOptions()
                .setEnv(
                    Map.of(
                        "PLAYWRIGHT_NODEJS_PATH",
                        node.toString(),
                        "PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD",
                        "1")));
    try {
      Browser browser =
          playwright
              .chromium()
              .launch(
                  new BrowserType.LaunchOptions()
                      .setExecutablePath(program)
                      .setChromiumSandbox(false)
                      .setArgs(List.of("--disable-gpu", "--disable-quic")));
      return new Chromium(playwright, browser);
    } catch (PlaywrightException notStarted) {
      playwright.close();
      throw notStarted;
    }
  }

  private static Path needed(String what, List<String> names) {
    Optional<Path> program =
        Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
            .flatMap(folder -> names.stream().map(name -> Path.of(folder, name)))
            .filter(Files::isExecutable)
            .findFirst();
    if (program.isEmpty()) {
      String reason = "no " + what + " on the PATH (looked for " + String.join(", ", names) + ")";
      assertThat(System.getenv("LOADSTONE_CI")).as(reason).isNotEqualTo("true");
      Assumptions.abort(reason);
    }
    return program.orElseThrow();
  }

  /** Opens an empty tab that shares nothing with the others: no cookie, no storage, no cache. */
  public Tab open(View view) {
    return new Tab(
        browser.newContext(
            new Browser.NewContextOptions()
                .setViewportSize(view.width(), view.height())
                .setDeviceScaleFactor(1)
                .setIsMobile(view.width() <= TELEPHONE_WIDTH_MAX)
                .setColorScheme(view.dark() ? ColorScheme.DARK : ColorScheme.LIGHT)));
  }

  /**
   * Opens a page in a tab of its own and waits until its scripts are done and a frame is drawn. A
   * page that asks for anything but itself fails the test.
   *
   * @param ready when it is so far, as an expression, {@code root} being the root element; a script
   *     that fails ends the waiting, too
   */
  public Tab open(Path page, View view, String ready) {
    String address = page.toUri().toString();
    Tab tab = open(view);
    tab.visit(address);
    tab.await(
        "(root => root.dataset.error !== undefined || (" + ready + "))(document.documentElement)");
    tab.evaluate(
        "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))");
    assertThat(tab.requested()).as("what the page asked for").containsOnly(address);
    return tab;
  }

  /** Opens a page of a report and returns its document as its scripts left it. */
  public String dom(Path page) {
    return dom(page, View.SCREEN, "root.dataset.ready === 'true'");
  }

  /** Opens a page and returns its document as its scripts left it. */
  public String dom(Path page, View view, String ready) {
    try (Tab tab = open(page, view, ready)) {
      return tab.evaluate("document.documentElement.outerHTML").asText();
    }
  }

  /** Ends the browser and what drives it. */
  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
