package dev.loadstone.junit;

import static dev.loadstone.junit.LoadAssertions.assertThat;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import com.sun.net.httpserver.HttpServer;
import dev.loadstone.core.benchmark.BenchmarkReport;
import dev.loadstone.core.benchmark.Figure;
import dev.loadstone.engine.benchmark.Benchmark;
import dev.loadstone.engine.benchmark.BenchmarkSource;
import dev.loadstone.testbed.TestbedOptions;
import dev.loadstone.testbed.TestbedServer;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Benchmarks as a user writes them, run as a user's build runs them. */
final class ComponentBenchmarkIT {
  @TempDir private Path folder;

  /** What a user's fork runs. */
  public static final class Adding implements BenchmarkSource {
    /** Creates the source. */
    public Adding() {}

    @Override
    public Benchmark benchmark() {
      return Benchmark.of("adding", () -> Math.addExact(1, 2)).samples(50).target(Figure.MEDIAN, 1);
    }
  }

  /** What a user writes. */
  @Execution(ExecutionMode.CONCURRENT)
  static final class Written {
    static final AtomicInteger RUNNING = new AtomicInteger();
    static final AtomicInteger MOST = new AtomicInteger();

    private static Benchmark sleeping() {
      return Benchmark.of("sleeping", () -> Thread.sleep(1)).warmUp(2).samples(40);
    }

    Benchmark lenient() {
      return sleeping().target(Figure.MEDIAN, 10).target(Figure.SUCCESS_RATIO, 1);
    }

    Benchmark strict() {
      return sleeping().target(Figure.MEDIAN, 0.000_001).target(Figure.P99, 10);
    }

    @ComponentBenchmark(benchmarkMethod = "lenient")
    void met() {}

    @ComponentBenchmark(benchmarkMethod = "strict")
    void missed() {}

    @ComponentBenchmark(benchmarkMethod = "lenient")
    void withResult(BenchmarkReport report) {
      assertThat(report).meetsItsTargets().meets("sleeping", Figure.MIN, ofSeconds(10));
      assertThat(report.results().getFirst().times().min()).isGreaterThan(0.000_9);
    }

    @ComponentBenchmark(source = Adding.class, forks = 2)
    void forked(BenchmarkReport report) {
      assertThat(report).meetsItsTargets();
      assertThat(report.results().getFirst().forks().orElseThrow().means()).hasSize(2);
    }

    @ComponentBenchmark
    void several(ComponentRunner runner) throws IOException, InterruptedException {
      runner.run(lenient());
      assertThat(runner.run(sleeping())).meets("sleeping", Figure.MEDIAN, ofMillis(0));
    }

    @ComponentBenchmark(benchmarkMethod = "missing")
    void noSuchMethod() {}

    @ComponentBenchmark(benchmarkMethod = "lenient", plan = "plan.yaml")
    void tooMuch() {}

    @ComponentBenchmark
    void first() throws InterruptedException {
      alone();
    }

    @ComponentBenchmark
    void second() throws InterruptedException {
      alone();
    }

    private static void alone() throws InterruptedException {
      MOST.accumulateAndGet(RUNNING.incrementAndGet(), Math::max);
      Thread.sleep(100);
      RUNNING.decrementAndGet();
    }

    private static int freePort() throws IOException {
      try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        return free.getLocalPort();
      }
    }

