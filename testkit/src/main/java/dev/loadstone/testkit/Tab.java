package dev.loadstone.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Frame;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.TimeoutError;
import com.microsoft.playwright.options.Margin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A tab of a browser, used by keys as a person uses it. Not thread-safe. */
public final class Tab implements AutoCloseable {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final double PATIENCE_MILLIS = 30_000;
  private static final double LOOK_EVERY_MILLIS = 20;
  private static final int STOPS_MAX = 400;

  /** What Chromium has as its own when it prints. */
  private static final String MARGIN = "1cm";

  private final List<String> requested = new ArrayList<>();
  private final BrowserContext context;
  private final Page page;

  Tab(BrowserContext context) {
    this.context = context;
    context.onRequest(request -> requested.add(request.url()));
    page = context.newPage();
    page.onWebSocket(socket -> requested.add(socket.url()));
    page.setDefaultTimeout(PATIENCE_MILLIS);
  }

  /** Goes to an address, and waits until the page and what belongs to it are loaded. */
  public void visit(String url) {
    page.navigate(url);
  }

  /**
   * Returns the addresses of everything that the tab asked for until now, in their order, frames
   * and WebSockets included. Data in the page itself is not asked for.
   */
  public List<String> requested() {
    return List.copyOf(requested);
  }

  /** Returns what an expression yields, once its promise is kept if it is one. */
  public JsonNode evaluate(String expression) {
    return MAPPER.valueToTree(page.evaluate(expression));
  }

  /** Waits until an expression is true; that it cannot be evaluated means not yet. */
  public void await(String expression) {
    await(page.mainFrame(), expression);
  }

  /** Waits until an expression is true in the frame of the page, which must be there. */
  public void awaitInFrame(String expression) {
    await(inner(), expression);
  }

  private static void await(Frame frame, String expression) {
    try {
      frame.waitForFunction(
          "() => { try { return Boolean(" + expression + "); } catch (not) { return false; } }",
          null,
          new Frame.WaitForFunctionOptions().setPollingInterval(LOOK_EVERY_MILLIS));
    } catch (TimeoutError never) {
      throw new AssertionError(
          "never: " + expression + "\nThe page says: " + frame.innerText("body"), never);
    }
  }

  /** Returns what an expression yields in the frame of the page, which must be there. */
  public JsonNode evaluateInFrame(String expression) {
    return MAPPER.valueToTree(inner().evaluate(expression));
  }

  private Frame inner() {
    return page.mainFrame().childFrames().getFirst();
  }

  /** Presses a key, as {@code Tab}, {@code Enter} or {@code Control+a}. */
  public void press(String keys) {
    page.keyboard().press(keys);
  }

  /** Types a text where the focus is. */
  public void type(String text) {
    page.keyboard().insertText(text);
  }

  /** Presses Tab until an element has the focus. */
  public void tabTo(String selector) {
    pressUntilFocused("Tab", page.mainFrame(), selector);
  }

  /** Presses Shift and Tab until an element has the focus. */
  public void tabBackTo(String selector) {
    pressUntilFocused("Shift+Tab", page.mainFrame(), selector);
  }

  /** Presses Tab until an element of the frame of the page has the focus. */
  public void tabToInFrame(String selector) {
    pressUntilFocused("Tab", inner(), selector);
  }

  private void pressUntilFocused(String keys, Frame frame, String selector) {
    for (int i = 0; i < STOPS_MAX; i++) {
      if (Boolean.TRUE.equals(
          frame.evaluate(
              "selector => document.activeElement !== null && document.activeElement.matches(selector)",
              selector))) {
        return;
      }
      press(keys);
    }
    throw new AssertionError("not reached from the keyboard: " + selector);
  }

  /** Returns a picture of the whole page as PNG. */
  public byte[] picture() {
    return page.screenshot(new Page.ScreenshotOptions().setFullPage(true));
  }

  /** Keeps a picture of the whole page if {@code -Dloadstone.pictures} names a folder for them. */
  public void picture(String name) throws IOException {
    String folder = System.getProperty("loadstone.pictures", "");
    if (!folder.isEmpty()) {
      Files.createDirectories(Path.of(folder));
      Files.write(Path.of(folder, name + ".png"), picture());
    }
  }

  /** Returns the page as it is printed, as PDF. */
  public byte[] print() {
    return page.pdf(
        new Page.PdfOptions()
            .setPreferCSSPageSize(true)
            .setMargin(
                new Margin().setTop(MARGIN).setRight(MARGIN).setBottom(MARGIN).setLeft(MARGIN)));
  }

  @Override
  public void close() {
    context.close();
  }
}
