package dev.loadstone.app.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/**
 * A headless browser, used by keys as a person uses it.
 *
 * <p><b>Source:</b> the Chrome DevTools Protocol, domains Target, Page, Runtime, Input and
 * Emulation.
 */
final class Browser implements WebSocket.Listener, AutoCloseable {
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome");
  private static final String LISTENING = "DevTools listening on ";
  private static final int TIMEOUT_SECONDS = 60;
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final int CONTROL = 2;

  private final AtomicInteger numbers = new AtomicInteger();
  private final Map<Integer, CompletableFuture<JsonNode>> awaited = new ConcurrentHashMap<>();
  private final StringBuilder part = new StringBuilder();
  private final Process process;
  private final Path profile;
  private @Nullable WebSocket socket;
  private String session = "";

  private Browser(Process process, Path profile) {
    this.process = process;
    this.profile = profile;
  }

  /** Starts a browser; without one the test is skipped, or fails in continuous integration. */
  static Browser start() throws Exception {
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
    Path profile = Files.createTempDirectory("loadstone-browser");
    Process process =
        new ProcessBuilder(
                program.orElseThrow().toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--disable-extensions",
                "--hide-scrollbars",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "about:blank")
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    Browser browser = new Browser(process, profile);
    browser.socket =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .buildAsync(address(process), browser)
            .get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    browser.open();
    return browser;
  }

  private static URI address(Process process) throws IOException {
    BufferedReader errors = process.errorReader(StandardCharsets.UTF_8);
    String line = errors.readLine();
    while (line != null && !line.startsWith(LISTENING)) {
      line = errors.readLine();
    }
    if (line == null) {
      throw new IOException("the browser ended before it listened");
    }
    Thread.ofVirtual().start(() -> errors.lines().forEach(any -> {}));
    return URI.create(line.substring(LISTENING.length()));
  }

  private void open() {
    String target =
        call("Target.createTarget", arguments().put("url", "about:blank")).get("targetId").asText();
    session =
        call("Target.attachToTarget", arguments().put("targetId", target).put("flatten", true))
            .get("sessionId")
            .asText();
  }

  static ObjectNode arguments() {
    return MAPPER.createObjectNode();
  }

