package dev.loadstone.monitor.export;

import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.measure.Tag;
import dev.loadstone.core.record.CounterKey;
import dev.loadstone.core.record.Outcome;
import dev.loadstone.core.record.Tags;
import io.prometheus.metrics.model.snapshots.Labels;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;

/** The metrics of the sets of {@link Compatibility}, in their own units. */
final class CompatibleMetrics {
  private static final long BLOCK_NANOS = 400_000_000L;
  private static final double MEGABYTE = 1e6;
  private static final Map<String, String> PROTOCOLS =
      Map.of("symphony", "symphony", "dragonswap", "dragonswap", "yei", "yeifinance");

  private CompatibleMetrics() {}

  static void sei(RunFigures figures, Families families) {
    Map<Tags, TimeCounts> responses = figures.times(Measure.RESPONSE_TIME);
    merged(responses, tags -> Optional.of(Labels.EMPTY))
        .forEach((labels, times) ->
            families.millis("sei_response_time", "Response time in milliseconds.", labels, times));
    merged(responses, CompatibleMetrics::protocol)
        .forEach((labels, times) ->
            families.millis(
                "sei_protocol_response_time",
                "Response time in milliseconds of steps whose name holds a protocol's.",
                labels,
                times));
    counter(figures, families, "sei_requests", "Ended operations.", CounterKey.OPERATIONS, ended());
    counter(figures, families, "sei_errors", "Failed operations.", CounterKey.OPERATIONS, failed());
    counter(
        figures, families, "sei_operations", "Ended operations.", CounterKey.OPERATIONS, ended());
    merged(responses, tags -> isOk(tags) ? Optional.of(Labels.EMPTY) : Optional.empty())
        .forEach((labels, times) ->
            families.counter(
                "sei_operations_completed_within_block_time",
                "Good operations that took at most 400 ms.",
                labels,
                times.upTo(BLOCK_NANOS)));
    double hits = sum(figures, "cache_hit");
    families.counter(
        "sei_cache_hits",
        "Values found in a cache (by key, or record: cache_hit).",
        Labels.EMPTY,
        total(figures, CounterKey.CACHE_HITS, any -> true) + hits);
    families.counter(
        "sei_cache_misses",
        "Values not found in a cache (by key, or record: cache_hit).",
        Labels.EMPTY,
        total(figures, CounterKey.CACHE_MISSES, any -> true) + times(figures, "cache_hit") - hits);
  }

  private static Optional<Labels> protocol(Tags tags) {
    String step = tags.get(Tag.STEP).toLowerCase(Locale.ROOT);
    return PROTOCOLS.keySet().stream()
        .filter(step::contains)
        .findFirst()
        .map(found -> Labels.of("protocol", PROTOCOLS.getOrDefault(found, found)));
  }

  static void sergas(RunFigures figures, Families families) {
    merged(figures.times(Measure.EVENT_LATENCY), tags -> Optional.of(Labels.EMPTY))
        .forEach((labels, times) ->
            families.seconds(
                "ag_ui_event_latency_seconds",
                "From the instant an event says it was made to its arrival.",
                labels,
                times));
    counter(
        figures, families, "ag_ui_events", "Events of streams.", CounterKey.EVENTS, any -> true);
    families.gauge(
        "ag_ui_concurrent_streams",
        "Iterations under way, each with one stream.",
        Labels.EMPTY,
        figures.inFlight());
    merged(
            figures.times(Measure.ITERATION_TIME),
            tags -> isOk(tags) ? Optional.of(Labels.EMPTY) : Optional.empty())
        .forEach((labels, times) ->
            families.seconds(
                "sergas_agent_task_duration_seconds", "Time of good iterations.", labels, times));
    counter(
        figures,
        families,
        "sergas_agent_task_attempts",
        "Iterations started.",
        CounterKey.STARTED,
        any -> true);
    counter(
        figures,
        families,
        "sergas_agent_task_failures",
        "Iterations that failed.",
        CounterKey.ITERATIONS,
        failed());
    families.gauge(
        "sergas_agent_concurrent_tasks", "Iterations under way.", Labels.EMPTY, figures.inFlight());
  }

