package dev.loadstone.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.loadstone.app.demo.TestbedProcess;
import dev.loadstone.testbed.TestbedOptions;
import dev.loadstone.testbed.TestbedServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The command lines of the manifests, as processes of this machine with other folders and ports.
 */
final class KubernetesIT {
  private static final String ANY_PORT = "0";

  @TempDir private Path folder;

  private static String[] here(List<String> args, Map<String, String> instead) {
    return args.stream()
        .map(arg -> {
          String changed = arg;
          for (Map.Entry<String, String> one : instead.entrySet()) {
            changed = changed.replace(one.getKey(), one.getValue());
          }
          return changed;
        })
        .toArray(String[]::new);
  }

  @Test
  void job_commandLine_runsThePlanAndKeepsTheRun() throws IOException, InterruptedException {
    Path plans = Files.createDirectories(folder.resolve("plans"));
    Path runs = Files.createDirectories(folder.resolve("runs"));
    Files.writeString(
        plans.resolve("plan.yaml"),
        Manifests.plan()
            .replace("warmUp: 10s", "warmUp: 300ms")
            .replace("for: 30s", "for: 500ms")
            .replace("for: 2m", "for: 1s"));
    String[] args =
        here(
            Manifests.args(Manifests.job()),
            Map.of(
                "/plans/", plans + "/",
                "/runs/", runs + "/",
                "$(POD_NAME)", "loadstone-run-x7k2p",
                ":9464", ":" + ANY_PORT));
    assertThat(args).contains(runs.resolve("loadstone-run-x7k2p").toString());
    try (TestbedServer testbed = TestbedServer.start(TestbedOptions.DEFAULTS);
        Child job =
            Child.start(
                folder, Map.of("TARGET", "http://127.0.0.1:" + testbed.port()), List.of(), args)) {

      int code = job.awaitEnd();

      assertThat(code).as(job.err() + job.out()).isIn(0, 5); // a busy machine is late
      assertThat(job.err()).contains("Metrics: http://");
      Path result = runs.resolve("loadstone-run-x7k2p").resolve("result.json");
      assertThat(new ObjectMapper().readTree(result.toFile()).at("/load/completed").intValue())
          .isEqualTo(125);
      assertThat(runs.resolve("history.db")).isRegularFile();
    }
  }

  @Test
  void testbed_commandLine_servesWhatTheProbeAsksFor() throws Exception {
    String[] args = here(Manifests.args(Manifests.testbed()), Map.of("18800", ANY_PORT));
    String path = Manifests.readinessPath(Manifests.testbed());
    try (Child testbed = Child.start(folder, args);
        HttpClient client = HttpClient.newHttpClient()) {
      Eventually.holds("the testbed is ready", () -> testbed.out().endsWith("\n"));
      URI address = URI.create(testbed.out().strip().replaceFirst(TestbedProcess.READY, ""));

      HttpResponse<String> answer =
          client.send(
              HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + address.getPort() + path))
                  .build(),
              HttpResponse.BodyHandlers.ofString());

      assertThat(answer.statusCode()).isEqualTo(200);
    }
  }
}
