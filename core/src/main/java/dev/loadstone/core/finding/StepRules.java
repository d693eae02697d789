package dev.loadstone.core.finding;

import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.measure.Statistic;
import dev.loadstone.core.measure.Tag;
import dev.loadstone.core.record.Tags;
import dev.loadstone.core.result.Distribution;
import dev.loadstone.core.result.MeasureSummary;
import dev.loadstone.core.result.RunResult;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What the distributions of response times showed, step by step. */
final class StepRules {
  /** The share of all response time of a step from which on a wait for a connection is told. */
  static final double WAIT_SHARE = 0.25;

  /** Seconds of wait below which it is nobody's concern. */
  static final double WAIT_MIN = 0.005;

  /** How many times as long as service times response times are, if operations queue. */
  static final double QUEUEING = 1.5;

  /** How many times as long as its median the p99 of a step with a slow tail is. */
  static final double TAIL = 8;

  /** Seconds that lie between them at least. */
  static final double TAIL_MIN = 0.02;

  /** The share of the response time from which on waiting for a connection is what was measured. */
  private static final double HELD_SHARE = 0.5;

  /** The median of service times over the shortest up to which the target was not slowed down. */
  private static final double AS_FAST = 4;

  private static final double TAIL_OF_OTHERS = 2;

  private StepRules() {}

  static Stream<Finding> of(RunResult result) {
    boolean limited = connectionLimits(result).findAny().isPresent();
    return Stream.of(
            limited ? Stream.<Finding>empty() : queueing(result).stream(),
            slowTail(result).stream(),
            result.distributions().stream().flatMap(one -> bimodal(one).stream()))
        .flatMap(findings -> findings);
  }

  /** Returns what a measure was for each step. */
  static List<MeasureSummary> steps(RunResult result, Measure measure) {
    return result.measures().stream()
        .filter(summary -> summary.measure() == measure && isStep(summary.tags()))
        .toList();
  }

  private static boolean isStep(Tags tags) {
    return tags.values().size() == 1 && tags.has(Tag.STEP);
  }

  private static Optional<MeasureSummary> of(RunResult result, Measure measure, Tags tags) {
    return result.measures().stream()
        .filter(summary -> summary.measure() == measure && summary.tags().equals(tags))
        .findFirst();
  }

  /** Which limits of the plan itself kept operations waiting, whatever the generator did. */
  static Stream<Finding> connectionLimits(RunResult result) {
    return steps(result, Measure.RESPONSE_TIME).stream()
        .flatMap(response -> connectionLimit(result, response).stream());
  }

  /** How long operations of a step waited for a connection. */
  private record Waiting(double mean, double share, MeasureSummary service) {
    boolean servedAsFastAsEver() {
      return service.percentile(Statistic.P50) <= AS_FAST * service.min();
    }
  }

  private static Optional<Waiting> waiting(RunResult result, MeasureSummary response) {
    Optional<MeasureSummary> wait = of(result, Measure.START_DELAY_CONNECTION, response.tags());
    Optional<MeasureSummary> service = of(result, Measure.SERVICE_TIME, response.tags());
    if (wait.isEmpty() || service.isEmpty()) {
      return Optional.empty();
    }
    double mean = wait.get().mean() * wait.get().count() / response.count();
    return Optional.of(new Waiting(mean, mean / response.mean(), service.get()));
  }

  private static Optional<Finding> connectionLimit(RunResult result, MeasureSummary response) {
    return waiting(result, response)
        .filter(waiting -> waiting.mean() >= WAIT_MIN && waiting.share() >= WAIT_SHARE)
        .map(waiting -> connectionLimit(result, response.tags().get(Tag.STEP), waiting));
  }