  static void sniper(RunFigures figures, Families families) {
    components(figures)
        .forEach((labels, times) ->
            families.millis(
                "benchmark_duration_ms",
                "Time of good operations, of groups, and of iterations as FULL_FLOW.",
                labels,
                times));
    merged(
            figures.times(Measure.RESPONSE_TIME),
            tags -> Optional.of(Labels.of(Tag.SCENARIO, tags.get(Tag.SCENARIO))))
        .forEach((labels, times) ->
            families.millis("load_test_duration_ms", "Response time.", labels, times));
    rates(figures, families);
    Map<Labels, Double> errors = new TreeMap<>();
    Map<Labels, Double> requests = new TreeMap<>();
    figures
        .counts()
        .forEach((key, value) -> {
          if (key.name().equals(CounterKey.OPERATIONS) && ended().test(key.tags())) {
            boolean ok = isOk(key.tags());
            requests.merge(
                Labels.of(
                    Tag.SCENARIO, key.tags().get(Tag.SCENARIO), "status", ok ? "success" : "error"),
                (double) value,
                Double::sum);
            if (!ok) {
              errors.merge(
                  component(key.tags()).add("type", key.tags().get(Tag.ERROR)),
                  (double) value,
                  Double::sum);
            }
          }
        });
    errors.forEach((labels, value) ->
        families.counter("benchmark_errors", "Failed operations by type.", labels, value));
    requests.forEach((labels, value) ->
        families.counter("load_test_requests", "Ended operations by status.", labels, value));
    families.gauge(
        "load_test_concurrency", "Iterations under way.", Labels.EMPTY, figures.inFlight());
    figures
        .probePeaks()
        .forEach((series, peak) -> {
          if (series.endsWith("_memory_bytes")) {
            families.gauge(
                "benchmark_memory_mb",
                "Peak memory of the target.",
                Labels.of("series", series),
                peak / MEGABYTE);
          } else if (series.endsWith("_cpu_ratio")) {
            families.gauge(
                "benchmark_cpu_percent",
                "Peak processor use of the target.",
                Labels.of("series", series),
                peak * 100);
          }
        });
  }

  private static void rates(RunFigures figures, Families families) {
    Map<Labels, long[]> shares = new TreeMap<>();
    figures
        .counts()
        .forEach((key, value) -> {
          if (key.name().equals(CounterKey.OPERATIONS) && ended().test(key.tags())) {
            long[] share = shares.computeIfAbsent(component(key.tags()), any -> new long[2]);
            share[0] += isOk(key.tags()) ? value : 0;
            share[1] += value;
          }
        });
    shares.forEach((labels, share) ->
        families.gauge(
            "benchmark_success_rate",
            "Good operations of all ended ones so far, in percent.",
            labels,
            100.0 * share[0] / share[1]));
    Map<Labels, Double> rates = new TreeMap<>();
    figures
        .rates()
        .forEach((key, rate) -> {
          if (key.name().equals(CounterKey.OPERATIONS) && isOk(key.tags())) {
            rates.merge(component(key.tags()), rate, Double::sum);
          }
        });
    rates.forEach((labels, rate) ->
        families.gauge(
            "benchmark_throughput_ops",
            "Good operations per second in the last interval.",
            labels,
            rate));
  }

  /** Times by component: steps, then groups and whole iterations where no step is called so. */
  private static Map<Labels, TimeCounts> components(RunFigures figures) {
    Map<Labels, TimeCounts> all =
        merged(
            figures.times(Measure.RESPONSE_TIME),
            tags -> isOk(tags) ? Optional.of(component(tags)) : Optional.empty());
    merged(
            figures.times(Measure.GROUP_TIME),
            tags -> isOk(tags) ? Optional.of(component(tags.get(Tag.GROUP))) : Optional.empty())
        .forEach(all::putIfAbsent);
    merged(
            figures.times(Measure.ITERATION_TIME),
            tags -> isOk(tags) ? Optional.of(component("full-flow")) : Optional.empty())
        .forEach(all::putIfAbsent);
    return all;
  }

