package dev.loadstone.app.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.app.Child;
import dev.loadstone.app.Cli;
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
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that serve the page, and the one that does not, in processes of their own. */
final class RunLiveIT {
  private static final Pattern URL = Pattern.compile("http://127\\.0\\.0\\.1:\\d+/");
  private static final long PATIENCE_NANOS = 20_000_000_000L;
  private static TestbedServer testbed;

  @TempDir private Path folder;

  @BeforeAll
  static void startTestbed() {
    testbed = TestbedServer.start(TestbedOptions.DEFAULTS);
  }

  @AfterAll
  static void stopTestbed() {
    testbed.close();
  }

  private String plan(String length) throws IOException {
    return Files.writeString(
            folder.resolve("plan.yaml"),
            "name: quick\ntarget: http://127.0.0.1:"
                + testbed.port()
                + "\nload: {phases: [{rate: 50/s, for: "
                + length
                + "}]}\nsteps:\n  - http: GET /api/v1/agents\n")
        .toString();
  }

  private static String url(java.util.function.Supplier<String> text) {
    long until = System.nanoTime() + PATIENCE_NANOS;
    while (System.nanoTime() < until) {
      Matcher found = URL.matcher(text.get());
      if (found.find()) {
        return found.group();
      }
      LockSupport.parkNanos(20_000_000);
    }
    throw new AssertionError("no address: " + text.get());
  }

  private static HttpResponse<String> ask(String url, boolean post, String body) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url));
    if (post) {
      request
          .header("Content-Type", "application/json")
          .POST(HttpRequest.BodyPublishers.ofString(body));
    }
    return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void run_withoutThePage_loadsNothingOfIt() throws Exception {
    Path loaded = folder.resolve("classes.txt");
    try (Child child =
        Child.start(
            folder,
            Map.of("JAVA_TOOL_OPTIONS", "-Xlog:class+load:file=" + loaded),
            List.of(),
            "run",
            plan("1s"),
            "--quiet",
            "--out=" + folder.resolve("run"))) {
      assertThat(child.awaitEnd()).as(child.err()).isZero();
    }

    assertThat(Files.readAllLines(loaded))
        .anyMatch(line -> line.contains("dev.loadstone.app.run.PlanRun"))
        .noneMatch(line -> line.contains("dev.loadstone.web"))
        .noneMatch(line -> line.contains("dev.loadstone.app.live"))
        .noneMatch(line -> line.contains("io.vertx"));
  }

  @Test
  void runLive_isWatchedAndStopped_andThePageEndsWithIt() throws Exception {
    try (Child child =
        Child.start(
            folder,
            "run",
            plan("60s"),
            "--quiet",
            "--live",
            "--live-port=0",
            "--out=" + folder.resolve("runs/a"))) {
      String url = url(child::err);
      long until = System.nanoTime() + PATIENCE_NANOS;
      while (!ask(url + "api/status", false, "").body().contains("\"going_on\":true")) {
        assertThat(System.nanoTime()).as("the run begins").isLessThan(until);
        LockSupport.parkNanos(50_000_000);
      }
      assertThat(ask(url + "api/runs/current/level", true, "{\"level\": 80}").statusCode())
          .isEqualTo(202);
      assertThat(ask(url + "api/runs/current/stop", true, "{}").statusCode()).isEqualTo(202);

      assertThat(child.awaitEnd()).as(child.err()).isEqualTo(130);
      assertThat(child.out()).contains("The load was changed by hand");
    }
    assertThat(folder.resolve("runs/a/events.jsonl")).content().contains("\"to\":80.0");
  }

  @Test
  void serve_interrupted_endsItsRunAndWritesItsReport() throws Exception {
    Path runs = folder.resolve("runs");
    try (Child child = Child.start(folder, "serve", "--port=0", "--runs=" + runs)) {
      String url = url(child::out);
      HttpRequest start =
          HttpRequest.newBuilder(URI.create(url + "api/runs"))
              .header("Content-Type", "application/yaml")
              .POST(HttpRequest.BodyPublishers.ofFile(Path.of(plan("60s"))))
              .build();
      HttpResponse<String> started =
          HttpClient.newHttpClient().send(start, HttpResponse.BodyHandlers.ofString());
      assertThat(started.statusCode()).as(started.body()).isEqualTo(201);
      child.signal("TERM");

      assertThat(child.awaitEnd()).as(child.err()).isZero();
      String id = started.body().replaceAll(".*\"id\":\"([^\"]+)\".*", "$1");
      assertThat(runs.resolve(id).resolve("result.json")).exists();
      assertThat(runs.resolve(id).resolve("report.html")).exists();
    }
  }

  @Test
  void serve_wrongOptions_areRefused() {
    assertThat(Cli.run("serve", "--port=99999").err())
        .startsWith("loadstone: --port must be from 0 to 65535, got: 99999\n");
    assertThat(Cli.run("serve", "--token=short").err())
        .startsWith("loadstone: --token must have at least 16 characters, got: 5\n");
    assertThat(Cli.run("serve", "--tls=one.pem").err())
        .startsWith("loadstone: --tls must name a certificate and a key, got: 1 files\n");
    Cli.Answer missing = Cli.run("serve", "--port=0", "--tls=none.pem,none.key");
    assertThat(missing.code()).isEqualTo(2);
    assertThat(missing.err())
        .isEqualTo("loadstone: the page cannot be served by HTTPS: there is no file none.pem.\n");
  }

  @Test
  void serve_onATakenPort_saysSo() {
    Cli.Answer answer = Cli.run("serve", "--port=" + testbed.port());

    assertThat(answer.code()).isEqualTo(2);
    assertThat(answer.err())
        .isEqualTo(
            "loadstone: the page cannot be served on 127.0.0.1:"
                + testbed.port()
                + ": the address is in use. Choose another port, or 0 for any free one.\n");
  }
}
