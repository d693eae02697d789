package dev.loadstone.core.result;

import dev.loadstone.core.analysis.LoadCourse;
import dev.loadstone.core.analysis.MemoryGrowth;
import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.measure.ProbeSeries;
import dev.loadstone.core.measure.Statistic;
import dev.loadstone.core.record.IntervalSnapshot;
import java.util.DoubleSummaryStatistics;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Optional;

/**
 * Least, mean and greatest of the levels that are sampled at the end of each interval. Not
 * thread-safe.
 */
final class LevelStatistics implements Observation.Levels {
  private final Map<Measure, LongSummaryStatistics> levels = new EnumMap<>(Measure.class);

  private final Map<String, DoubleSummaryStatistics> series = new HashMap<>();

  /** Adds an interval's levels. */
  void add(IntervalSnapshot interval) {
    level(Measure.IN_FLIGHT).accept(interval.inFlight());
    level(Measure.USERS).accept(interval.users());
    level(Measure.CONNECTIONS).accept(interval.connections());
    interval
        .probes()
        .values()
        .forEach((name, value) ->
            series.computeIfAbsent(name, any -> new DoubleSummaryStatistics()).accept(value));
  }

  @Override
  public LoadCourse course() {
    return LoadCourse.NONE; // levels of a stretch do not know the course of the whole
  }

  @Override
  public Optional<MemoryGrowth> growth(String name) {
    return Optional.empty(); // nor how anything grew
  }

  private LongSummaryStatistics level(Measure measure) {
    return levels.computeIfAbsent(measure, any -> new LongSummaryStatistics());
  }

  @Override
  public double of(Measure measure, Statistic statistic) {
    LongSummaryStatistics level = levels.get(measure);
    if (level == null || level.getCount() == 0) {
      return Double.NaN;
    }
    return switch (statistic) {
      case MIN -> level.getMin();
      case MAX -> level.getMax();
      default -> level.getAverage();
    };
  }

  @Override
  public SeriesSummary of(ProbeSeries probed) {
    DoubleSummaryStatistics seen = series.get(probed.name());
    return seen == null
        ? new SeriesSummary(probed, 0, Double.NaN, Double.NaN, Double.NaN)
        : new SeriesSummary(
            probed, seen.getCount(), seen.getMin(), seen.getAverage(), seen.getMax());
  }
}
