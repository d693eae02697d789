package dev.loadstone.history;

import dev.loadstone.core.verdict.Verdict;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Which runs of a history are meant.
 *
 * @param plan by the plan's name
 * @param branch by branch
 * @param commit by the beginning of the commit
 * @param verdict by verdict
 * @param since that began at this time or later
 * @param until that began before this time
 * @param tags that have all of these
 * @param environment by the fingerprint of the environment
 * @param last only so many, the latest; at least 1
 */
public record Filter(
    Optional<String> plan,
    Optional<String> branch,
    Optional<String> commit,
    Optional<Verdict> verdict,
    Optional<Instant> since,
    Optional<Instant> until,
    Map<String, String> tags,
    Optional<String> environment,
    int last) {
  /** Every run. */
  public static final Filter ALL =
      new Filter(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Map.of(),
          Optional.empty(),
          Integer.MAX_VALUE);

  /** Copies the tags. */
  public Filter {
    tags = Map.copyOf(tags);
  }

  /** Returns the runs of one plan. */
  public static Filter ofPlan(String plan) {
    return new Filter(
        Optional.of(plan),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Map.of(),
        Optional.empty(),
        Integer.MAX_VALUE);
  }
}
