package dev.loadstone.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** A Prometheus on loopback with the shipped configuration, which it ends with the test. */
record PrometheusServer(Process process, HttpClient client, int port) implements AutoCloseable {
  private static final Path SHIPPED = Path.of("..", "deploy", "prometheus");

  /** A port on which nobody listens, for what is not part of a test. */
  static final int NOBODY = 9;

  /**
   * Starts it.
   *
   * @param folder for its data and its copy of the shipped files
   * @param metrics the port of the run that it scrapes
   * @param alertmanager the port to which it sends alerts
   * @param rules changes the text of the rules
   * @param more options
   */
  static PrometheusServer start(
      Path folder, int metrics, int alertmanager, UnaryOperator<String> rules, String... more)
      throws Exception {
    Tool tool = Tool.needed("prometheus");
    int port = freePort();
    Path copies = Files.createDirectories(folder.resolve("rules"));
    try (Stream<Path> files = Files.list(SHIPPED.resolve("rules"))) {
      for (Path file : files.toList()) {
        Files.writeString(
            copies.resolve(file.getFileName().toString()), rules.apply(Files.readString(file)));
      }
    }
    String text = Files.readString(SHIPPED.resolve("prometheus.yml"));
    assertThat(text)
        .contains("\"loadstone:9464\"", "\"alertmanager:9093\"", "evaluation_interval: 5s");
    Path settings =
        Files.writeString(
            folder.resolve("prometheus.yml"),
            text.replace("loadstone:9464", "127.0.0.1:" + metrics)
                .replace("alertmanager:9093", "127.0.0.1:" + alertmanager)
                .replace("node-exporter:9100", "127.0.0.1:" + NOBODY)
                .replace("localhost:9090", "127.0.0.1:" + port)
                .replace("evaluation_interval: 5s", "evaluation_interval: 1s"));
    List<String> options = new ArrayList<>(List.of(more));
    options.add("--config.file=" + settings);
    options.add("--storage.tsdb.path=" + folder.resolve("data"));
    options.add("--web.listen-address=127.0.0.1:" + port);
    options.add("--log.level=warn");
    Process process =
        tool.start(
            folder,
            ProcessBuilder.Redirect.to(folder.resolve("prometheus.txt").toFile()),
            options.toArray(String[]::new));
    PrometheusServer server = new PrometheusServer(process, HttpClient.newHttpClient(), port);
    Eventually.holds("Prometheus is ready", server::isReady);
    return server;
  }

  private boolean isReady() throws IOException, InterruptedException {
    try {
      return get("/-/ready").statusCode() == 200;
    } catch (ConnectException notYet) {
      return false;
    }
  }

  /** Returns what a query gives over a time, in seconds since 1970, by steps of a second. */
  JsonNode range(String expression, long start, long end) throws IOException, InterruptedException {
    return json(
        "/api/v1/query_range?step=1&start="
            + start
            + "&end="
            + end
            + "&query="
            + URLEncoder.encode(expression, StandardCharsets.UTF_8));
  }

  /** Returns a document of its interface. */
  JsonNode json(String path) throws IOException, InterruptedException {
    return new ObjectMapper().readTree(get(path).body());
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + port + path);
    return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
  }

  @Override
  public void close() {
    process.destroyForcibly();
    client.close();
  }

  /** Returns a port that nobody has at the moment. */
  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
