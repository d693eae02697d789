package dev.loadstone.app.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.app.console.Interrupts;
import dev.loadstone.app.console.Shell;
import dev.loadstone.app.view.Progress;
import dev.loadstone.engine.EngineOptions;
import dev.loadstone.history.HistoryException;
import dev.loadstone.history.Place;
import dev.loadstone.testbed.TestbedOptions;
import dev.loadstone.testbed.TestbedServer;
import dev.loadstone.web.WebOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The API with real runs behind it: what is wrong, or comes at the wrong time. */
@Timeout(120)
final class LiveApiIT {
  private static final long PATIENCE_NANOS = 30_000_000_000L;
  private static final String LEVEL = "/api/runs/current/level";
  private static final String STOP = "/api/runs/current/stop";
  private static TestbedServer testbed;

  @TempDir private Path folder;
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private final HttpClient client = HttpClient.newHttpClient();
  private LivePage page;

  @BeforeAll
  static void startTestbed() {
    testbed = TestbedServer.start(TestbedOptions.DEFAULTS);
  }

  @AfterAll
  static void stopTestbed() {
    testbed.close();
  }

  @BeforeEach
  void serve() throws IOException, HistoryException {
    PrintStream err = new PrintStream(said, true, StandardCharsets.UTF_8);
    Shell shell =
        new Shell(InputStream.nullInputStream(), err, err, Map.of(), false, false, Interrupts.NONE);
    page =
        LivePage.open(
            new WebOptions(
                "127.0.0.1",
                0,
                Optional.empty(),
                Optional.empty(),
                folder.resolve("runs"),
                Set.of()),
            new LivePage.Rights(
                Map.of(),
                true,
                false,
                Optional.of(Place.of(folder.resolve("history.db").toString())),
                EngineOptions.DEFAULT),
            Progress.QUIET.view(shell));
  }

  @AfterEach
  void end() {
    client.shutdownNow(); // somebody may still be listening to events
    page.close();
  }

  private static String plan(String name, String phases) {
    return "name: "
        + name
        + "\ntarget: http://127.0.0.1:"
        + testbed.port()
        + "\nload: {phases: ["
        + phases
        + "]}\nsteps:\n  - http: GET /api/v1/agents\n";
  }

  private HttpRequest request(String path, String type, String body) {
    return HttpRequest.newBuilder(URI.create(page.url()).resolve(path))
        .header("Content-Type", type)
        .POST(HttpRequest.BodyPublishers.ofString(body))
        .build();
  }

