package dev.loadstone.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.record.CounterKey;
import dev.loadstone.core.record.Tags;
import dev.loadstone.core.result.MeasureSummary;
import dev.loadstone.core.result.RunResult;
import dev.loadstone.engine.connector.LabKind;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ConnectorIT {
  private static final String ONCE = "{phases: [{rate: 10/s, for: 100ms}], drain: 3s}";

  @BeforeEach
  void countAnew() {
    LabKind.reset();
  }

  private static RunResult run(String keys, String load, String steps) throws InterruptedException {
    return Runs.run("name: test\n" + keys + "\nload: " + load + "\nsteps:\n" + steps.indent(2));
  }

  /** Waits for what other threads count, which nothing else waits for. */
  private static void becomes(AtomicInteger count, int value) throws InterruptedException {
    for (int i = 0; i < 1_000 && count.get() != value; i++) {
      Thread.sleep(5);
    }
    assertThat(count).hasValue(value);
  }

  private static MeasureSummary total(RunResult result, Measure measure) {
    return result.measures().stream()
        .filter(summary -> summary.measure() == measure && summary.tags().equals(Tags.NONE))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + measure));
  }

  @Test
  void result_checkedAndExtracted_isKnownToTheNextStep() throws InterruptedException {
    RunResult result =
        run(
            "",
            ONCE,
            """
            - lab: echo
              give: [alpha, "user ${user.id}"]
              check: ["$.give[1] == 'user 0'", body contains alpha, body_bytes < 100B, response_time < 10s]
              extract: {first: "$.give[0]", second: {regex: '(user)'}}
            - {lab: echo, give: "${first}-${second}", check: "$.give[0] == alpha-user"}
            - {lab: echo, give: x, check: "$.give[0] == y", onFailure: continue}
            - {lab: echo, extract: {z: $.z}}
            """);
    assertThat(Runs.operations(result, "ok")).as(Runs.errors(result)).isEqualTo(2);
    assertThat(
            result.errors().stream()
                .flatMap(error -> error.samples().stream())
                .map(sample -> sample.message()))
        .containsExactlyInAnyOrder("$.give[0] == y", "nothing to extract for z");
    assertThat(Runs.count(result, CounterKey.CHECKS, Map.of("outcome", "passed"))).isEqualTo(5);
    assertThat(Runs.count(result, CounterKey.BYTES_RECEIVED, Map.of())).isEqualTo(4 * 7);
    assertThat(LabKind.OPENED).hasValue(1);
    becomes(LabKind.CLOSED, 1);
  }

  @Test
  void timeout_ofACallThatListens_interruptsIt() throws InterruptedException {
    RunResult result =
        run(
            "",
            ONCE,
            "- {lab: sleep, for: 20s, timeout: 50ms, onFailure: continue}\n- {lab: echo}");
    assertThat(Runs.errors(result)).isEqualTo("timeout_total=1");
    assertThat(result.errors().getFirst().samples().getFirst().message())
        .isEqualTo("no end in time");
    assertThat(Runs.operations(result, "ok")).isEqualTo(1);
    becomes(LabKind.CANCELLED, 1);
    becomes(LabKind.INTERRUPTED, 1);
  }

  @Test
  void timeout_ofACallThatDoesNotListen_discardsItsLateResult() throws InterruptedException {
    RunResult result =
        run(
            "",
            ONCE,
            """
            - {lab: stubborn, for: 900ms, timeout: 400ms, onFailure: continue}
            - {lab: sleep, for: 1s}
            """);
    becomes(LabKind.LATE, 1);
    assertThat(Runs.count(result, CounterKey.OPERATIONS, Map.of())).isEqualTo(2);
    assertThat(Runs.errors(result)).isEqualTo("timeout_total=1");
  }

  @Test
  void end_ofTheRun_cancelsWhatIsUnderWay() throws InterruptedException {
    RunResult result =
        run("", "{phases: [{rate: 10/s, for: 100ms}], drain: 100ms}", "- {lab: sleep, for: 20s}");
    assertThat(Runs.operations(result, "cancelled")).isEqualTo(1);
    becomes(LabKind.CANCELLED, 1);
    becomes(LabKind.CLOSED, 1);
  }

  @Test
  void waitForAConnection_isBlamedOnTheLimit() throws InterruptedException {
    RunResult result =
        run(
            "lab: {places: 1}",
            "{model: closed, phases: [{users: 4, for: 500ms}], drain: 5s}",
            "- {lab: sleep, for: 20ms}");
    assertThat(total(result, Measure.START_DELAY_CONNECTION).max()).isGreaterThan(0.02);
    assertThat(total(result, Measure.SERVICE_TIME).min()).isGreaterThan(0.019);
    assertThat(total(result, Measure.RESPONSE_TIME).mean())
        .isGreaterThan(total(result, Measure.SERVICE_TIME).mean() + 0.02);
  }

  @Test
  void users_withAThreadForEach_keepToTheirThreads() throws InterruptedException {
    RunResult result =
        run(
            "lab: {threads: 8}",
            "{model: closed, phases: [{users: 3, for: 300ms}], drain: 5s}",
            "- {lab: sleep, for: 1ms}\n- {lab: echo}");
    assertThat(Runs.errors(result)).isEmpty();
    assertThat(LabKind.CALLS.get()).isGreaterThan(100);
    assertThat(LabKind.THREADS).hasSizeBetween(3, 8);
    assertThat(LabKind.THREADS).noneMatch(Thread::isVirtual);
    for (Thread thread : LabKind.THREADS) {
      thread.join(5_000);
      assertThat(thread.isAlive()).isFalse();
    }
  }

  @Test
  void waitForAThread_isBlamedOnTheLimit_andFair() throws InterruptedException {
    RunResult result =
        run(
            "lab: {threads: 2}",
            "{model: closed, phases: [{users: 8, for: 500ms}], drain: 5s}",
            "- {lab: sleep, for: 20ms}");
    assertThat(LabKind.THREADS).hasSize(2);
    assertThat(total(result, Measure.SERVICE_TIME).min()).isGreaterThan(0.019);
    MeasureSummary waits = total(result, Measure.START_DELAY_CONNECTION);
    assertThat(waits.max()).isBetween(0.04, 0.4);
    assertThat(waits.count()).isGreaterThan(20);
  }

  @Test
  void timeout_whileWaitingForAThread_saysSoAndLeavesTheLine() throws InterruptedException {
    RunResult result =
        run(
            "lab: {threads: 1}",
            "{model: closed, phases: [{users: 3, for: 300ms}], drain: 5s}",
            "- {lab: stubborn, for: 600ms, timeout: 200ms}");
    assertThat(
            result.errors().stream()
                .flatMap(error -> error.samples().stream())
                .map(sample -> sample.message()))
        .contains("no connection of the pool in time", "no end in time");
    assertThat(LabKind.CALLS.get()).isLessThan(4);
  }

  @Test
  void timeout_whileWaitingForAConnection_saysSo() throws InterruptedException {
    RunResult result =
        run(
            "lab: {places: 1}",
            "{model: closed, phases: [{users: 2, for: 300ms}], drain: 5s}",
            "- {lab: stubborn, for: 600ms, timeout: 200ms}");
    assertThat(
            result.errors().stream()
                .flatMap(error -> error.samples().stream())
                .map(sample -> sample.message()))
        .contains("no connection of the pool in time", "no end in time");
  }

  @Test
  void failures_ofAllKinds_areClassed() throws InterruptedException {
    RunResult result =
        run(
            "",
            ONCE,
            """
            - {lab: reject, onFailure: continue}
            - {lab: refuse, onFailure: continue}
            - {lab: break, onFailure: continue}
            """);
    assertThat(Runs.errors(result).split(" "))
        .containsExactlyInAnyOrder("rate_limit=1", "connect=1", "script=1");
    assertThat(Runs.operations(result, "rejected")).isEqualTo(1);
    assertThat(
            result.errors().stream()
                .flatMap(error -> error.samples().stream())
                .filter(sample -> sample.error().label().equals("rate_limit"))
                .map(sample -> sample.message() + "/" + sample.request() + "/" + sample.response()))
        .containsExactly("too many/lab: reject/come later");
  }

  @Test
  void measures_ofTheKind_areRecorded() throws InterruptedException {
    RunResult result = run("", ONCE, "- {lab: count}");
    assertThat(Runs.count(result, "lab_drops", Map.of("step", "lab count"))).isEqualTo(3);
    assertThat(total(result, Measure.MESSAGE_LATENCY).max()).isBetween(0.0069, 0.0071);
  }

  @Test
  void clientThatCannotBeOpened_endsTheRunBeforeItBegins() {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> run("lab: {refuse: true}", ONCE, "- {lab: echo}"))
        .withMessage("lab cannot be used: the laboratory is shut");
  }
}
