package dev.loadstone.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loadstone.core.measure.Measure;
import dev.loadstone.testbed.TestbedOptions;
import dev.loadstone.testbed.TestbedServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Metrics of a run while it goes. */
final class MetricsIT {
  private static final String PLAN =
      """
      name: quick
      target: ${TARGET}
      load: {phases: [{rate: 100/s, for: 3s}]}
      steps: [{http: GET /api/v1/agents, name: 'list "all"'}]
      thresholds: [error_ratio < 1%]
      """;

  private static final Pattern MAKERS =
      Pattern.compile(
          "io\\.prometheus|io\\.opentelemetry|com\\.sun\\.net\\.httpserver"
              + "|loadstone\\.monitor\\.(export|otlp)");
  private static final Pattern TYPE = Pattern.compile("# TYPE (\\w+) ");

  @TempDir private Path folder;

  @Test
  void run_withMetrics_servesThemAndWaitsForTheLastScrape() throws Exception {
    int port = freePort();
    try (TestbedServer testbed = TestbedServer.start(TestbedOptions.DEFAULTS);
        HttpClient client = HttpClient.newHttpClient()) {
      CompletableFuture<Cli.Answer> run =
          CompletableFuture.supplyAsync(
              () -> run(testbed, "--metrics", "127.0.0.1:" + port, "--metrics-compat=sniper,sei"));
      AtomicReference<String> last = new AtomicReference<>("");
      Eventually.holds(
          "the run has ended",
          () -> {
            last.set(scrape(client, port).orElse(last.get()));
            return last.get().contains("loadstone_run_ended");
          });
      Cli.Answer answer = run.get(20, TimeUnit.SECONDS);

      assertThat(answer.code()).as(answer.err()).isIn(0, 5);
      assertThat(answer.err()).contains("Metrics: http://127.0.0.1:" + port + "/metrics\n");
      assertThat(last.get())
          .satisfies(MetricsIT::areDocumented)
          .contains(
              "loadstone_operations_total{outcome=\"ok\",scenario=\"quick\",step=\"list \\\"all\\\"\"} 300.0",
              "loadstone_response_time_seconds_count{outcome=\"ok\",scenario=\"quick\",step=\"list \\\"all\\\"\"} 300",
              "load_test_requests_total{scenario=\"quick\",status=\"success\"} 300.0",
              "sei_requests_total 300.0",
              "loadstone_run_ended{reason=\"completed\"} 1.0");
    }
  }

  @Test
  void metrics_ofARun_passPromtoolsRules() throws Exception {
    Tool promtool = Tool.needed("promtool");
    int port = freePort();
    try (TestbedServer testbed = TestbedServer.start(TestbedOptions.DEFAULTS);
        HttpClient client = HttpClient.newHttpClient()) {
      CompletableFuture<Cli.Answer> run =
          CompletableFuture.supplyAsync(() -> run(testbed, "--metrics", String.valueOf(port)));
      AtomicReference<String> last = new AtomicReference<>("");
      Eventually.holds(
          "the run has ended",
          () -> {
            last.set(scrape(client, port).orElse(last.get()));
            return last.get().contains("loadstone_run_ended");
          });
      run.get(20, TimeUnit.SECONDS);

      Tool.Answer answer = promtool.run(folder, last.get(), "check", "metrics");

      assertThat(answer.text()).isEmpty();
      assertThat(answer.code()).isZero();
    }
  }

  @Test
  void run_pushing_isInPrometheusToTheLastOperation() throws Exception {
    try (TestbedServer testbed = TestbedServer.start(TestbedOptions.DEFAULTS);
        PrometheusServer prometheus =
            PrometheusServer.start(
                Files.createDirectory(folder.resolve("prometheus")),
                PrometheusServer.NOBODY,
                PrometheusServer.NOBODY,
                rules -> rules,
                "--web.enable-remote-write-receiver")) {
      long start = System.currentTimeMillis() / 1000;
      Cli.Answer answer =
          run(
              testbed,
              "--metrics-push=http://127.0.0.1:" + prometheus.port() + "/api/v1/write",
              "--quiet");

      assertThat(answer.code()).as(answer.err()).isIn(0, 5);
      assertThat(answer.err()).isEmpty();
      long end = System.currentTimeMillis() / 1000 + 2;
      JsonNode values =
          prometheus
              .range("sum(loadstone_operations_total{job=\"loadstone\"})", start, end)
              .at("/data/result/0/values");
      assertThat(values.path(values.size() - 1).path(1).asText()).isEqualTo("300");
      assertThat(prometheus.range("loadstone_run_ended", start, end).at("/data/result")).hasSize(1);
    }
  }