  private static Finding connectionLimit(RunResult result, String step, Waiting waiting) {
    boolean toBlame = waiting.servedAsFastAsEver();
    Optional<Finding> overload =
        toBlame && waiting.share() >= HELD_SHARE ? LoadRules.overload(result) : Optional.empty();
    return new Finding(
        Kind.CONNECTION_LIMIT,
        overload.isPresent() ? Severity.HIGH : Severity.MEDIUM,
        "Operations of "
            + step
            + " waited "
            + Text.seconds(waiting.mean())
            + " on average for one of the allowed connections, "
            + Text.ratio(Math.min(1, waiting.share()))
            + " of their response time, and were then served in "
            + Text.seconds(waiting.service().mean())
            + (toBlame
                ? ": the limit of connections (maxConnections) is what held them up, not the target."
                : ", most of them in more than four times the shortest time: the limit of connections"
                    + " (maxConnections) held them up, or a target that many of them slow down.")
            + overload.map(more -> " " + more.evidence()).orElse(""),
        overload.map(Finding::impact).orElse(""),
        "Allow more connections, if the system in front of the target would; else this is what its users see.",
        "Repeat with twice as many connections, and see whether service times stay.");
  }

  private static Optional<Finding> queueing(RunResult result) {
    Optional<MeasureSummary> response = of(result, Measure.RESPONSE_TIME, Tags.NONE);
    Optional<MeasureSummary> service = of(result, Measure.SERVICE_TIME, Tags.NONE);
    if (response.isEmpty() || service.isEmpty()) {
      return Optional.empty();
    }
    for (Statistic percentile : List.of(Statistic.P99, Statistic.P95, Statistic.P90)) {
      double whole = response.get().percentile(percentile);
      double served = service.get().percentile(percentile);
      if (whole > QUEUEING * served && whole - served > WAIT_MIN) {
        return Optional.of(
            new Finding(
                Kind.QUEUEING,
                Severity.MEDIUM,
                "The "
                    + percentile.label()
                    + " of response times is "
                    + Text.seconds(whole)
                    + ", that of service times "
                    + Text.seconds(served)
                    + ": the rest is time that operations waited before they could be sent.",
                "A tool that counts from the sending would not show it.",
                "Look at what is limited: connections, maxInFlight, users that are still busy.",
                "Repeat with half of the rate; what remains is not a queue."));
      }
    }
    return Optional.empty();
  }

  private static Optional<Finding> slowTail(RunResult result) {
    List<MeasureSummary> steps =
        steps(result, Measure.RESPONSE_TIME).stream()
            .filter(step -> !Double.isNaN(step.percentile(Statistic.P99)))
            .toList();
    for (MeasureSummary step : steps) {
      double tail = step.percentile(Statistic.P99);
      double median = step.percentile(Statistic.P50);
      double ofOthers =
          steps.stream()
              .filter(other -> !other.equals(step))
              .mapToDouble(other -> other.percentile(Statistic.P99))
              .max()
              .orElse(Double.NaN);
      if (tail >= TAIL * median && tail - median >= TAIL_MIN && tail >= TAIL_OF_OTHERS * ofOthers) {
        String name = step.tags().get(Tag.STEP);
        return Optional.of(
            new Finding(
                Kind.SLOW_TAIL,
                Severity.MEDIUM,
                "One in a hundred operations of "
                    + name
                    + " took "
                    + Text.seconds(tail)
                    + " or more, "
                    + Text.times(tail / median)
                    + " its median of "
                    + Text.seconds(median)
                    + "; of no other step more than "
                    + Text.seconds(ofOthers)
                    + ".",
                "",
                "Look at the slowest operations of this step first; the others are not the trouble.",
                "Load " + name + " alone at the same rate: is it slow by itself?"));
      }
    }
    return Optional.empty();
  }

  private static Optional<Finding> bimodal(Distribution distribution) {
    if (distribution.key().measure() != Measure.SERVICE_TIME
        || !isStep(distribution.key().tags())) {
      return Optional.empty();
    }
    return Modes.of(distribution.histogram())
        .map(modes ->
            new Finding(
                Kind.BIMODAL,
                Severity.LOW,
                "Times of "
                    + distribution.key().tags().get(Tag.STEP)
                    + " cluster at "
                    + Text.seconds(modes.low())
                    + " ("
                    + Text.ratio(1 - modes.highShare())
                    + " of operations) and at "
                    + Text.seconds(modes.high())
                    + " ("
                    + Text.ratio(modes.highShare())
                    + "), with hardly any between.",
                "A mean or a median tells of neither.",
                "Find out which operations are the slow ones: misses of a cache, another instance, another path.",
                "Split the step in two by what may decide, and measure them apart."));
  }
}
