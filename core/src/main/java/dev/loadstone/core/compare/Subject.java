package dev.loadstone.core.compare;

import dev.loadstone.core.measure.ProbeSeries.Unit;
import dev.loadstone.core.record.Tags;
import java.util.stream.Collectors;

/**
 * A figure that runs are compared by.
 *
 * @param measure its name, for example {@code response_time} or that of a benchmark
 * @param tags which part of it; none for the whole mix
 * @param statistic which figure of a distribution, for example {@code p99}; empty for a single one
 * @param unit of its values
 * @param higherIsBetter whether a higher value is the better one
 */
public record Subject(
    String measure, Tags tags, String statistic, Unit unit, boolean higherIsBetter) {
  /** Returns it as thresholds name it, for example {@code response_time{step=chat}.p99}. */
  public String name() {
    String part =
        tags.values().isEmpty()
            ? ""
            : tags.values().entrySet().stream()
                .map(tag -> tag.getKey() + "=" + tag.getValue())
                .collect(Collectors.joining(",", "{", "}"));
    return measure + part + (statistic.isEmpty() ? "" : "." + statistic);
  }

  /**
   * Returns whether it is compared by difference rather than by ratio: shares are, because half of
   * next to nothing is no matter, and none at all has no ratio.
   */
  public boolean isShare() {
    return unit == Unit.RATIO;
  }
}
