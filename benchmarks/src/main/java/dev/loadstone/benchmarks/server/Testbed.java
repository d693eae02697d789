package dev.loadstone.benchmarks.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.loadstone.benchmarks.process.Child;
import dev.loadstone.benchmarks.process.Ports;
import dev.loadstone.benchmarks.process.ProcessFailure;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Loadstone's testbed, with a truth. */
public final class Testbed implements AutoCloseable {
  private static final Duration START_MAX = Duration.ofSeconds(30);

  private final Child child;
  private final int port;

  private Testbed(Child child, int port) {
    this.child = child;
    this.port = port;
  }

  /**
   * Starts one.
   *
   * @param loadstone the launcher
   * @param directory for its files
   * @param processor on which it runs
   * @param truth of the testbed, YAML
   * @throws IOException if its truth cannot be written
   * @throws ProcessFailure if it does not start
   */
  public static Testbed start(Path loadstone, Path directory, int processor, String truth)
      throws IOException {
    return start(
        loadstone, directory, truth, Map.of(), command -> Child.pinned(processor, command));
  }

  /**
   * Starts one on any processor.
   *
   * @throws IOException if its truth cannot be written
   * @throws ProcessFailure if it does not start
   */
  public static Testbed start(Path loadstone, Path directory, String truth) throws IOException {
    return start(loadstone, directory, truth, Map.of());
  }

  /**
   * Starts one on any processor.
   *
   * @param environment variables to be added
   * @throws IOException if its truth cannot be written
   * @throws ProcessFailure if it does not start
   */
  public static Testbed start(
      Path loadstone, Path directory, String truth, Map<String, String> environment)
      throws IOException {
    return start(loadstone, directory, truth, environment, command -> command);
  }

  /**
   * Starts one on any processor.
   *
   * @param options of {@code loadstone testbed}
   * @throws IOException if its truth cannot be written
   * @throws ProcessFailure if it does not start
   */
  public static Testbed start(Path loadstone, Path directory, String truth, List<String> options)
      throws IOException {
    return start(
        loadstone,
        directory,
        truth,
        Map.of(),
        command -> Stream.concat(command.stream(), options.stream()).toList());
  }

  private static Testbed start(
      Path loadstone,
      Path directory,
      String truth,
      Map<String, String> environment,
      UnaryOperator<List<String>> where)
      throws IOException {
    int port = Ports.free();
    Path file = Files.writeString(directory.resolve("truth.yaml"), truth);
    List<String> command =
        List.of(
            loadstone.toString(),
            "testbed",
            "--loops",
            "1",
            "--port",
            String.valueOf(port),
            "--truth",
            file.toString());
    Child child = Child.start(where.apply(command), environment, directory.resolve("testbed"));
    try {
      Ports.await(port, child, START_MAX);
    } catch (ProcessFailure failure) {
      child.close();
      throw new ProcessFailure("testbed: " + failure.getMessage());
    }
    return new Testbed(child, port);
  }

  /** Returns the address of a path. */
  public URI url(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  /**
   * Returns how many frames a route has streamed so far.
   *
   * @throws IOException if the testbed does not answer
   */
  public long frames(String route) throws IOException {
    return ledger().path("routes").path(route).path("stream").path("frames").asLong();
  }

  /**
   * Returns what it did since the start, or since {@link #forget}.
   *
   * @throws IOException if the testbed does not answer
   */
  public JsonNode ledger() throws IOException {
    return get("/_truth/ledger");
  }

  /**
   * Returns what its chain did.
   *
   * @throws IOException if the testbed does not answer
   */
  public JsonNode chain() throws IOException {
    return get("/_truth/chain");
  }

  private JsonNode get(String path) throws IOException {
    try (InputStream answer = url(path).toURL().openStream()) {
      return new ObjectMapper().readTree(answer);
    }
  }

  /**
   * Begins new ledgers, its own and that of its chain.
   *
   * @throws IOException if the testbed does not answer
   */
  public void forget() throws IOException {
    delete("/_truth/ledger");
    delete("/_truth/chain");
  }

  private void delete(String path) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) url(path).toURL().openConnection();
    connection.setRequestMethod("DELETE");
    connection.getInputStream().close();
  }

  /**
   * Tells it what to do from now on.
   *
   * @param truth YAML
   * @throws IOException if it does not answer, or does not take it
   */
  public void apply(String truth) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) url("/_truth").toURL().openConnection();
    connection.setRequestMethod("PUT");
    connection.setDoOutput(true);
    try (OutputStream body = connection.getOutputStream()) {
      body.write(truth.getBytes(StandardCharsets.UTF_8));
    }
    if (connection.getResponseCode() >= HttpURLConnection.HTTP_BAD_REQUEST) {
      try (InputStream answer = connection.getErrorStream()) {
        throw new IOException(
            "the testbed refuses its truth: "
                + new String(answer.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    connection.getInputStream().close();
  }

  /** Returns the processor time used so far, in seconds. */
  public double cpuSeconds() {
    return child.cpuSeconds();
  }

  @Override
  public void close() {
    child.close();
  }
}
