package dev.loadstone.junit;

import static dev.loadstone.core.plan.dsl.PhaseSpec.rate;
import static dev.loadstone.core.plan.dsl.Steps.http;
import static dev.loadstone.junit.LoadAssertions.assertThat;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import dev.loadstone.core.plan.dsl.LoadPlan;
import dev.loadstone.core.record.CounterKey;
import dev.loadstone.core.result.RunResult;
import dev.loadstone.testbed.TestbedOptions;
import dev.loadstone.testbed.TestbedServer;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Load tests as a user writes them, run as a user's build runs them. */
final class LoadTestIT {
  private static @Nullable TestbedServer testbed;
  private static String url = "";

  @TempDir private Path folder;

  @BeforeAll
  static void start() throws IOException {
    testbed = TestbedServer.start(TestbedOptions.DEFAULTS);
    url = "http://127.0.0.1:" + testbed.port();
  }

  @AfterAll
  static void stop() {
    if (testbed != null) {
      testbed.close();
    }
  }

  /** What a user writes. */
  static final class Written {
    LoadPlan plain() {
      return LoadPlan.named("plain")
          .target(url)
          .scenario("all", s -> s.step(http("/plain").name("plain")))
          .open(rate(100).over(ofSeconds(1)));
    }

    LoadPlan strict() {
      return plain().thresholds("response_time.p50 < 1ns", "response_time.p99.9 < 10s");
    }

    LoadPlan lenient() {
      return plain().thresholds("response_time.p50 < 10s");
    }

    @LoadTest(planMethod = "lenient")
    void met(RunResult result) {
      assertThat(result)
          .meetsItsThresholds()
          .responseTime("plain")
          .p90()
          .isLessThan(ofSeconds(10))
          .errorRatio()
          .isZero()
          .achievedRate()
          .isAtLeastOfOffered(0.5)
          .meets("response_time{step=plain}.count == 100")
          .counter(CounterKey.OPERATIONS)
          .isEqualTo(100);
    }

    @LoadTest(planMethod = "plain")
    void missed(RunResult result) {
      assertThat(result).responseTime("plain").p50().isLessThan(ofMillis(0));
    }

    @LoadTest(planMethod = "plain")
    void tooFew(RunResult result) {
      assertThat(result).responseTime("plain").p999().isLessThan(ofSeconds(10));
    }

    @LoadTest(planMethod = "strict")
    void judgedByThePlan() {}

    @LoadTest(planMethod = "lenient")
    void judgedByThePlanAndMet() {}

    @LoadTest(planMethod = "plain")
    void withoutThresholds() {}

    @LoadTest
    void several(LoadRunner runner) throws IOException, InterruptedException {
      runner.run(lenient());
      assertThat(runner.run(plain())).errorRatio().isGreaterThan(0.5);
    }

    @LoadTest(planMethod = "missing")
    void noSuchMethod(RunResult result) {
      assertThat(result).meetsItsThresholds();
    }
  }

  private Path folderOf(String method) {
    return folder.resolve(Written.class.getName()).resolve(method).toAbsolutePath();
  }

  /** What is allowed instead of a judgement on a machine that is too busy. */
  private static final String INVALID =
      "(?:The run of plain is invalid:|[^\n]* could not be judged: the run is invalid\\.)\n"
          + "(?:  [^\n]*\n)+";

  private void assertFailure(String method, String message) {
    assertThat(run(method).orElseThrow())
        .matches(
            "(?:"
                + message
                + "|"
                + INVALID
                + ")Report: \\Q"
                + folderOf(method)
                + "/report.html\\E");
  }

  /** Verifies that a test passed, or failed for its machine only. */
  private void assertPassed(String method) {
    run(method)
        .ifPresent(failure ->
            assertThat(failure)
                .matches(INVALID + "Report: \\Q" + folderOf(method) + "/report.html\\E"));
    assertThat(folderOf(method).resolve("report.html")).isRegularFile();
    assertThat(folderOf(method).resolve("result.json")).isRegularFile();
  }

  /** Runs one of the tests; returns its failure's message, empty if it passed. */
  private Optional<String> run(String method) {
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(selectMethod(Written.class, onlyMethod(method)))
            .configurationParameter(RunFolders.DIRECTORY, folder.toString())
            .build();
    List<Optional<String>> ended = new ArrayList<>();
    LauncherFactory.create()
        .execute(
            request,
            new TestExecutionListener() {
              @Override
              public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                if (test.isTest()) {
                  assertThat(test.getTags()).extracting(tag -> tag.getName()).contains("load");
                  ended.add(
                      result.getThrowable().map(thrown -> String.valueOf(thrown.getMessage())));
                }
              }
            });
    assertThat(ended).hasSize(1);
    return ended.getFirst();
  }

  private static Method onlyMethod(String name) {
    return Arrays.stream(Written.class.getDeclaredMethods())
        .filter(method -> method.getName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void test_thatHolds_passesAndKeepsItsRun() {
    assertPassed("met");
  }

  @Test
  void assertion_missed_tellsFigureAndReport() {
    assertFailure(
        "missed", "response_time\\{step=plain}\\.p50 < 0s was missed: [\\d.]+ [mµ]?s\\.\n");
  }

  @Test
  void assertion_withTooFewSamples_failsAndSaysSo() {
    assertFailure(
        "tooFew",
        "response_time\\{step=plain}\\.p99\\.9 < 10s could not be judged: too few samples: 100 of the"
            + " 5,000 that p99\\.9 needs\\.\n");
  }

  @Test
  void plan_missed_failsATestThatAsksForNothing() {
    assertFailure(
        "judgedByThePlan",
        "The run of plain does not meet its thresholds:\n"
            + "  response_time\\.p50 < 1ns was missed: [\\d.]+ [mµ]?s\\.\n"
            + "  response_time\\.p99\\.9 < 10s could not be judged: too few samples: 100 of the"
            + " 5,000 that p99\\.9 needs\\.\n");
  }

  @Test
  void plan_met_passesATestThatAsksForNothing() {
    assertPassed("judgedByThePlanAndMet");
  }

  @Test
  void plan_withoutThresholds_cannotBeMet() {
    assertFailure(
        "withoutThresholds", "The plan plain has no thresholds, so there is nothing to meet\\.\n");
  }

  @Test
  void runner_severalRuns_keepsAndLinksEach() {
    assertThat(run("several").orElseThrow())
        .matches(
            "(?:error_ratio > 0\\.5 was missed: 0 %\\.\n|"
                + INVALID
                + ")\\QReport: "
                + folderOf("several").resolve("report.html")
                + "\nReport: "
                + folderOf("several-2").resolve("report.html")
                + "\\E");
  }

  @Test
  void run_ofAnEarlierJvm_isReplaced() throws IOException {
    Files.createDirectories(folderOf("met"));
    Files.writeString(folderOf("met").resolve("run.json"), "{}");
    Files.writeString(folderOf("met").resolve("report.html"), "old");
    assertPassed("met");
    assertThat(folderOf("met").resolve("report.html")).content().startsWith("<!doctype html>");
  }

  @Test
  void planMethod_unknown_isNamed() {
    assertThat(run("noSuchMethod").orElseThrow())
        .contains(
            "planMethod must name a method of the test class, got: missing. Write LoadPlan missing()"
                + " in dev.loadstone.junit.LoadTestIT$Written.");
  }
}
