package dev.loadstone.monitor.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.record.CounterKey;
import dev.loadstone.core.record.Tags;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class CompatibilityTest {
  private static final long MILLI = 1_000_000L;
  private static final Tags DETECTION = Intervals.operation("detection", "steady");
  private static final Tags SWAP = Intervals.operation("symphony-swap", "steady");

  private static String exposed(Compatibility set, Intervals interval) throws IOException {
    RunMetrics metrics = new RunMetrics(Set.of(set));
    metrics.started(Intervals.start());
    metrics.interval(interval.at(0));
    return Exposed.text(metrics);
  }

  private static Tags iteration() {
    return new Tags(Map.of("scenario", "shop", "phase", "steady"));
  }

  private static Tags record(String name) {
    return iteration().with("record", name);
  }

  private static Tags ok(Tags tags) {
    return tags.with("outcome", "ok");
  }

  private static Tags failed(Tags tags) {
    return tags.with("outcome", "failed").with("error", "server_error");
  }

  @Test
  void sei_countsBlockTimeComplianceAndProtocols() throws IOException {
    Intervals interval =
        new Intervals()
            .time(Measure.RESPONSE_TIME, SWAP, 300 * MILLI, 500 * MILLI)
            .time(Measure.RESPONSE_TIME, SWAP.with("outcome", "failed"), MILLI)
            .count(CounterKey.OPERATIONS, ok(SWAP), 2)
            .count(CounterKey.OPERATIONS, failed(SWAP), 1)
            .count(CounterKey.OPERATIONS, SWAP.with("outcome", "cancelled"), 7)
            .count(CounterKey.RECORDED, record("cache_hit"), 4)
            .count(CounterKey.RECORDED_WHOLE, record("cache_hit"), 3);

    assertThat(exposed(Compatibility.SEI, interval))
        .contains(
            "sei_requests_total 3.0",
            "sei_operations_total 3.0",
            "sei_errors_total 1.0",
            "sei_operations_completed_within_block_time_total 1.0",
            "sei_response_time_bucket{le=\"400.0\"} 2",
            "sei_response_time_count 3",
            "sei_protocol_response_time_bucket{protocol=\"symphony\",le=\"300.0\"} 2",
            "sei_cache_hits_total 3.0",
            "sei_cache_misses_total 1.0");
  }

  @Test
  void sergas_hasTheEventsOfStreams() throws IOException {
    Tags agui = Intervals.operation("agui", "steady");
    Intervals interval =
        new Intervals()
            .time(Measure.EVENT_LATENCY, agui, 4 * MILLI)
            .time(Measure.ITERATION_TIME, iteration(), 900 * MILLI)
            .count(CounterKey.STARTED, iteration(), 2)
            .count(CounterKey.ITERATIONS, ok(iteration()), 1)
            .count(CounterKey.ITERATIONS, iteration().with("outcome", "failed"), 1)
            .count(CounterKey.EVENTS, agui.with("event", "TEXT_MESSAGE_CONTENT"), 20);

    assertThat(exposed(Compatibility.SERGAS, interval))
        .contains(
            "ag_ui_event_latency_seconds_bucket{le=\"0.005\"} 1",
            "ag_ui_events_total 20.0",
            "ag_ui_concurrent_streams 3.0",
            "sergas_agent_task_duration_seconds_bucket{le=\"1.0\"} 1",
            "sergas_agent_task_attempts_total 2.0",
            "sergas_agent_task_failures_total 1.0");
  }

  @Test
  void sniper_hasComponentsOfStepsGroupsAndIterations() throws IOException {
    Tags group = new Tags(Map.of("scenario", "shop", "group", "execution", "phase", "steady"));
    Intervals interval =
        new Intervals()
            .time(Measure.RESPONSE_TIME, DETECTION, 40 * MILLI)
            .time(Measure.GROUP_TIME, group, 900 * MILLI)
            .time(Measure.ITERATION_TIME, iteration(), 2_000 * MILLI)
            .count(CounterKey.OPERATIONS, ok(DETECTION), 3)
            .count(CounterKey.OPERATIONS, failed(DETECTION), 1)
            .probe("target_memory_bytes", 5e8);

    assertThat(exposed(Compatibility.SNIPER, interval))
        .contains(
            "benchmark_duration_ms_bucket{component=\"DETECTION\",le=\"50.0\"} 1",
            "benchmark_duration_ms_bucket{component=\"EXECUTION\",le=\"1000.0\"} 1",
            "benchmark_duration_ms_bucket{component=\"FULL_FLOW\",le=\"2000.0\"} 1",
            "benchmark_success_rate{component=\"DETECTION\"} 75.0",
            "benchmark_throughput_ops{component=\"DETECTION\"} 3.0",
            "benchmark_errors_total{component=\"DETECTION\",type=\"server_error\"} 1.0",
            "benchmark_memory_mb{series=\"target_memory_bytes\"} 500.0",
            "load_test_requests_total{scenario=\"shop\",status=\"error\"} 1.0",
            "load_test_requests_total{scenario=\"shop\",status=\"success\"} 3.0",
            "load_test_duration_ms_count{scenario=\"shop\"} 1",
            "load_test_concurrency 3.0");
  }

  @Test
  void sniper_twoScenariosWithOneStep_areOneComponent() throws IOException {
    Tags other = DETECTION.with("scenario", "other");
    Intervals interval =
        new Intervals()
            .time(Measure.RESPONSE_TIME, DETECTION, MILLI)
            .time(Measure.RESPONSE_TIME, other, MILLI);

    assertThat(exposed(Compatibility.SNIPER, interval))
        .contains("benchmark_duration_ms_count{component=\"DETECTION\"} 2");
  }

  @Test
  void cam_hasWhatTheTargetTells() throws IOException {
    Intervals interval =
        new Intervals()
            .time(Measure.RECORDED_TIME, record("decision"), 20 * MILLI)
            .count(CounterKey.RECORDED, record("right_choice"), 10)
            .count(CounterKey.RECORDED_WHOLE, record("right_choice"), 9)
            .count(CounterKey.RECORDED_BILLIONTHS, record("cost"), 800_000_000)
            .count(CounterKey.RECORDED_WHOLE, record("baseline"), 1)
            .count(CounterKey.RECORDED, record("switched"), 10)
            .count(CounterKey.RECORDED_WHOLE, record("switched"), 2);

    assertThat(exposed(Compatibility.CAM, interval))
        .contains(
            "cam_arbitration_decision_time_bucket{le=\"25.0\"} 1",
            "cam_provider_selection_accuracy 0.9",
            "cam_provider_switch_count 2.0")
        .containsPattern("cam_cost_optimization_rate 0\\.(2|1999)")
        .doesNotContain("cam_agent_collaboration_efficiency");
  }

  @Test
  void labels_areThoseOfTheSuites() {
    assertThat(Compatibility.labels()).containsExactly("sei", "sergas", "sniper", "cam");
    assertThat(Compatibility.of("sniper")).contains(Compatibility.SNIPER);
    assertThat(Compatibility.of("agents")).isEmpty();
  }

  @Test
  void anySet_withoutAnyData_hasNoFalseFigures() throws IOException {
    for (Compatibility set : Compatibility.values()) {
      assertThat(exposed(set, new Intervals()))
          .as(set.label())
          .doesNotContain("NaN")
          .contains("loadstone_run_running 1.0");
    }
  }
}
