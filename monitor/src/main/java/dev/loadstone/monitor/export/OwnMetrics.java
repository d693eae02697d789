package dev.loadstone.monitor.export;

import dev.loadstone.core.measure.ProbeSeries;
import dev.loadstone.core.record.CounterKey;
import dev.loadstone.core.record.GeneratorSample;
import dev.loadstone.core.record.Tags;
import dev.loadstone.core.run.PhaseWindow;
import dev.loadstone.core.run.RunEnd;
import dev.loadstone.core.run.RunStart;
import io.prometheus.metrics.model.snapshots.Labels;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Loadstone's own metrics: every name begins with {@code loadstone_} and ends with its base unit.
 * The list for people is docs/monitoring.md.
 */
final class OwnMetrics {
  private static final String PREFIX = "loadstone_";
  private static final double NANOS = 1e9;

  /** How a counter is called and told, where that is not its own name. */
  private static final Map<String, String> RENAMED =
      Map.of(
          CounterKey.BYTES_SENT, "sent_bytes",
          CounterKey.BYTES_RECEIVED, "received_bytes",
          CounterKey.BYTES_AFTER_CANCEL, "after_cancel_bytes");

  private static final Map<String, String> HELP =
      Map.ofEntries(
          Map.entry(CounterKey.OPERATIONS, "Ended operations by outcome, failed ones by class."),
          Map.entry(CounterKey.ITERATIONS, "Ended iterations by outcome."),
          Map.entry(CounterKey.OFFERED, "Iterations that an open workload intended."),
          Map.entry(CounterKey.STARTED, "Iterations that were started."),
          Map.entry(CounterKey.DROPPED, "Iterations intended but never started, by reason."),
          Map.entry(CounterKey.CHECKS, "Checks made, by outcome."),
          Map.entry(CounterKey.OBJECTIVES, "Operations with an objective: met or missed."),
          Map.entry(CounterKey.BYTES_SENT, "Bytes of requests."),
          Map.entry(CounterKey.BYTES_RECEIVED, "Bytes of responses."),
          Map.entry(CounterKey.EVENTS, "Frames of streams, by type."),
          Map.entry(CounterKey.EVENT_BYTES, "Bytes of the data of frames of streams, by type."),
          Map.entry(CounterKey.TOKENS, "Tokens of answers, by who counted them."),
          Map.entry(CounterKey.STALLS, "Gaps in streams longer than the step allows."),
          Map.entry(CounterKey.CACHE_HITS, "Values asked for by key and found."),
          Map.entry(CounterKey.CACHE_MISSES, "Values asked for by key and not found."),
          Map.entry(CounterKey.GAS_USED, "Gas that transactions used."),
          Map.entry(CounterKey.GAS_ESTIMATED, "Gas estimated for the same transactions."),
          Map.entry(CounterKey.BLOCKS, "Blocks made while the chain was watched."),
          Map.entry(
              CounterKey.BLOCK_INTERVALS,
              "Intervals between blocks: as expected (met) or missed."));

  private OwnMetrics() {}

  /** Adds all of them. */
  static void add(RunFigures figures, Families families) {
    times(figures, families);
    counters(figures, families);
    levels(figures, families);
    generator(figures, families);
    probes(figures, families);
    run(figures, families);
  }

  private static void times(RunFigures figures, Families families) {
    figures
        .times()
        .forEach((key, times) -> {
          String label = key.measure().label();
          families.seconds(
              PREFIX + label + "_seconds",
              "The measure " + label.replace('_', ' ') + ", in seconds.",
              Families.labels(key.tags()),
              times);
        });
  }

  private static void counters(RunFigures figures, Families families) {
    Map<Tags, Double> recorded = new HashMap<>();
    figures
        .counts()
        .forEach((key, value) -> {
          switch (key.name()) {
            case CounterKey.RECORDED_WHOLE ->
                recorded.merge(key.tags(), (double) value, Double::sum);
            case CounterKey.RECORDED_BILLIONTHS ->
                recorded.merge(key.tags(), value / NANOS, Double::sum);
            case CounterKey.COST ->
                families.counter(
                    PREFIX + "cost",
                    "What tokens cost, in units of the currency.",
                    Families.labels(key.tags()),
                    (double) value / CounterKey.COST_UNIT);
            default ->
                families.counter(
                    PREFIX + RENAMED.getOrDefault(key.name(), key.name()),
                    HELP.getOrDefault(key.name(), "Counted: " + key.name().replace('_', ' ') + "."),
                    Families.labels(key.tags()),
                    value);
          }
        });
    recorded.forEach((tags, sum) ->
        families.gauge(
            PREFIX + "recorded_sum",
            "The sum of the numbers that the plan took down.",
            Families.labels(tags),
            sum));
  }

