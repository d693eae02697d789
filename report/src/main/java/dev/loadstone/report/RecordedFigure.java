package dev.loadstone.report;

import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.measure.Statistic;
import dev.loadstone.core.measure.Tag;
import dev.loadstone.core.record.CounterKey;
import dev.loadstone.core.result.MeasureSummary;
import dev.loadstone.core.result.RunResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What a plan took down under a name, by its steps {@code record}.
 *
 * @param name the {@code record} tag
 * @param count how many numbers or times
 * @param mean of them, in seconds if they are times; NaN if there are none
 * @param sum of them; NaN of times
 * @param times their distribution if they are times
 * @param missing how many could not be taken down
 */
record RecordedFigure(
    String name,
    long count,
    double mean,
    double sum,
    Optional<MeasureSummary> times,
    long missing) {
  private static final List<Statistic> PERCENTILES =
      List.of(Statistic.P50, Statistic.P95, Statistic.P99);

  /** Returns all figures, by name. */
  static List<RecordedFigure> of(RunResult result) {
    TreeSet<String> names = new TreeSet<>(Comparator.naturalOrder());
    result.counters().stream()
        .map(total -> total.key().tags().get(Tag.RECORD))
        .filter(name -> !name.isEmpty())
        .forEach(names::add);
    result.measures().stream()
        .map(summary -> summary.tags().get(Tag.RECORD))
        .filter(name -> !name.isEmpty())
        .forEach(names::add);
    return names.stream().map(name -> of(result, name)).toList();
  }

  private static RecordedFigure of(RunResult result, String name) {
    Map<String, String> tags = Map.of(Tag.RECORD, name);
    long missing = result.counter(CounterKey.UNRECORDED, tags);
    Optional<MeasureSummary> times =
        result.measures().stream()
            .filter(summary ->
                summary.measure() == Measure.RECORDED_TIME
                    && summary.tags().get(Tag.RECORD).equals(name))
            .findFirst();
    if (times.isPresent()) {
      MeasureSummary found = times.get();
      return new RecordedFigure(name, found.count(), found.mean(), Double.NaN, times, missing);
    }
    long count = result.counter(CounterKey.RECORDED, tags);
    double sum =
        result.counter(CounterKey.RECORDED_WHOLE, tags)
            + result.counter(CounterKey.RECORDED_BILLIONTHS, tags) / 1e9;
    return new RecordedFigure(
        name, count, sum / count, count == 0 ? Double.NaN : sum, Optional.empty(), missing);
  }

  /** Returns the titles of the columns of {@link #cells}. */
  static List<String> titles(String first) {
    List<String> titles = new ArrayList<>(List.of(first, "count", "missing", "mean", "sum"));
    PERCENTILES.forEach(percentile -> titles.add(percentile.label()));
    titles.add("max");
    return titles;
  }

  /** Returns the figures as text, the name first. */
  List<String> cells() {
    List<String> cells = new ArrayList<>(List.of(name, Figures.count(count)));
    cells.add(missing == 0 ? "" : Figures.count(missing));
    cells.add(times.isPresent() ? Figures.seconds(mean) : Figures.number(mean));
    cells.add(times.isPresent() ? "" : Figures.number(sum));
    PERCENTILES.forEach(percentile ->
        cells.add(times.map(found -> Figures.seconds(found.percentile(percentile))).orElse("")));
    cells.add(times.map(found -> Figures.seconds(found.max())).orElse(""));
    return cells;
  }

  /** Returns the exact values behind {@link #cells}, from the count on; NaN for none. */
  List<Double> values() {
    List<Double> values = new ArrayList<>(List.of((double) count, (double) missing, mean, sum));
    PERCENTILES.forEach(percentile ->
        values.add(times.map(found -> found.percentile(percentile)).orElse(Double.NaN)));
    values.add(times.map(MeasureSummary::max).orElse(Double.NaN));
    return values;
  }
}
