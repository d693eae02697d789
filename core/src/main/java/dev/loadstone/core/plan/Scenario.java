package dev.loadstone.core.plan;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What one virtual user does in an iteration.
 *
 * @param name unique in the plan, the {@code scenario} tag
 * @param weight its share of the mix's iterations, relative to the other scenarios' weights; above
 *     0
 * @param load its own load instead of a part of the mix
 * @param think how long a user of a closed workload waits after an iteration
 * @param pace the least time from the start of one iteration of a user to the start of the next, in
 *     a closed workload
 * @param setup steps that each virtual user runs before its first iteration of this scenario
 * @param steps at least one
 */
public record Scenario(
    String name,
    double weight,
    Optional<Load> load,
    Optional<ThinkTime> think,
    Optional<Duration> pace,
    List<Step> setup,
    List<Step> steps) {
  /** Copies the steps. */
  public Scenario {
    setup = List.copyOf(setup);
    steps = List.copyOf(steps);
  }
}
