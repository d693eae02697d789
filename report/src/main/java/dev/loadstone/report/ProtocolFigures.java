package dev.loadstone.report;

import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.measure.Tag;
import dev.loadstone.core.record.CounterKey;
import dev.loadstone.core.result.CounterTotal;
import dev.loadstone.core.result.MeasureSummary;
import dev.loadstone.core.result.RunResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What only some protocols measure and count, for example the latency of messages on WebSockets:
 * everything that no other table tells.
 */
final class ProtocolFigures {
  /** What is told elsewhere, or is the same for all protocols. */
  private static final Set<String> COMMON_COUNTERS =
      Set.of(
          CounterKey.OPERATIONS,
          CounterKey.ITERATIONS,
          CounterKey.OFFERED,
          CounterKey.STARTED,
          CounterKey.DROPPED,
          CounterKey.CHECKS,
          CounterKey.OBJECTIVES,
          CounterKey.BYTES_SENT,
          CounterKey.BYTES_RECEIVED,
          CounterKey.EVENTS,
          CounterKey.EVENT_BYTES,
          CounterKey.TOKENS,
          CounterKey.STALLS,
          CounterKey.STREAMS_CUT,
          CounterKey.CONNECTIONS_OPENED,
          CounterKey.RECORDED,
          CounterKey.RECORDED_WHOLE,
          CounterKey.RECORDED_BILLIONTHS,
          CounterKey.UNRECORDED);

  private static final Set<String> COMMON_TAGS = Set.of(Tag.SCENARIO, Tag.STEP, Tag.PHASE);

  /** The times of single protocols, in the order of their definition. */
  static final List<Measure> TIMES =
      Arrays.stream(Measure.values())
          .filter(measure -> measure.kind() == Measure.Kind.TIME)
          .filter(measure ->
              measure.ordinal() > Measure.EVENT_GAP.ordinal()
                  && measure.ordinal() < Measure.ITERATION_TIME.ordinal())
          .filter(measure -> measure != Measure.RECORDED_TIME)
          .filter(measure ->
              !Narrative.STREAM_TIMES.contains(measure) && !ToolTimes.TIMES.contains(measure))
          .toList();

  private ProtocolFigures() {}

  /**
   * A sum.
   *
   * @param name of the counter, with the values of its own tags in parentheses
   * @param count over the measured time
   */
  record Count(String name, long count) {}

  /** Returns the times of all steps together. */
  static List<MeasureSummary> times(RunResult result) {
    return TIMES.stream().flatMap(measure -> Narrative.total(result, measure).stream()).toList();
  }

  /** Returns the counters of all steps together, by name. */
  static List<Count> counts(RunResult result) {
    Map<String, Long> sums = new TreeMap<>();
    for (CounterTotal counter : result.counters()) {
      if (!COMMON_COUNTERS.contains(counter.key().name())) {
        sums.merge(name(counter.key()), counter.value(), Long::sum);
      }
    }
    List<Count> counts = new ArrayList<>();
    sums.forEach((name, count) -> counts.add(new Count(name, count)));
    return counts;
  }

  private static String name(CounterKey key) {
    String own =
        key.tags().values().entrySet().stream()
            .filter(tag -> !COMMON_TAGS.contains(tag.getKey()))
            .map(tag -> tag.getKey() + " " + tag.getValue())
            .collect(Collectors.joining(", "));
    return own.isEmpty() ? key.name() : key.name() + " (" + own + ")";
  }

  /**
   * Returns how many per second of the time in which completed iterations are counted, drain
   * included, as thresholds on rates take it; NaN if no iteration was completed.
   */
  static double rate(RunResult result, Count count) {
    double seconds = result.load().completed() / result.load().achievedRate();
    return count.count() / seconds;
  }
}
