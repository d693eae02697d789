package dev.loadstone.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loadstone.core.launch.EffectivePlan;
import dev.loadstone.core.plan.Plan;
import dev.loadstone.core.plan.yaml.PlanReader;
import dev.loadstone.core.plan.yaml.ReadOptions;
import dev.loadstone.core.problem.InvalidInputException;
import dev.loadstone.core.record.TimelinePoint;
import dev.loadstone.core.result.RunResult;
import dev.loadstone.core.result.SeriesSummary;
import dev.loadstone.core.result.Warning;
import dev.loadstone.core.verdict.ThresholdResult;
import dev.loadstone.core.verdict.Verdict;
import dev.loadstone.engine.connector.LabKind;
import dev.loadstone.engine.probe.LabProbeKind;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ProbesIT {
  @BeforeEach
  void countAnew() {
    LabProbeKind.reset();
    LabKind.reset();
  }

  private static LoadTest test(String probes, String thresholds) {
    String text =
        """
        name: probed
        load: {warmUp: 1s, phases: [{rate: 20/s, for: 3s}]}
        steps: [{lab: echo}]
        probes: [%s]
        thresholds: [%s]
        """
            .formatted(probes, thresholds);
    Plan plan = new PlanReader().read("plan.yaml", text, ReadOptions.NONE);
    return LoadTest.of(new EffectivePlan(plan, text, Optional.empty()));
  }

  private static RunResult run(String probes, String thresholds) throws Exception {
    return test(probes, thresholds).run();
  }

  /** Waits for what other threads count, which nothing else waits for. */
  private static void becomes(AtomicInteger count, int value) throws InterruptedException {
    for (int i = 0; i < 1_000 && count.get() != value; i++) {
      Thread.sleep(5);
    }
    assertThat(count).hasValue(value);
  }

  @Test
  void probe_whileARunGoesOn_hasAValueForEachSecond() throws Exception {
    RunResult result = run("{lab: count}", "lab_looks.max < 50, lab_unknown.max < 1");
    List<Double> looks =
        result.timeline().stream()
            .map(TimelinePoint::probes)
            .map(values -> values.get("lab_looks"))
            .filter(Objects::nonNull)
            .toList();
    // The first look, when the run begins, is not told.
    assertThat(looks).isSorted().contains(2.0).hasSizeBetween(3, 5);
    SeriesSummary summary = result.series().getFirst();
    assertThat(summary.series().name()).isEqualTo("lab_looks");
    assertThat(summary.samples()).isBetween(2L, 4L);
    assertThat(summary.min()).isGreaterThan(2);
    assertThat(result.thresholds())
        .extracting(ThresholdResult::verdict)
        .containsExactly(Verdict.PASS, Verdict.FAIL);
    assertThat(result.series().get(1).samples()).isZero();
    becomes(LabProbeKind.CLOSED, 1);
  }

  @Test
  void probe_thatFails_isNamedOnceAndTheLoadGoesOn() throws Exception {
    RunResult result = run("{lab: fail, name: bad}, {lab: count}", "");
    assertThat(result.warnings().stream().filter(Warning.ProbeFailed.class::isInstance))
        .singleElement()
        .asString()
        .contains("bad", "no reading 1");
    assertThat(LabProbeKind.FAILED.get()).isGreaterThan(2);
    assertThat(result.series().get(0).samples()).isZero();
    assertThat(result.series().get(2).samples()).isPositive();
    assertThat(result.load().offered()).isEqualTo(60);
    assertThat(result.load().completed()).isEqualTo(60);
  }

  @Test
  void probe_thatGivesWhatItHasNot_isNamed() throws Exception {
    RunResult result = run("{lab: wild}", "");
    assertThat(result.warnings().stream().filter(Warning.ProbeFailed.class::isInstance))
        .singleElement()
        .asString()
        .contains("it gave a series that it does not have: weight");
  }

  @Test
  void probe_thatHangs_holdsUpNeitherLoadNorEnd() throws Exception {
    RunResult result = run("{lab: hang}, {lab: count, name: other}", "");
    assertThat(result.load().completed()).isEqualTo(60);
    assertThat(result.series().get(0).samples()).isZero();
    assertThat(result.series().get(2).samples()).isPositive();
    becomes(LabProbeKind.INTERRUPTED, 1);
    becomes(LabProbeKind.CLOSED, 2);
  }

  @Test
  void probe_withNothingToLookAt_keepsTheRunFromStarting() {
    assertThatThrownBy(() -> run("{lab: count, name: one}, {lab: refuse}", ""))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("the probe lab cannot be used: the laboratory is shut");
    assertThat(LabProbeKind.CLOSED).hasValue(1);
    assertThat(LabKind.CALLS).hasValue(0);
  }
}