  private static Labels component(Tags tags) {
    return component(tags.get(Tag.STEP));
  }

  /** Returns the label of a component: its name as the source document writes it. */
  private static Labels component(String name) {
    return Labels.of(
        "component", name.toUpperCase(Locale.ROOT).replace('-', '_').replace(' ', '_'));
  }

  static void cam(RunFigures figures, Families families) {
    merged(
            figures.times(Measure.RECORDED_TIME),
            tags ->
                tags.get(Tag.RECORD).equals("decision")
                    ? Optional.of(Labels.EMPTY)
                    : Optional.empty())
        .forEach((labels, times) ->
            families.millis(
                "cam_arbitration_decision_time",
                "Time of decisions in milliseconds, as the target tells it (record: decision).",
                labels,
                times));
    mean(
        figures,
        families,
        "cam_provider_selection_accuracy",
        "Share of right choices so far (record: right_choice).",
        "right_choice");
    double cost = sum(figures, "cost");
    double baseline = sum(figures, "baseline");
    families.gauge(
        "cam_cost_optimization_rate",
        "Share of the baseline's cost that is saved (records: cost, baseline).",
        Labels.EMPTY,
        baseline > 0 ? 1 - cost / baseline : Double.NaN);
    for (String mode :
        List.of(
            "consensus", "delegation", "competition", "sequential", "parallel", "hierarchical")) {
      families.gauge(
          "cam_agent_collaboration_efficiency",
          "Mean efficiency of agents that work together, by mode (records: efficiency_…).",
          Labels.of("mode", mode),
          sum(figures, "efficiency_" + mode) / times(figures, "efficiency_" + mode));
    }
    if (times(figures, "switched") > 0) {
      families.gauge(
          "cam_provider_switch_count",
          "Switches of provider so far (record: switched).",
          Labels.EMPTY,
          sum(figures, "switched"));
    }
  }

  private static void mean(
      RunFigures figures, Families families, String name, String help, String record) {
    families.gauge(name, help, Labels.EMPTY, sum(figures, record) / times(figures, record));
  }

  private static double sum(RunFigures figures, String record) {
    return total(figures, CounterKey.RECORDED_WHOLE, record)
        + total(figures, CounterKey.RECORDED_BILLIONTHS, record) / 1e9;
  }

  private static double times(RunFigures figures, String record) {
    return total(figures, CounterKey.RECORDED, record);
  }

  private static double total(RunFigures figures, String counter, String record) {
    return total(figures, counter, tags -> tags.get(Tag.RECORD).equals(record));
  }

  private static double total(RunFigures figures, String counter, Predicate<Tags> which) {
    double total = 0;
    for (Map.Entry<CounterKey, Long> counted : figures.counts().entrySet()) {
      CounterKey key = counted.getKey();
      total += key.name().equals(counter) && which.test(key.tags()) ? counted.getValue() : 0;
    }
    return total;
  }

  private static void counter(
      RunFigures figures,
      Families families,
      String name,
      String help,
      String counter,
      Predicate<Tags> which) {
    families.counter(name, help, Labels.EMPTY, total(figures, counter, which));
  }

  private static boolean isOk(Tags tags) {
    return tags.get(Tag.OUTCOME).equals(Outcome.OK.label());
  }

  private static Predicate<Tags> ended() {
    return tags -> !tags.get(Tag.OUTCOME).equals(Outcome.CANCELLED.label());
  }

  private static Predicate<Tags> failed() {
    return ended().and(tags -> !isOk(tags));
  }

  private static Map<Labels, TimeCounts> merged(
      Map<Tags, TimeCounts> times, Function<Tags, Optional<Labels>> by) {
    Map<Labels, TimeCounts> merged = new TreeMap<>();
    times.forEach((tags, counted) ->
        by.apply(tags)
            .ifPresent(
                labels -> merged.computeIfAbsent(labels, any -> new TimeCounts()).add(counted)));
    return merged;
  }
}