  private HttpResponse<String> start(String query, String plan)
      throws IOException, InterruptedException {
    return client.send(
        request("/api/runs" + query, "application/yaml", plan),
        HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> post(String path, String body)
      throws IOException, InterruptedException {
    return client.send(
        request(path, "application/json", body), HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(URI.create(page.url()).resolve(path)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private void awaitEnd() throws IOException, InterruptedException {
    long until = System.nanoTime() + PATIENCE_NANOS;
    while (get("/api/status").body().contains("\"going_on\":true")) {
      assertThat(System.nanoTime()).as("the run ends").isLessThan(until);
      LockSupport.parkNanos(20_000_000);
    }
  }

  private long runs() throws IOException {
    if (!Files.isDirectory(folder.resolve("runs"))) {
      return 0;
    }
    try (Stream<Path> found = Files.list(folder.resolve("runs"))) {
      return found.count();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|must not be empty",
        "'['|plan.yaml",
        "'just text'|plan.yaml",
        "'name: x'|target",
        "'name: x\nname: y'|name",
        "'name: x\ntarget: http://127.0.0.1:1\nload: {phases: [{rate: -5/s, for: 1s}]}\nsteps: [{http: GET /}]'|rate",
        "'name: x\ntarget: ftp://127.0.0.1\nload: {phases: [{rate: 5/s, for: 1s}]}\nsteps: [{http: GET /}]'|target",
        "'name: x\ntarget: http://127.0.0.1:1\nload: {phases: [{users: many, for: 1s}]}\nsteps: [{http: GET /}]'|users",
      })
  void plan_wrong_isRefusedWithItsProblems(String plan, String about) throws Exception {
    HttpResponse<String> answer = start("", plan);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
    assertThat(answer.body())
        .startsWith("{\"schema\":\"loadstone/problems/1\",\"problems\":[{")
        .contains(about, "\"message\":\"");
    assertThat(runs()).isZero();
    assertThat(said.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  @Test
  void target_wrongOrNotThere_isRefused() throws Exception {
    int closed;
    try (ServerSocket socket = new ServerSocket(0)) {
      closed = socket.getLocalPort();
    }
    String plan = plan("x", "{rate: 5/s, for: 1s}");

    assertThat(start("?target=nonsense", plan).statusCode()).isEqualTo(422);
    HttpResponse<String> unreachable = start("?target=http://127.0.0.1:" + closed, plan);
    assertThat(unreachable.statusCode()).as(unreachable.body()).isEqualTo(502);
    assertThat(unreachable.body()).contains("127.0.0.1:" + closed);
    assertThat(start("", plan).statusCode()).as("its turn was given back").isEqualTo(201);
    awaitEnd();
  }

  @Test
  void level_thatCannotBe_isRefusedAndChangesNothing() throws Exception {
    assertThat(start("", plan("x", "{rate: 20/s, for: 60s}")).statusCode()).isEqualTo(201);

    for (String level : List.of("-1", "-0.001", "10000001", "1e300", "1e999")) {
      HttpResponse<String> answer = post(LEVEL, "{\"level\": " + level + "}");
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
      assertThat(answer.body()).contains("level must be from 0 to 10000000, got: ");
    }
    assertThat(post(LEVEL, "{\"level\": 0}").statusCode()).as("a pause").isEqualTo(202);
    assertThat(post(STOP, "{}").statusCode()).isEqualTo(202);
    awaitEnd();
  }

  @Test
  void runThatEnded_cannotBeChangedNorStopped() throws Exception {
    HttpResponse<String> started = start("", plan("x", "{rate: 20/s, for: 300ms}"));
    assertThat(started.statusCode()).isEqualTo(201);
    awaitEnd(); // its reports may still be being written

    for (String path : List.of(LEVEL, STOP)) {
      HttpResponse<String> answer = post(path, "{\"level\": 5}");
      assertThat(answer.statusCode()).as(path).isEqualTo(409);
      assertThat(answer.body()).isEqualTo("{\"error\":\"no run goes on\"}");
    }
  }

  @Test
  void starts_atOnce_areOneRun() throws Exception {
    String plan = plan("x", "{rate: 20/s, for: 60s}");
    List<CompletableFuture<HttpResponse<String>>> asked = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      asked.add(
          client.sendAsync(
              request("/api/runs", "application/yaml", plan),
              HttpResponse.BodyHandlers.ofString()));
    }
    List<String> begun = new ArrayList<>();
    List<String> refused = new ArrayList<>();
    for (CompletableFuture<HttpResponse<String>> one : asked) {
      HttpResponse<String> answer = one.get();
      (answer.statusCode() == 201 ? begun : refused).add(answer.statusCode() + answer.body());
    }

    assertThat(begun).hasSize(1);
    String id = begun.getFirst().replaceAll(".*\"id\":\"([^\"]+)\".*", "$1");
    assertThat(refused)
        .hasSize(7)
        .containsOnly(
            "409{\"error\":\"a run goes on already: " + id + ". Stop it, or wait for its end.\"}");
    assertThat(runs()).isEqualTo(1);
    assertThat(post(STOP, "{}").statusCode()).isEqualTo(202);
    awaitEnd();
  }

  @Test
  void run_startedAsSoonAsTheVerdictOfTheLastIsTold_isChangedAndStopped() throws Exception {
    try (Stream<String> lines =
        client
            .send(
                HttpRequest.newBuilder(URI.create(page.url()).resolve("/api/events")).build(),
                HttpResponse.BodyHandlers.ofLines())
            .body()) {
      var told = lines.iterator();
      for (int i = 0; i < 3; i++) {
        assertThat(start("", plan("turn", "{rate: 20/s, for: 200ms}")).statusCode()).isEqualTo(201);
        while (!told.next().contains("\"verdict\":")) {
          // the run goes on, or its reports are being written
        }
      }
      assertThat(start("", plan("turn", "{rate: 20/s, for: 60s}")).statusCode()).isEqualTo(201);
      assertThat(post(LEVEL, "{\"level\": 30}").statusCode()).isEqualTo(202);
      assertThat(post(STOP, "{}").statusCode()).isEqualTo(202);
      awaitEnd();
    }
    assertThat(runs()).isEqualTo(4);
  }

  @Test
  void trend_ofSeveralPlans_asksForOne() throws Exception {
    assertThat(get("/api/figures").statusCode()).as("no history yet").isEqualTo(502);
    for (String name : List.of("first", "second")) {
      String plan = plan(name, "{rate: 60/s, for: 2s}"); // enough for a p95
      long until = System.nanoTime() + PATIENCE_NANOS;
      while (start("", plan).statusCode() == 409) { // the first one's turn
        assertThat(System.nanoTime()).isLessThan(until);
        LockSupport.parkNanos(50_000_000);
      }
      while (!get("/api/runs?plan=" + name).body().contains("\"total\":1")
          || !get("/api/figures?plan=" + name).body().contains("response_time.p95")) {
        assertThat(System.nanoTime()).isLessThan(until);
        LockSupport.parkNanos(50_000_000);
      }
    }

    HttpResponse<String> answer = get("/api/trend?figure=response_time.p95");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body())
        .isEqualTo("{\"error\":\"plan must be one of first, second: several have that figure\"}");
    assertThat(get("/api/trend?figure=response_time.p95&plan=first").statusCode()).isEqualTo(200);
    assertThat(get("/api/trend?figure=response_time.p95&plan=third").statusCode()).isEqualTo(404);
  }
}
