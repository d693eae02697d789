package dev.loadstone.monitor.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.record.CounterKey;
import dev.loadstone.core.record.Tags;
import dev.loadstone.core.run.RunEnd;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class RunMetricsTest {
  private static final long MILLI = 1_000_000L;
  private static final Tags BUY = Intervals.operation("buy", "steady");

  private final RunMetrics metrics = new RunMetrics(Set.of());

  @BeforeEach
  void start() {
    metrics.started(Intervals.start());
  }

  @Test
  void times_ofSeveralIntervalsAndPhases_areAddedUp() throws IOException {
    Tags warm = Intervals.operation("buy", "warm-up");
    metrics.interval(
        new Intervals().time(Measure.RESPONSE_TIME, warm, 4 * MILLI, 40 * MILLI).at(0));
    metrics.interval(
        new Intervals()
            .time(Measure.RESPONSE_TIME, BUY, 450 * MILLI)
            .time(Measure.RESPONSE_TIME, BUY.with("outcome", "failed"), 2 * MILLI)
            .at(1));

    assertThat(Exposed.text(metrics))
        .contains(
            "# TYPE loadstone_response_time_seconds histogram",
            "loadstone_response_time_seconds_bucket{outcome=\"ok\",scenario=\"shop\",step=\"buy\",le=\"0.005\"} 1",
            "loadstone_response_time_seconds_bucket{outcome=\"ok\",scenario=\"shop\",step=\"buy\",le=\"0.05\"} 2",
            "loadstone_response_time_seconds_bucket{outcome=\"ok\",scenario=\"shop\",step=\"buy\",le=\"0.4\"} 2",
            "loadstone_response_time_seconds_bucket{outcome=\"ok\",scenario=\"shop\",step=\"buy\",le=\"0.5\"} 3",
            "loadstone_response_time_seconds_count{outcome=\"ok\",scenario=\"shop\",step=\"buy\"} 3",
            "loadstone_response_time_seconds_count{outcome=\"failed\",scenario=\"shop\",step=\"buy\"} 1")
        .doesNotContain("phase=\"warm-up\",s");
  }

  @Test
  void counters_haveLabelsOfTheirTags_andTheErrorAsClass() throws IOException {
    Tags failed = BUY.with("outcome", "timed_out").with("error", "timeout_total");
    metrics.interval(
        new Intervals()
            .count(CounterKey.OPERATIONS, failed, 2)
            .count(CounterKey.BYTES_RECEIVED, BUY, 1_000)
            .count(CounterKey.COST, BUY.with("currency", "USD"), CounterKey.COST_UNIT / 2)
            .at(0));
    metrics.interval(new Intervals().count(CounterKey.OPERATIONS, failed, 3).at(1));

    assertThat(Exposed.text(metrics))
        .contains(
            "loadstone_operations_total{class=\"timeout_total\",outcome=\"timed_out\",scenario=\"shop\",step=\"buy\"} 5.0",
            "loadstone_received_bytes_total{scenario=\"shop\",step=\"buy\"} 1000.0",
            "loadstone_cost_total{currency=\"USD\",scenario=\"shop\",step=\"buy\"} 0.5");
  }

  @Test
  void generatorTargetAndRun_areGauges() throws IOException {
    metrics.interval(new Intervals().probe("target_memory_bytes", 5e8).at(0));
    metrics.interval(new Intervals().probe("target_memory_bytes", 4e8).at(1));

    assertThat(Exposed.text(metrics))
        .contains(
            "loadstone_probe_bytes{series=\"target_memory_bytes\"} 4.0E8",
            "loadstone_generator_cpu_ratio 0.25",
            "loadstone_generator_gc_pause_seconds_total 0.004",
            "loadstone_generator_resident_memory_bytes 1.0E8",
            "loadstone_in_flight 3.0",
            "loadstone_users 4.0",
            "loadstone_connections 5.0",
            "loadstone_run_info{model=\"open\",plan=\"quick\",plan_hash=\"abc\"} 1.0",
            "loadstone_run_running 1.0",
            "loadstone_run_planned_seconds 3.0",
            "loadstone_run_elapsed_seconds 2.0",
            "loadstone_phase_active{phase=\"steady\"} 1.0",
            "loadstone_phase_active{phase=\"warm-up\"} 0.0");
  }

  @Test
  void end_isTold_andNothingIsUnderWayAnyMore() throws IOException {
    metrics.interval(new Intervals().at(0));
    metrics.ended(new RunEnd(RunEnd.Reason.ABORTED, "", 1_000 * MILLI, List.of("a loop died")));

    assertThat(metrics.isOver()).isTrue();
    assertThat(Exposed.text(metrics))
        .contains(
            "loadstone_run_running 0.0",
            "loadstone_run_ended{reason=\"aborted\"} 1.0",
            "loadstone_run_driver_failures 1.0",
            "loadstone_in_flight 0.0",
            "loadstone_phase_active{phase=\"steady\"} 0.0");
  }

  @Test
  void stepNames_withQuotesBackslashesAndLineBreaks_areEscaped() throws IOException {
    String nasty = "say \"hi\"\\\n} 1\nevil_total 9";
    metrics.interval(
        new Intervals()
            .count(CounterKey.CHECKS, Intervals.operation(nasty, "steady"), 1)
            .time(Measure.RESPONSE_TIME, Intervals.operation(nasty, "steady"), MILLI)
            .at(0));

    String escaped = "step=\"say \\\"hi\\\"\\\\\\n} 1\\nevil_total 9\"";
    assertThat(Exposed.text(metrics))
        .contains("loadstone_checks_total{scenario=\"shop\"," + escaped + "} 1.0")
        .doesNotContainPattern("(?m)^evil");
    assertThat(Exposed.openMetrics(metrics))
        .contains(escaped)
        .doesNotContainPattern("(?m)^evil")
        .endsWith("# EOF\n");
  }

  @Test
  void recordedNumbers_areGivenWithTheirSum() throws IOException {
    Tags cost = new Tags(Map.of("scenario", "shop", "record", "price", "phase", "steady"));
    metrics.interval(
        new Intervals()
            .count(CounterKey.RECORDED, cost, 2)
            .count(CounterKey.RECORDED_WHOLE, cost, -3)
            .count(CounterKey.RECORDED_BILLIONTHS, cost, 500_000_000)
            .at(0));

    assertThat(Exposed.text(metrics))
        .contains(
            "loadstone_recorded_total{record=\"price\",scenario=\"shop\"} 2.0",
            "loadstone_recorded_sum{record=\"price\",scenario=\"shop\"} -2.5");
  }

  @Test
  void snapshots_beforeTheStart_sayThatNothingRuns() throws IOException {
    assertThat(Exposed.text(new RunMetrics(Set.of())))
        .contains("loadstone_run_running 0.0")
        .doesNotContain("loadstone_run_info");
  }
}
