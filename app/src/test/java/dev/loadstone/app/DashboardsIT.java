package dev.loadstone.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.loadstone.testbed.TestbedOptions;
import dev.loadstone.testbed.TestbedServer;
import dev.loadstone.testbed.truth.Truth;
import java.io.IOException;
import java.io.UncheckedIOException;
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
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every panel's query, sent to a Prometheus that has scraped a run with the shipped rules. */
final class DashboardsIT {
  private static final String RESOURCES = "src/test/resources/metrics/";
  private static final String INTERVAL = "10s";

  @TempDir private static Path folder;

  private static int port;
  private static Process prometheus;
  private static HttpClient client;
  private static long start;
  private static long end;

  /** What a query gave. */
  private record Row(Dashboards.Query query, int series, int points, String error) {
    boolean hasData() {
      return error.isEmpty() && points > 0;
    }
  }

  @BeforeAll
  static void scrapeARun() throws Exception {
    Tool tool = Tool.needed("prometheus");
    client = HttpClient.newHttpClient();
    port = freePort();
    int metrics = freePort();
    Path settings = configuration(metrics);
    prometheus =
        tool.start(
            folder,
            ProcessBuilder.Redirect.to(folder.resolve("prometheus.txt").toFile()),
            "--config.file=" + settings,
            "--storage.tsdb.path=" + folder.resolve("data"),
            "--web.listen-address=127.0.0.1:" + port,
            "--enable-feature=native-histograms",
            "--log.level=warn");
    Eventually.holds("Prometheus is ready", DashboardsIT::ready);
    start = System.currentTimeMillis() / 1000;
    Truth truth =
        Truth.parse("truth.yaml", Files.readString(Path.of(RESOURCES + "truth.yaml")));
    try (TestbedServer testbed = TestbedServer.start(TestbedOptions.DEFAULTS.truth(truth))) {
      Cli.Answer answer =
          Cli.run(
              Map.of(
                  "TARGET", "http://127.0.0.1:" + testbed.port(),
                  "PID", String.valueOf(ProcessHandle.current().pid())),
              "run",
              RESOURCES + "everything.yaml",
              "--out",
              folder.resolve("run").toString(),
              "--quiet",
              "--metrics=127.0.0.1:" + metrics,
              "--metrics-compat=sei,sergas,sniper,cam");
      assertThat(answer.code()).as(answer.err() + answer.out()).isIn(0, 5);
    }
    end = System.currentTimeMillis() / 1000;
  }

  @AfterAll
  static void stop() {
    if (prometheus != null) {
      prometheus.destroyForcibly();
    }
    if (client != null) {
      client.close();
    }
  }

  private static Path configuration(int metrics) throws IOException {
    Path shipped = Path.of("..", "deploy", "prometheus");
    Path rules = Files.createDirectories(folder.resolve("rules"));
    try (Stream<Path> files = Files.list(shipped.resolve("rules"))) {
      for (Path file : files.toList()) {
        Files.copy(file, rules.resolve(file.getFileName().toString()));
      }
    }
    String text = Files.readString(shipped.resolve("prometheus.yml"));
    assertThat(text).contains("\"loadstone:9464\"", "evaluation_interval: 5s");
    return Files.writeString(
        folder.resolve("prometheus.yml"),
        text.replace("loadstone:9464", "127.0.0.1:" + metrics)
            .replace("alertmanager:9093", "127.0.0.1:9")
            .replace("node-exporter:9100", "127.0.0.1:9")
            .replace("localhost:9090", "127.0.0.1:" + port)
            .replace("evaluation_interval: 5s", "evaluation_interval: 1s"));
  }

  private static boolean ready() throws IOException, InterruptedException {
    try {
      return get("/-/ready").statusCode() == 200;
    } catch (ConnectException notYet) {
      return false;
    }
  }

  @Test
  void panels_all_haveData() throws Exception {
    List<Row> rows = new ArrayList<>();
    for (Dashboards.Query query : Dashboards.queries()) {
      rows.add(row(query));
    }
    Files.createDirectories(Path.of("target"));
    Files.writeString(Path.of("target", "panels.md"), table(rows));

    assertThat(rows).hasSizeGreaterThan(60);
    assertThat(rows.stream().filter(row -> !row.hasData()).toList()).as(table(rows)).isEmpty();
  }

  @Test
  void nativeHistograms_byProtobuf_areTakenIn() throws Exception {
    JsonNode answer =
        query("histogram_quantile(0.95, sum(rate(loadstone_response_time_seconds[" + INTERVAL + "])))");

    assertThat(answer.path("status").asText()).as(answer.toString()).isEqualTo("success");
    assertThat(points(answer)).as(answer.toString()).isPositive();
  }

  @Test
  void nativeAndClassicQuantiles_agreeToTheWidthOfABucket() throws Exception {
    String classic = "histogram_quantile(0.5, sum by (le) (loadstone_response_time_seconds_bucket))";
    String exact = "histogram_quantile(0.5, sum(loadstone_response_time_seconds))";

    assertThat(last(query(exact)) / last(query(classic))).isBetween(0.4, 2.5);
  }

  private static Row row(Dashboards.Query query) throws IOException, InterruptedException {
    JsonNode answer = query(query.sent(INTERVAL));
    boolean failed = !answer.path("status").asText().equals("success");
    return new Row(
        query,
        answer.at("/data/result").size(),
        points(answer),
        failed ? answer.path("error").asText() : "");
  }

  /** Returns how many values there are that are numbers. */
  private static int points(JsonNode answer) {
    int points = 0;
    for (JsonNode series : answer.at("/data/result")) {
      for (JsonNode value : series.path("values")) {
        points += value.path(1).asText().equals("NaN") ? 0 : 1;
      }
    }
    return points;
  }

  private static double last(JsonNode answer) {
    JsonNode values = answer.at("/data/result/0/values");
    return Double.parseDouble(values.path(values.size() - 1).path(1).asText());
  }

  private static JsonNode query(String expression) throws IOException, InterruptedException {
    String path =
        "/api/v1/query_range?step=1&start="
            + start
            + "&end="
            + end
            + "&query="
            + URLEncoder.encode(expression, StandardCharsets.UTF_8);
    return new ObjectMapper().readTree(get(path).body());
  }

  private static HttpResponse<String> get(String path) throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + port + path);
    return client.send(
        HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
  }

  private static String table(List<Row> rows) {
    StringBuilder text = new StringBuilder("\n| dashboard | panel | series | values |\n|---|---|---:|---:|\n");
    for (Row row : rows) {
      text.append("| ")
          .append(row.query().dashboard())
          .append(" | ")
          .append(row.query().panel())
          .append(" | ")
          .append(row.series())
          .append(" | ")
          .append(row.error().isEmpty() ? String.valueOf(row.points()) : row.error())
          .append(" |\n");
      if (!row.hasData()) {
        text.append("  no data: ").append(row.query().sent(INTERVAL)).append('\n');
      }
    }
    return text.toString();
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException none) {
      throw new UncheckedIOException(none);
    }
  }
}
