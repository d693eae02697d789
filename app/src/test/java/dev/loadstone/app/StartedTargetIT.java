package dev.loadstone.app;

import static dev.loadstone.core.plan.dsl.PhaseSpec.rate;
import static dev.loadstone.core.plan.dsl.StartSpec.start;
import static dev.loadstone.core.plan.dsl.Steps.http;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.loadstone.core.plan.dsl.LoadPlan;
import dev.loadstone.core.result.RunResult;
import dev.loadstone.core.verdict.Verdict;
import dev.loadstone.engine.LoadTest;
import dev.loadstone.testbed.TestbedOptions;
import dev.loadstone.testbed.TestbedServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Plans that start their target, the testbed in most cases. */
final class StartedTargetIT {
  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin", "java").toString();

  @TempDir private Path folder;

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** Returns the command of a testbed. */
  private static List<String> testbed(int port, String... options) {
    List<String> command = new ArrayList<>(List.of(JAVA, "-Xmx1500m", "-XX:+UseSerialGC"));
    command.addAll(List.of("--enable-native-access=ALL-UNNAMED"));
    command.addAll(List.of("--sun-misc-unsafe-memory-access=allow"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(List.of("testbed", "--port", String.valueOf(port)));
    command.addAll(List.of(options));
    return command;
  }

  private Path plan(int port, List<String> command, String keys, String rest) throws IOException {
    String json = new ObjectMapper().writeValueAsString(command);
    return Files.writeString(
        folder.resolve("plan.yaml"),
        """
        name: started
        target:
          url: http://127.0.0.1:%d
          start: {command: %s, %s}
        steps: [{http: GET /api/v1/agents, name: agents}]
        """
                .formatted(port, json, keys)
            + rest);
  }

  private Cli.Answer run(Path plan) {
    return Cli.run("run", plan.toString(), "--out=" + folder.resolve("run"));
  }

  private String log() throws IOException {
    return Files.readString(folder.resolve("run/target.log"));
  }

  private JsonNode result() throws IOException {
    return new ObjectMapper().readTree(folder.resolve("run/result.json").toFile());
  }

  private JsonNode series(String name) throws IOException {
    for (JsonNode series : result().path("series")) {
      if (series.path("name").asText().equals(name)) {
        return series;
      }
    }
    throw new AssertionError("no series " + name + " in " + result().path("series"));
  }

  private static boolean isRunning(String argument) {
    return ProcessHandle.allProcesses()
        .filter(ProcessHandle::isAlive)
        .anyMatch(process -> isRunning(process, argument));
  }

  private static boolean isRunning(ProcessHandle process, String argument) {
    try {
      Path file = Path.of("/proc", String.valueOf(process.pid()), "cmdline");
      return List.of(Files.readString(file).split("\0", -1)).contains(argument);
    } catch (IOException gone) {
      return false;
    }
  }

  /** Limits need rights that not every machine gives. */
  private static void assumeLimits(Cli.Answer answer) {
    assumeFalse(answer.err().contains("cannot be imposed"), answer.err());
  }

  @Test
  void run_withoutLimits_startsLooksAtAndStopsAllOfIt() throws Exception {
    int port = freePort();
    List<String> command =
        new ArrayList<>(List.of("sh", "-c", "sleep 300.4711 & exec \"$@\"", "shop"));
    command.addAll(testbed(port));

    Cli.Answer answer =
        run(
            plan(
                port,
                command,
                "healthy: /health, within: 60s, env: {SHOP: here}",
                """
                load: {phases: [{rate: 20/s, for: 3s}]}
                thresholds: [error_ratio < 1%, target_processes.max > 1, target_memory_bytes.max > 1MB]
                """));

    assertThat(answer.code()).as(answer.out() + answer.err()).isZero();
    assertThat(log()).contains("Testbed ready on http://127.0.0.1:" + port);
    assertThat(result().path("load").path("operations").asInt()).isEqualTo(60);
    assertThat(series("target_cpu_ratio").path("samples").asInt()).isPositive();
    assertThat(isRunning(String.valueOf(port))).isFalse();
    assertThat(isRunning("300.4711")).isFalse();
  }

  /**
   * Runs one phase against a testbed that has limits; leaves the test where none can be set.
   *
   * @param truth of its only route
   */
  private Cli.Answer runLimited(String truth, String keys, String phase) throws IOException {
    int port = freePort();
    Path file =
        Files.writeString(
            folder.resolve("truth.yaml"), "routes: {GET /api/v1/agents: {" + truth + "}}\n");
    Cli.Answer answer =
        run(
            plan(
                port,
                testbed(port, "--truth", file.toString()),
                keys,
                "load: {phases: [{" + phase + "}]}\n"));
    assumeLimits(answer);
    return answer;
  }

  @Test
  void run_ofATargetThatBurns_givesItNoMoreThanItsLimit() throws Exception {
    Cli.Answer answer =
        runLimited(
            "burn: 50ms",
            "cpu: 0.5, memory: 1500MB, healthy: /health, within: 120s",
            "users: 8, for: 8s");

    assertThat(answer.code()).as(answer.out() + answer.err()).isIn(0, 5);
    int processors = Runtime.getRuntime().availableProcessors();
    double used = series("target_cpu_ratio").path("mean").asDouble() * processors;
    assertThat(used).as("processors in use").isBetween(0.05, 0.6);
    assertThat(series("target_group_cpu_quota_ratio").path("mean").asDouble()).isBetween(0.1, 1.2);
    assertThat(series("target_group_cpu_throttled_ratio").path("max").asDouble())
        .as("periods in which it wanted more")
        .isGreaterThan(0.5);
    assertThat(Files.readString(folder.resolve("run/run.json")))
        .contains("\"target.default.limits\"", "0.5 processors, 1.50 GB of memory");
  }

  @Test
  void run_ofATargetThatTakesMoreMemory_endsWhenTheKernelKillsIt() throws Exception {
    Cli.Answer answer =
        runLimited(
            "leak: 4MB", "memory: 300MB, healthy: /health, within: 60s", "rate: 50/s, for: 30s");

    String told =
        "The target ended while the load went on, with exit code 137 (signal 9): the kernel killed"
            + " it, for it had used up its 300 MB of memory. Its last lines: Testbed ready on";
    assertThat(answer.code()).as(answer.out() + answer.err()).isEqualTo(3);
    assertThat(answer.err()).contains(told);
    assertThat(result().path("end").path("reason").asText()).isEqualTo("aborted");
    assertThat(result().path("end").path("detail").asText()).startsWith(told);
  }

  @Test
  void run_ofATargetThatIsNeverHealthy_saysWhy() throws Exception {
    int port = freePort();
    Cli.Answer answer =
        run(
            plan(
                port,
                List.of("sleep", "300.4712"),
                "healthy: /health, within: 1s",
                "load: {profile: baseline}\n"));

    assertThat(answer.code()).isEqualTo(6);
    assertThat(answer.err())
        .contains(
            "The target could not take load within 1s: GET http://127.0.0.1:" + port + "/health: ")
        .contains("It wrote nothing. All of its output: ");
    assertThat(isRunning("300.4712")).isFalse();
    assertThat(folder.resolve("run/result.json")).doesNotExist();
  }

  @Test
  void run_ofATargetThatEnds_tellsItsLastLines() throws Exception {
    Cli.Answer answer =
        run(
            plan(
                freePort(),
                List.of("sh", "-c", "echo begins; echo no licence >&2; exit 3"),
                "within: 20s",
                "load: {profile: baseline}\n"));

    assertThat(answer.code()).isEqualTo(6);
    assertThat(answer.err())
        .contains(
            "The target ended before it could take load, with exit code 3. Its last lines: begins |"
                + " no licence. All of its output: "
                + folder.resolve("run/target.log"));
    assertThat(log()).isEqualTo("begins\nno licence\n");
  }

  @Test
  void run_whereThePortIsTaken_startsNothing() throws Exception {
    try (TestbedServer other = TestbedServer.start(TestbedOptions.DEFAULTS)) {
      Cli.Answer answer =
          run(
              plan(
                  other.port(),
                  List.of("touch", folder.resolve("touched").toString()),
                  "within: 20s",
                  "load: {profile: baseline}\n"));

      assertThat(answer.code()).isEqualTo(2);
      assertThat(answer.err())
          .contains(
              "target.start cannot be started, for something answers already at 127.0.0.1:"
                  + other.port()
                  + ". End that, or give the target another port; or leave start out to load what is"
                  + " there.");
      assertThat(folder.resolve("touched")).doesNotExist();
    }
  }

  @Test
  void run_ofACommandThatIsNotThere_saysWhereItWasLookedFor() throws Exception {
    Path plan =
        plan(freePort(), List.of("no-such-shop"), "stop: 1s", "load: {profile: baseline}\n");
    Cli.Answer answer = run(plan);
    assertThat(answer.code()).isEqualTo(2);
    assertThat(answer.err())
        .contains(
            "target.start.command must name a program that can be run, got: no-such-shop. It is in"
                + " none of the folders of PATH. Install it, or write its whole path.");

    Files.writeString(plan, Files.readString(plan).replace("no-such-shop", "./no-such-shop"));
    assertThat(run(plan).err())
        .contains(
            "got: ./no-such-shop. There is no such file that may be executed in "
                + folder.toAbsolutePath());
  }

  @Test
  void loadTest_inJava_notesTheLimitsOfItsTarget() throws Exception {
    int port = freePort();
    Path plan =
        plan(
            port,
            testbed(port),
            "cpu: 2, healthy: /health, within: 60s",
            """
            load: {phases: [{rate: 20/s, for: 1s}]}
            benchmarks: {agents: {samples: 20, steps: [{http: GET /api/v1/agents}]}}
            """);
    Cli.Answer answer = Cli.run("bench", plan.toString(), "--out=" + folder.resolve("run"));
    assumeLimits(answer);

    assertThat(Files.readString(folder.resolve("run/benchmarks.json")))
        .contains("\"target.default.limits\"", "2.0 processors");
    assertThat(LoadTest.of(plan).run().start().environment().get("target.default.limits"))
        .startsWith("2.0 processors");
  }

  @Test
  void run_thatIsToldToEndBeforeItsTargetIsHealthy_stopsThatWithItsGrace() throws Exception {
    Path ready = folder.resolve("ready");
    Path ended = folder.resolve("ended");
    String script =
        "trap 'echo so > "
            + ended
            + "; exit' TERM; echo so > "
            + ready
            + "; while :; do sleep 0.05; done";
    Path plan =
        plan(freePort(), List.of("sh", "-c", script), "within: 60s", "load: {profile: baseline}\n");
    try (Child child = Child.start(folder, "run", plan.toString(), "--out=" + folder + "/run")) {
      Eventually.holds("the target has started", () -> Files.exists(ready));
      child.signal("TERM");

      assertThat(child.awaitEnd()).as(child.err()).isEqualTo(130);
      assertThat(child.err()).contains("Interrupted before the load.", "loadstone: interrupted");
      assertThat(ended).exists();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TERM", "KILL"})
  void run_thatIsEnded_leavesNoTargetBehind(String signal) throws Exception {
    int port = freePort();
    // By set -m the one in the background has a process group of its own.
    List<String> command =
        new ArrayList<>(List.of("sh", "-c", "set -m; sleep 300.4713 & exec \"$@\"", "shop"));
    command.addAll(testbed(port));
    Path plan =
        plan(
            port,
            command,
            "healthy: /health, within: 60s",
            "load: {phases: [{rate: 20/s, for: 60s}]}\n");
    Path intervals = folder.resolve("run/intervals.jsonl");
    try (Child child = Child.start(folder, "run", plan.toString(), "--out=" + folder + "/run")) {
      Eventually.holds(
          "the run has begun",
          () -> Files.exists(intervals) && Files.readAllLines(intervals).size() > 0);
      assertThat(isRunning(String.valueOf(port))).isTrue();
      child.signal(signal);
      int code = child.awaitEnd();

      Eventually.holds("the target has ended", () -> !isRunning(String.valueOf(port)));
      Eventually.holds("what it has started, too", () -> !isRunning("300.4713"));
      assertThat(code).as(child.err()).isEqualTo(signal.equals("TERM") ? 130 : 137);
    }
  }

  @Test
  void bench_startsItsTarget() throws Exception {
    int port = freePort();
    Path plan =
        plan(
            port,
            testbed(port),
            "healthy: /health, within: 60s",
            "load: {profile: baseline}\nbenchmarks: {agents: {samples: 20, steps: [{http: GET"
                + " /api/v1/agents}]}}\n");
    Cli.Answer answer = Cli.run("bench", plan.toString(), "--out=" + folder.resolve("run"));

    assertThat(answer.code()).as(answer.out() + answer.err()).isZero();
    assertThat(log()).contains("Testbed ready on");
    assertThat(isRunning(String.valueOf(port))).isFalse();
  }

  /** A target that ends as soon as anything is said to it. */
  static final class Shy {
    private Shy() {}

    /**
     * Listens until then.
     *
     * @param args the port
     */
    public static void main(String[] args) throws IOException {
      try (ServerSocket server =
          new ServerSocket(Integer.parseInt(args[0]), 10, InetAddress.getLoopbackAddress())) {
        while (true) {
          try (Socket socket = server.accept()) {
            if (socket.getInputStream().read() >= 0) {
              Runtime.getRuntime().halt(3);
            }
          }
        }
      }
    }
  }

  @Test
  void bench_ofATargetThatEnds_doesNotSayThatItWasBeforeTheLoad() throws Exception {
    int port = freePort();
    String classPath = System.getProperty("java.class.path");
    Path plan =
        plan(
            port,
            List.of(JAVA, "-cp", classPath, Shy.class.getName(), String.valueOf(port)),
            "within: 60s",
            "load: {profile: baseline}\nbenchmarks: {ask: {samples: 20, steps: [{grpc:"
                + " loadstone.testbed.v1.Agent/Ask, reflection: true, message: {}}]}}\n");
    Cli.Answer answer = Cli.run("bench", plan.toString(), "--out=" + folder.resolve("run"));

    assertThat(answer.code()).as(answer.out() + answer.err()).isEqualTo(6);
    assertThat(answer.err())
        .contains("The target ended before the benchmarks were over, with exit code 3.");
  }

  @Test
  void loadTest_inJava_startsItsTarget() throws Exception {
    int port = freePort();
    List<String> command = testbed(port);
    RunResult result =
        LoadTest.of(
                LoadPlan.named("java")
                    .target(
                        "http://127.0.0.1:" + port,
                        start(
                                command.getFirst(),
                                command.subList(1, command.size()).toArray(String[]::new))
                            .healthy("/health")
                            .within(Duration.ofMinutes(1)))
                    .open(rate(20).over(Duration.ofSeconds(1)))
                    .scenario("agents", one -> one.step(http("GET", "/api/v1/agents")))
                    .thresholds("error_ratio < 1%"))
            .run();

    assertThat(result.verdict()).isIn(Verdict.PASS, Verdict.INVALID);
    assertThat(result.errorRatio().orElse(1)).isZero();
    assertThat(isRunning(String.valueOf(port))).isFalse();
  }
}
