package dev.loadstone.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/**
 * A headless browser, started once for all tests of a virtual machine, because its start takes
 * longer than a test. Each page has a tab of its own, which is closed after it.
 */
final class Chromium {
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome");

  private static @Nullable DevTools shared;

  private final DevTools browser;

  private Chromium(DevTools browser) {
    this.browser = browser;
  }

  /**
   * How a page is looked at.
   *
   * @param width of the window in CSS pixels
   * @param height of the window in CSS pixels
   * @param dark whether the system prefers dark pages
   */
  record View(int width, int height, boolean dark) {
    static final View SCREEN = new View(1_280, 900, false);
    static final View TELEPHONE = new View(390, 844, false);
  }

  /** Finds the browser; without one the test is skipped, or fails in continuous integration. */
  static synchronized Chromium find() {
    DevTools open = shared;
    if (open == null) {
      open = DevTools.start(program());
      shared = open;
    }
    return new Chromium(open);
  }

  private static Path program() {
    Optional<Path> program =
        Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
            .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
            .filter(Files::isExecutable)
            .findFirst();
    if (program.isEmpty()) {
      String reason = "no Chromium on the PATH (looked for " + String.join(", ", NAMES) + ")";
      assertThat(System.getenv("LOADSTONE_CI")).as(reason).isNotEqualTo("true");
      Assumptions.abort(reason);
    }
    return program.orElseThrow();
  }

  /** Opens a page of a report and returns its document as its scripts left it. */
  String dom(Path page) {
    return dom(page, View.SCREEN, "root.dataset.ready === 'true'");
  }

  /**
   * Opens a page and returns its document as its scripts left it.
   *
   * @param ready when it is so far, as an expression, {@code root} being the root element; a script
   *     that fails ends the waiting, too
   */
  String dom(Path page, View view, String ready) {
    try (Tab tab = open(page, view, ready)) {
      return tab.evaluate("document.documentElement.outerHTML").asText();
    }
  }

  /** Opens a page in a tab of its own. */
  Tab open(Path page, View view, String ready) {
    Tab tab = new Tab(browser);
    tab.look(view);
    tab.call("Page.navigate", tab.arguments().put("url", page.toUri().toString()));
    tab.evaluate(settled(ready));
    return tab;
  }

  /** Waits until the page is loaded, its scripts are done, and a frame is drawn. */
  private static String settled(String ready) {
    return """
    new Promise((done, failed) => {
      const look = () => {
        const root = document.documentElement;
        const settled = document.readyState === 'complete' && (root.dataset.error !== undefined || (%s));
        if (settled) requestAnimationFrame(() => requestAnimationFrame(() => done(true)));
        else setTimeout(look, 5);
      };
      look();
      setTimeout(() => failed(new Error('the page does not get ready')), 30000);
    })
    """
        .formatted(ready);
  }

  /** A page that is open. Not thread-safe. */
  static final class Tab implements AutoCloseable {
    private final DevTools browser;
    private final String target;
    private final String session;

    private Tab(DevTools browser) {
      this.browser = browser;
      target =
          browser
              .call("", "Target.createTarget", arguments().put("url", "about:blank"))
              .get("targetId")
              .asText();
      session =
          browser
              .call(
                  "",
                  "Target.attachToTarget",
                  arguments().put("targetId", target).put("flatten", true))
              .get("sessionId")
              .asText();
    }

    private ObjectNode arguments() {
      return Json.MAPPER.createObjectNode();
    }

    private JsonNode call(String method, ObjectNode arguments) {
      return browser.call(session, method, arguments);
    }

    private void look(View view) {
      ObjectNode metrics = arguments().put("width", view.width()).put("height", view.height());
      metrics.put("deviceScaleFactor", 1).put("mobile", view.width() < 600);
      call("Emulation.setDeviceMetricsOverride", metrics);
      ObjectNode media = arguments();
      media
          .putArray("features")
          .addObject()
          .put("name", "prefers-color-scheme")
          .put("value", view.dark() ? "dark" : "light");
      call("Emulation.setEmulatedMedia", media);
    }

    /** Returns what an expression yields, once its promise is kept if it is one. */
    JsonNode evaluate(String expression) {
      ObjectNode arguments = arguments().put("expression", expression);
      JsonNode said =
          call("Runtime.evaluate", arguments.put("awaitPromise", true).put("returnByValue", true));
      assertThat(said.path("exceptionDetails").toString()).as("errors of scripts").isEmpty();
      return said.at("/result/value");
    }

    /** Returns a picture of the whole page as PNG. */
    byte[] picture() {
      ObjectNode arguments = arguments().put("format", "png").put("captureBeyondViewport", true);
      arguments
          .putObject("clip")
          .put("x", 0)
          .put("y", 0)
          .put("width", evaluate("innerWidth").asInt())
          .put("height", evaluate("document.documentElement.scrollHeight").asInt())
          .put("scale", 1);
      return Base64.getDecoder()
          .decode(call("Page.captureScreenshot", arguments).get("data").asText());
    }

    /** Returns the page as it is printed, as PDF. */
    byte[] print() throws IOException {
      ObjectNode arguments = arguments().put("preferCSSPageSize", true);
      return call("Page.printToPDF", arguments).get("data").binaryValue();
    }

    @Override
    public void close() {
      browser.call("", "Target.closeTarget", arguments().put("targetId", target));
    }
  }
}
