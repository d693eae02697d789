package dev.loadstone.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.loadstone.testbed.TestbedOptions;
import dev.loadstone.testbed.TestbedServer;
import dev.loadstone.testbed.truth.Truth;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The way of an alert from a slow target to the person: Loadstone, Prometheus, Alertmanager. The
 * shipped rules are hurried: seconds for minutes.
 */
final class AlertsIT {
  private static final String PLAN =
      """
      name: agents-alert
      target: ${TARGET}
      load: {phases: [{rate: 40/s, for: 90s}]}
      steps: [{http: GET /api/v1/agents, name: agents}]
      thresholds: [error_ratio < 50%]
      """;
  private static final String SLOW = "default: {service: {law: constant, value: 300ms}}";

  @TempDir private Path folder;

  @Test
  void slowdown_injectedAndTakenBack_firesAndResolves() throws Exception {
    Tool tool = Tool.needed("prometheus-alertmanager");
    int metrics = PrometheusServer.freePort();
    int alerts = PrometheusServer.freePort();
    Path plan = Files.writeString(folder.resolve("plan.yaml"), PLAN);
    Process manager =
        tool.start(
            folder,
            ProcessBuilder.Redirect.to(folder.resolve("alertmanager.txt").toFile()),
            "--config.file="
                + Path.of("..", "deploy", "alertmanager", "alertmanager.yml").toAbsolutePath(),
            "--storage.path=" + folder.resolve("alerts"),
            "--web.listen-address=127.0.0.1:" + alerts,
            "--cluster.listen-address=");
    try (HttpClient client = HttpClient.newHttpClient();
        PrometheusServer prometheus =
            PrometheusServer.start(folder, metrics, alerts, AlertsIT::hurried);
        TestbedServer testbed = TestbedServer.start(TestbedOptions.DEFAULTS);
        Child child =
            Child.start(
                folder,
                Map.of("TARGET", "http://127.0.0.1:" + testbed.port()),
                List.of(),
                "run",
                plan.toString(),
                "--out",
                folder.resolve("run").toString(),
                "--metrics",
                String.valueOf(metrics))) {
      Eventually.holds("the run is scraped", () -> isScraped(prometheus));
      assertThat(told(client, alerts)).doesNotContain("LatencyP95High critical");

      testbed.applyTruth(Truth.parse("slow.yaml", SLOW));
      Eventually.holds(
          "the alert is told of", () -> told(client, alerts).contains("LatencyP95High critical"));
      Eventually.holds(
          "the other one, too", () -> told(client, alerts).contains("LatencyP50High warning"));

      testbed.applyTruth(Truth.IDEAL);
      Eventually.holds("the alert is over", () -> told(client, alerts).isEmpty());
      assertThat(child.err()).as("the run goes on").doesNotContain("loadstone: ");
    } finally {
      manager.destroyForcibly();
    }
  }

  private static String hurried(String rules) {
    return rules.replace("[1m]", "[5s]").replace("for: 1m", "for: 3s");
  }

  private static boolean isScraped(PrometheusServer prometheus) throws Exception {
    long now = System.currentTimeMillis() / 1000;
    JsonNode answer = prometheus.range("agents:response_time_seconds:p95", now - 2, now);
    return answer.at("/data/result/0/values").size() > 0;
  }

  /** Returns the alerts that a person is told of, each with its severity. */
  private static List<String> told(HttpClient client, int port)
      throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + port + "/api/v2/alerts");
    List<String> told = new ArrayList<>();
    try {
      String body =
          client
              .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
              .body();
      for (JsonNode alert : new ObjectMapper().readTree(body)) {
        JsonNode labels = alert.path("labels");
        if (alert.at("/status/state").asText().equals("active")
            || !alert.at("/status/inhibitedBy").isEmpty()) {
          told.add(labels.path("alertname").asText() + " " + labels.path("severity").asText());
        }
      }
    } catch (ConnectException notYet) {
      return told;
    }
    return told;
  }
}
