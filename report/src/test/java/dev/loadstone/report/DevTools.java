package dev.loadstone.report;

import com.fasterxml.jackson.databind.JsonNode;
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
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A browser process and the connection to it. It ends with the virtual machine.
 *
 * <p><b>Source:</b> the Chrome DevTools Protocol, domains Target, Page, Runtime and Emulation.
 */
final class DevTools implements WebSocket.Listener {
  private static final String LISTENING = "DevTools listening on ";
  private static final int TIMEOUT_SECONDS = 60;

  private final AtomicInteger numbers = new AtomicInteger();
  private final Map<Integer, CompletableFuture<JsonNode>> awaited = new ConcurrentHashMap<>();
  private final StringBuilder part = new StringBuilder();
  private @Nullable WebSocket socket;

  private DevTools() {}

  /** Starts a browser. */
  static DevTools start(Path program) {
    try {
      Path profile = Files.createTempDirectory("loadstone-browser");
      Process process =
          new ProcessBuilder(
                  program.toString(),
                  "--headless",
                  "--no-sandbox",
                  "--disable-gpu",
                  "--disable-quic",
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
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(process, profile)));
      DevTools browser = new DevTools();
      browser.socket =
          HttpClient.newHttpClient()
              .newWebSocketBuilder()
              .buildAsync(address(process), browser)
              .get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
      return browser;
    } catch (IOException e) {
      throw new UncheckedIOException("the browser cannot be started: " + program, e);
    } catch (Exception e) {
      throw new IllegalStateException("the browser cannot be reached: " + program, e);
    }
  }

  /** Returns where the browser listens, and lets nobody read what else it says. */
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

  private static void stop(Process process, Path profile) {
    process.destroy();
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
      try (Stream<Path> files = Files.walk(profile)) {
        files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
      }
    } catch (IOException | UncheckedIOException e) {
      // The browser is still writing; the rest is left to the system's care of temporary files.
    } catch (InterruptedException e) {
      process.destroyForcibly();
    }
  }

  /**
   * Calls a method and returns its result.
   *
   * @param session the tab; empty for the browser itself
   */
  JsonNode call(String session, String method, ObjectNode arguments) {
    int number = numbers.incrementAndGet();
    ObjectNode request = Json.MAPPER.createObjectNode().put("id", number).put("method", method);
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
    } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
      throw new IllegalStateException(method + " has no answer", e);
    }
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    part.append(data);
    if (last) {
      take(part.toString());
      part.setLength(0);
    }
    from.request(1);
    return null;
  }

  /** Events are of no interest, only answers. */
  private void take(String text) {
    try {
      JsonNode message = Json.MAPPER.readTree(text);
      CompletableFuture<JsonNode> answer = awaited.remove(message.path("id").asInt(0));
      if (answer != null) {
        answer.complete(message);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("not JSON", e);
    }
  }

  @Override
  public void onError(WebSocket from, Throwable error) {
    awaited.values().forEach(answer -> answer.completeExceptionally(error));
  }
}
