package dev.loadstone.benchmarks.protocol;

import java.util.List;
import java.util.Map;

/**
 * A measure of some steps, and what the testbed knows of the same times.
 *
 * @param measure its label in results
 * @param steps whose operations are all that the route served, or what of it the ledger has
 * @param tags that a series must have besides
 * @param route as the ledger spells it; empty for the chain
 * @param times their path in the route's ledger, or in the chain's
 * @param more what the measure has by its definition that the ledger's times have not, for people;
 *     empty if both are of the same span, and so must be equal
 */
record Comparison(
    String measure,
    List<String> steps,
    Map<String, String> tags,
    String route,
    List<String> times,
    String more) {
  static Comparison of(String measure, List<String> steps, String route, String... times) {
    return new Comparison(measure, steps, Map.of(), route, List.of(times), "");
  }

  /** Returns the comparison of what has one more tag. */
  Comparison with(String tag, String value) {
    return new Comparison(measure, steps, Map.of(tag, value), route, times, more);
  }

  /** Returns the comparison with another measure, whose span has more in it. */
  Comparison beside(String other, String what) {
    return new Comparison(other, steps, tags, route, times, what);
  }

  /** Returns whether both sides are of the same span. */
  boolean isJudged() {
    return more.isEmpty();
  }

  /** Returns what is compared, for people. */
  String text() {
    String tagged = tags.isEmpty() ? "" : tags.toString();
    String name = "`" + measure + tagged + "` of " + String.join(", ", steps);
    return isJudged() ? name : "*" + name + ": with " + more + "*";
  }
}
