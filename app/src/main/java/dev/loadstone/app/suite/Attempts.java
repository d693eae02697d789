package dev.loadstone.app.suite;

import dev.loadstone.app.suite.Proof.Seen;
import dev.loadstone.core.verdict.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** What runs left behind each time that they were made. Not thread-safe. */
final class Attempts {
  private final Map<String, List<RunOutcome>> made = new LinkedHashMap<>();

  /**
   * Adds what was made.
   *
   * @param suffix that the names have more than those of the first time
   */
  void add(Map<String, RunOutcome> outcomes, String suffix) {
    outcomes.forEach((name, outcome) ->
        made.computeIfAbsent(
                name.substring(0, name.length() - suffix.length()), _ -> new ArrayList<>())
            .add(outcome));
  }

  /** Returns whether there is such a one among all. */
  boolean any(Predicate<RunOutcome> kind) {
    return made.values().stream().flatMap(List::stream).anyMatch(kind);
  }

  /** Returns whether a run was invalid the last time. */
  boolean isInvalid(String run) {
    return made.containsKey(run) && made.get(run).getLast().verdict() == Verdict.INVALID;
  }

  /**
   * Returns what a run showed of a threshold: the first time at which it showed what is wanted, or
   * the last time if it never did; empty if it was not made.
   */
  Optional<Seen> seen(String run, String threshold, Predicate<Seen> wanted) {
    List<RunOutcome> times = made.getOrDefault(run, List.of());
    List<Seen> all =
        IntStream.range(0, times.size())
            .mapToObj(i -> Seen.of(times.get(i), i + 1, threshold))
            .flatMap(Optional::stream)
            .toList();
    return all.stream()
        .filter(wanted)
        .findFirst()
        .or(() -> all.isEmpty() ? Optional.empty() : Optional.of(all.getLast()));
  }
}