    @ComponentBenchmark
    void ofAPlanThatStartsItsTarget(ComponentRunner runner)
        throws IOException, InterruptedException {
      int port = freePort();
      Path plan = Files.createTempFile("started", ".yaml");
      Files.writeString(
          plan,
          """
          name: started
          target:
            url: http://127.0.0.1:%d
            start: {command: ["%s", -cp, "%s", %s, "%d"], healthy: /, within: 60s}
          benchmarks:
            plain: {samples: 30, concurrency: [1, 2], steps: [{http: GET /}]}
          """
              .formatted(
                  port,
                  Path.of(System.getProperty("java.home"), "bin", "java"),
                  System.getProperty("java.class.path"),
                  Service.class.getName(),
                  port));
      assertThat(runner.run(plan).results()).hasSize(2).allMatch(one -> one.successRatio() == 1);
      Files.delete(plan);
      assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port).close())
          .isInstanceOf(ConnectException.class);
    }

    @ComponentBenchmark
    void ofAPlanWhoseTargetEnds(ComponentRunner runner) throws IOException, InterruptedException {
      int port = freePort();
      Path plan = Files.createTempFile("ending", ".yaml");
      Files.writeString(
          plan,
          """
          name: ending
          target:
            url: http://127.0.0.1:%d
            start: {command: ["%s", -cp, "%s", %s, "%d"], within: 60s}
          benchmarks:
            ask: {samples: 30, steps: [{grpc: shop.v1.Cart/Ask, reflection: true, message: {}}]}
          """
              .formatted(
                  port,
                  Path.of(System.getProperty("java.home"), "bin", "java"),
                  System.getProperty("java.class.path"),
                  Shy.class.getName(),
                  port));
      assertThatThrownBy(() -> runner.run(plan))
          .hasMessageStartingWith(
              "The target ended before the benchmarks were over, with exit code 3.");
      Files.delete(plan);
    }

    @ComponentBenchmark
    void ofAPlan(ComponentRunner runner) throws IOException, InterruptedException {
      try (TestbedServer testbed = TestbedServer.start(TestbedOptions.DEFAULTS)) {
        Path plan = Files.createTempFile("components", ".yaml");
        Files.writeString(
            plan,
            """
            name: components
            target: http://127.0.0.1:1
            benchmarks:
              plain: {samples: 300, concurrency: [1, 2], steps: [{http: GET /plain}], targets: {median: 10s}}
            """);
        BenchmarkReport report = runner.run(plan, "http://127.0.0.1:" + testbed.port());
        assertThat(report).meetsItsTargets();
        assertThat(report.results()).hasSize(2);
        Files.delete(plan);
      }
    }
  }

  /** A target that a plan starts, in a JVM of its own. */
  public static final class Service {
    private Service() {}

    /**
     * Serves until it is ended.
     *
     * @param args the port
     */
    public static void main(String[] args) throws IOException {
      HttpServer server =
          HttpServer.create(
              new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(args[0])),
              0);
      server.createContext(
          "/",
          exchange -> {
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
          });
      server.start();
    }
  }

  /** A target that ends as soon as anything is said to it. */
  public static final class Shy {
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

  private Path folderOf(String method) {
    return folder.resolve(Written.class.getName()).resolve(method).toAbsolutePath();
  }

  private static Method method(String name) {
    return Arrays.stream(Written.class.getDeclaredMethods())
        .filter(method -> method.getName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** Runs tests; returns each failure's message, empty of those that passed. */
  private List<Optional<String>> run(String... methods) {
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(
                Arrays.stream(methods)
                    .map(name -> selectMethod(Written.class, method(name)))
                    .toArray(DiscoverySelector[]::new))
            .configurationParameter(RunFolders.DIRECTORY, folder.toString())
            .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
            .configurationParameter(
                "junit.jupiter.execution.parallel.config.executor-service", "WORKER_THREAD_POOL")
            .configurationParameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
            .configurationParameter(
                "junit.jupiter.execution.parallel.config.fixed.parallelism", "2")
            .build();
    List<Optional<String>> ended = new ArrayList<>();
    LauncherFactory.create()
        .execute(
            request,
            new TestExecutionListener() {
              @Override
              public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                if (test.isTest()) {
                  assertThat(test.getTags()).extracting(tag -> tag.getName()).contains("benchmark");
                  synchronized (ended) {
                    ended.add(
                        result.getThrowable().map(thrown -> String.valueOf(thrown.getMessage())));
                  }
                }
              }
            });
    assertThat(ended).hasSize(methods.length);
    return ended;
  }

  private void assertPassed(String method) {
    assertThat(run(method)).containsExactly(Optional.empty());
    assertThat(folderOf(method)).isDirectoryContaining("glob:**/samples.csv");
    assertThat(folderOf(method)).isDirectoryContaining("glob:**/benchmarks.json");
    assertThat(folderOf(method).resolve("benchmarks.txt"))
        .content()
        .containsPattern("^(?:PASS|WARN)  ");
  }

  private String failure(String method) {
    return run(method).getFirst().orElseThrow();
  }

  @Test
  void test_thatAsksForNothing_passesIfAllTargetsAreMet() {
    assertPassed("met");
  }

  @Test
  void test_thatAsksForTheReport_isHandedIt() {
    assertPassed("withResult");
  }

  @Test
  void test_ofASource_isMeasuredInForks() {
    assertThat(run("forked")).containsExactly(Optional.empty());
  }

  @Test
  void test_ofAPlansBenchmarks_measuresThemAll() {
    assertThat(run("ofAPlan")).containsExactly(Optional.empty());
    assertThat(folderOf("ofAPlan").resolve("plan.yaml")).content().contains("benchmarks:");
  }

  @Test
  void test_ofAPlanThatStartsItsTarget_startsAndStopsIt() {
    assertThat(run("ofAPlanThatStartsItsTarget")).containsExactly(Optional.empty());
    assertThat(folderOf("ofAPlanThatStartsItsTarget").resolve("target.log")).exists();
  }

  @Test
  void test_ofAPlanWhoseTargetEnds_doesNotSayThatItWasBeforeTheLoad() {
    assertThat(run("ofAPlanWhoseTargetEnds")).containsExactly(Optional.empty());
  }

  @Test
  void targets_missed_areToldWithTheReport() {
    assertThat(failure("missed"))
        .matches(
            "The benchmarks of sleeping do not meet their targets:\n"
                + "  sleeping \\(1 user\\): median ≤ 1\\.00 µs was missed: [\\d.]+ ms \\([^)]+\\)\\.\n"
                + "  sleeping \\(1 user\\): p99 ≤ 10\\.0 s could not be judged: too few samples: \\d+"
                + " of the 500 that p99 needs\\.\n"
                + "(?:  sleeping [^\n]*\n)*"
                + "Report: \\Q"
                + folderOf("missed")
                + "/benchmarks.txt\\E");
  }

  @Test
  void runner_severalBenchmarks_keepsAndLinksEach() {
    assertThat(failure("several"))
        .startsWith("sleeping (1 user): median ≤ 0 s was missed: ")
        .endsWith(
            "Report: "
                + folderOf("several").resolve("benchmarks.txt")
                + "\nReport: "
                + folderOf("several-2").resolve("benchmarks.txt"));
  }

  @Test
  void folder_ofAnEarlierJvm_isReplaced() throws IOException {
    Files.createDirectories(folderOf("met"));
    Files.writeString(folderOf("met").resolve("samples.csv"), "old");
    assertPassed("met");
  }

  @Test
  void tests_inParallel_doNotMeetOneAnother() {
    assertThat(run("first", "second")).containsOnly(Optional.empty());
    assertThat(Written.MOST).hasValue(1);
  }

  @Test
  void annotation_thatNamesNoMethodOrTooMuch_saysWhatToWrite() {
    assertThat(failure("noSuchMethod"))
        .contains(
            "benchmarkMethod must name a method of the test class, got: missing. Write Benchmark"
                + " missing() in dev.loadstone.junit.ComponentBenchmarkIT$Written.");
    assertThat(failure("tooMuch"))
        .contains(
            "@ComponentBenchmark must name one of benchmarkMethod, source and plan for a test with a"
                + " BenchmarkReport. Write @ComponentBenchmark(benchmarkMethod = \"quote\").");
  }
}