  private static void levels(RunFigures figures, Families families) {
    gauge(families, "in_flight", "Iterations under way.", figures.inFlight());
    gauge(families, "users", "Virtual users.", figures.users());
    gauge(families, "connections", "Open connections.", figures.connections());
  }

  private static void generator(RunFigures figures, Families families) {
    GeneratorSample sample = figures.generator();
    gauge(
        families,
        "generator_cpu_ratio",
        "Processor time of the generator as a share of the machine.",
        sample.cpuRatio());
    gauge(
        families,
        "generator_busiest_loop_cpu_ratio",
        "Processor time of the busiest event loop as a share of one processor.",
        sample.loopCpuRatioMax());
    gauge(
        families,
        "generator_loop_lag_max_seconds",
        "The latest that an event loop was in the last interval.",
        sample.loopLagSecondsMax());
    gauge(
        families,
        "generator_open_file_descriptors",
        "Open file descriptors of the generator.",
        sample.openFileDescriptors());
    gauge(
        families,
        "generator_file_descriptors_limit",
        "How many file descriptors it may have.",
        sample.fileDescriptorsMax());
    gauge(
        families,
        "generator_resident_memory_bytes",
        "Memory of the generator that is in RAM.",
        sample.residentBytes());
    gauge(families, "generator_heap_bytes", "Used heap of the generator.", sample.heapBytes());
    if (!Double.isNaN(figures.gcPauseSeconds())) {
      families.counter(
          PREFIX + "generator_gc_pause_seconds",
          "Time of the generator in pauses of garbage collection.",
          Labels.EMPTY,
          figures.gcPauseSeconds());
    }
  }

  private static void probes(RunFigures figures, Families families) {
    figures
        .probes()
        .forEach((name, value) -> {
          ProbeSeries.Unit unit = figures.unit(name);
          families.gauge(
              PREFIX + "probe_" + unitName(unit),
              "What probes of the target gave, by series.",
              Labels.of("series", name),
              value);
        });
    figures
        .probeFailures()
        .forEach((probe, failures) ->
            families.counter(
                PREFIX + "probe_failures",
                "Failures of probes that were told.",
                Labels.of("probe", probe),
                failures));
  }

  private static String unitName(ProbeSeries.Unit unit) {
    return switch (unit) {
      case NUMBER -> "number";
      case RATIO -> "ratio";
      case SECONDS -> "seconds";
      case BYTES -> "bytes";
      case BYTES_PER_HOUR -> "bytes_per_hour";
      case BYTES_PER_SECOND -> "bytes_per_second";
      case RATE -> "per_second";
    };
  }

  private static void run(RunFigures figures, Families families) {
    RunStart start = figures.start();
    RunEnd end = figures.end();
    gauge(
        families,
        "run_running",
        "Whether a run is under way.",
        start != null && end == null ? 1 : 0);
    if (start == null) {
      return;
    }
    families.gauge(
        PREFIX + "run_info",
        "Which run it is; always 1.",
        Labels.of("plan", start.name(), "model", start.model(), "plan_hash", start.planHash()),
        1);
    gauge(
        families,
        "run_start_timestamp_seconds",
        "When the run started, in seconds since 1970.",
        start.started().toEpochMilli() / 1e3);
    gauge(
        families,
        "run_planned_seconds",
        "How long the run is to take, the warm-up with it and the drain not.",
        (start.warmUpNanos() + start.durationNanos()) / NANOS);
    gauge(families, "run_elapsed_seconds", "How long it has taken.", figures.atNanos() / NANOS);
    active(start, end == null ? figures.atNanos() : Long.MAX_VALUE)
        .forEach((phase, now) ->
            families.gauge(
                PREFIX + "phase_active",
                "Whether the phase is under way.",
                Labels.of("phase", phase),
                now ? 1 : 0));
    if (end != null) {
      families.gauge(
          PREFIX + "run_ended",
          "How the run ended; always 1.",
          Labels.of("reason", end.reason().name().toLowerCase(Locale.ROOT)),
          1);
      gauge(
          families,
          "run_driver_failures",
          "Failures of the generator itself, which make the run invalid.",
          end.driverFailures().size());
    }
  }

  /** Returns of each name of a phase whether one of that name is under way. */
  private static Map<String, Boolean> active(RunStart start, long atNanos) {
    Map<String, Boolean> active = new TreeMap<>();
    for (PhaseWindow phase : start.phases()) {
      boolean now = phase.startNanos() < atNanos && atNanos <= phase.endNanos();
      active.merge(phase.name(), now, Boolean::logicalOr);
    }
    return active;
  }

  private static void gauge(Families families, String name, String help, double value) {
    families.gauge(PREFIX + name, help, Labels.EMPTY, value);
  }
}