  JsonNode call(String method, ObjectNode arguments) {
    int number = numbers.incrementAndGet();
    ObjectNode request = arguments().put("id", number).put("method", method);
    request.set("params", arguments);
    if (!session.isEmpty()) {
      request.put("sessionId", session);
    }
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    awaited.put(number, answer);
    WebSocket open = socket;
    if (open == null) {
      throw new IllegalStateException("not connected");
    }
    try {
      open.sendText(request.toString(), true).get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
      JsonNode message = answer.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
      if (message.has("error")) {
        throw new IllegalStateException(method + ": " + message.get("error"));
      }
      return message.get("result");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(method + " was interrupted", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException(method + " has no answer", e);
    }
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    part.append(data);
    if (last) {
      try {
        JsonNode message = MAPPER.readTree(part.toString());
        CompletableFuture<JsonNode> answer = awaited.remove(message.path("id").asInt(0));
        if (answer != null) {
          answer.complete(message);
        }
      } catch (IOException e) {
        throw new UncheckedIOException("not JSON", e);
      }
      part.setLength(0);
    }
    from.request(1);
    return null;
  }

  @Override
  public void onError(WebSocket from, Throwable error) {
    awaited.values().forEach(answer -> answer.completeExceptionally(error));
  }

  // --- what a person does

  /** Makes the window so large, and the system prefer dark pages or light ones. */
  void look(int width, int height, boolean dark) {
    call(
        "Emulation.setDeviceMetricsOverride",
        arguments()
            .put("width", width)
            .put("height", height)
            .put("deviceScaleFactor", 1)
            .put("mobile", width < 600));
    ObjectNode media = arguments();
    media
        .putArray("features")
        .addObject()
        .put("name", "prefers-color-scheme")
        .put("value", dark ? "dark" : "light");
    call("Emulation.setEmulatedMedia", media);
  }

  void visit(String url) {
    call("Page.navigate", arguments().put("url", url));
    String page = url.split("#", 2)[0];
    await("location.href.startsWith('" + page + "') && document.readyState === 'complete'");
  }

  /** Returns what an expression yields. */
  JsonNode evaluate(String expression) {
    JsonNode said =
        call(
            "Runtime.evaluate",
            arguments()
                .put("expression", expression)
                .put("awaitPromise", true)
                .put("returnByValue", true));
    assertThat(said.path("exceptionDetails").toString()).as(expression).isEmpty();
    return said.at("/result/value");
  }

  /** Waits until an expression is true. */
  void await(String expression) {
    String waiting =
        """
        new Promise((done, failed) => {
          const until = performance.now() + 30000;
          const look = () => {
            let holds = false;
            try { holds = Boolean(%s); } catch (not) { holds = false; }
            if (holds) done(true);
            else if (performance.now() > until) failed(new Error('never: ' + document.body.innerText.slice(0, 2000)));
            else setTimeout(look, 20);
          };
          look();
        })
        """
            .formatted(expression);
    JsonNode said =
        call(
            "Runtime.evaluate",
            arguments()
                .put("expression", waiting)
                .put("awaitPromise", true)
                .put("returnByValue", true));
    assertThat(said.at("/exceptionDetails/exception/description").asText())
        .as(expression)
        .isEmpty();
  }

  /** Presses a key, as {@code Tab}, {@code Enter} or {@code Control+a}. */
  void press(String keys) {
    boolean control = keys.startsWith("Control+");
    String key = control ? keys.substring("Control+".length()) : keys;
    ObjectNode down = arguments().put("type", "keyDown").put("key", key);
    ObjectNode up = arguments().put("type", "keyUp").put("key", key);
    for (ObjectNode one : List.of(down, up)) {
      one.put("windowsVirtualKeyCode", code(key)).put("modifiers", control ? CONTROL : 0);
      one.put(
          "code",
          key.length() == 1 && !key.equals(" ")
              ? "Key" + key.toUpperCase(java.util.Locale.ROOT)
              : key.equals(" ") ? "Space" : key);
    }
    if (key.equals("Enter") && !control) {
      down.put("text", "\r");
    } else if (key.equals(" ")) {
      down.put("text", " ");
    }
    if (control && key.equals("a")) {
      down.putArray("commands").add("selectAll");
    }
    call("Input.dispatchKeyEvent", down);
    call("Input.dispatchKeyEvent", up);
  }

  private static int code(String key) {
    return switch (key) {
      case "Tab" -> 9;
      case "Enter" -> 13;
      case " " -> 32;
      default -> key.toUpperCase(java.util.Locale.ROOT).charAt(0);
    };
  }

  void type(String text) {
    call("Input.insertText", arguments().put("text", text));
  }

  /** Presses Tab until an element has the focus. */
  void tabTo(String selector) {
    for (int i = 0; i < 200; i++) {
      if (evaluate(
              "document.activeElement !== null && document.activeElement.matches('"
                  + selector
                  + "')")
          .asBoolean()) {
        return;
      }
      press("Tab");
    }
    throw new AssertionError("not reached from the keyboard: " + selector);
  }

  /** Keeps a picture of the window if a folder for pictures is named. */
  void picture(String name) throws IOException {
    String folder = System.getProperty("loadstone.pictures", "");
    if (folder.isEmpty()) {
      return;
    }
    byte[] png =
        Base64.getDecoder()
            .decode(
                call(
                        "Page.captureScreenshot",
                        arguments().put("format", "png").put("captureBeyondViewport", true))
                    .get("data")
                    .asText());
    Files.createDirectories(Path.of(folder));
    Files.write(Path.of(folder, name + ".png"), png);
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException interrupted) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    try (Stream<Path> files = Files.walk(profile)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (UncheckedIOException stillWriting) {
      // the rest is left to the system's care of temporary files
    }
  }
}