  @Test
  void run_pushingToNobody_saysSoOnceAndGoesOn() throws Exception {
    try (TestbedServer testbed = TestbedServer.start(TestbedOptions.DEFAULTS)) {
      Cli.Answer answer =
          run(testbed, "--metrics-push=http://127.0.0.1:9/api/v1/write?key=s3cret", "--quiet");

      assertThat(answer.code()).as(answer.err()).isIn(0, 5);
      assertThat(answer.err())
          .containsOnlyOnce("Metrics are not taken by http://127.0.0.1:9/api/v1/write: ")
          .doesNotContain("s3cret");
    }
  }

  @Test
  void metrics_portTaken_endsWithTwoBeforeAnyLoad() throws Exception {
    try (TestbedServer testbed = TestbedServer.start(TestbedOptions.DEFAULTS)) {
      long before = testbed.ledger().requests();
      Cli.Answer answer = run(testbed, "--metrics", String.valueOf(testbed.port()));

      assertThat(answer.code()).isEqualTo(2);
      assertThat(answer.err())
          .contains("--metrics must be where nothing else listens, got: " + testbed.port())
          .contains("Take another port, or 0 for any free one.");
      assertThat(testbed.ledger().requests()).isEqualTo(before);
    }
  }

  @Test
  void start_withoutMetrics_loadsNoneOfTheirClasses() throws Exception {
    try (TestbedServer testbed = TestbedServer.start(TestbedOptions.DEFAULTS)) {
      Path classes = folder.resolve("classes.txt");
      Path plan = Files.writeString(folder.resolve("plan.yaml"), PLAN.replace("3s", "1s"));
      try (Child child =
          Child.start(
              folder,
              Map.of(
                  "TARGET", "http://127.0.0.1:" + testbed.port(),
                  "JAVA_TOOL_OPTIONS", "-Xlog:class+load:file=" + classes),
              List.of(),
              "run",
              plan.toString(),
              "--out",
              folder.resolve("run").toString())) {
        assertThat(child.awaitEnd()).as(child.err()).isIn(0, 5);
      }
      assertThat(Files.readAllLines(classes))
          .anyMatch(line -> line.contains("dev.loadstone.app.command.RunCommand"))
          .filteredOn(line -> MAKERS.matcher(line).find())
          .isEmpty();
    }
  }

  private static void areDocumented(String metrics) {
    String document;
    try {
      document = Files.readString(Path.of("..", "docs", "monitoring.md"));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    Set<String> times =
        Arrays.stream(Measure.values())
            .map(measure -> "loadstone_" + measure.label() + "_seconds")
            .collect(Collectors.toSet());
    TYPE.matcher(metrics)
        .results()
        .map(type -> type.group(1))
        .filter(name -> !times.contains(name))
        .forEach(name -> assertThat(document).contains("`" + name));
  }

  private Cli.Answer run(TestbedServer testbed, String... options) {
    try {
      Path plan = Files.writeString(folder.resolve("plan.yaml"), PLAN);
      String[] args = new String[options.length + 4];
      args[0] = "run";
      args[1] = plan.toString();
      args[2] = "--out";
      args[3] = folder.resolve("run").toString();
      System.arraycopy(options, 0, args, 4, options.length);
      return Cli.run(Map.of("TARGET", "http://127.0.0.1:" + testbed.port()), args);
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  private static Optional<String> scrape(HttpClient client, int port)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics")).build();
    try {
      return Optional.of(client.send(request, HttpResponse.BodyHandlers.ofString()).body());
    } catch (ConnectException notYet) {
      return Optional.empty();
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
