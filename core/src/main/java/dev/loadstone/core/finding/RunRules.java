package dev.loadstone.core.finding;

import dev.loadstone.core.measure.Statistic;
import dev.loadstone.core.result.GeneratorSummary;
import dev.loadstone.core.result.RunResult;
import dev.loadstone.core.verdict.ThresholdResult;
import dev.loadstone.core.verdict.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What is to be said of the run itself. */
final class RunRules {
  private RunRules() {}

  static Stream<Finding> of(RunResult result) {
    return Stream.of(generator(result), samples(result)).flatMap(Optional::stream);
  }

  private static Optional<Finding> generator(RunResult result) {
    if (result.generator().healthy()) {
      return Optional.empty();
    }
    GeneratorSummary generator = result.generator();
    String evidence =
        "One in a hundred operations started "
            + Text.seconds(generator.startDelayP99())
            + " or more after its time through the generator's own fault; its busiest event loop used "
            + Text.ratio(generator.loopCpuRatioMax())
            + " of a processor at most, and was up to "
            + Text.seconds(generator.loopLagMax())
            + " late.";
    return Optional.of(
        new Finding(
            Kind.GENERATOR_LIMIT,
            Severity.HIGH,
            evidence,
            "What the run shows of the target may be the generator's; nothing else is concluded from its times.",
            "Ask for less, or use a faster or quieter machine.",
            "Let loadstone doctor tell the rate that this machine can do honestly."));
  }

  private static Optional<Finding> samples(RunResult result) {
    List<ThresholdResult> open =
        result.thresholds().stream()
            .filter(judged -> judged.verdict() == Verdict.INCONCLUSIVE)
            .toList();
    if (open.isEmpty()) {
      return Optional.empty();
    }
    ThresholdResult first = open.getFirst();
    String which = first.threshold().expression();
    return Optional.of(
        new Finding(
            Kind.TOO_FEW_SAMPLES,
            Severity.LOW,
            open.size() == 1
                ? "The threshold " + which + " could not be judged: " + first.reason() + "."
                : open.size()
                    + " thresholds could not be judged; the first is "
                    + which
                    + ": "
                    + first.reason()
                    + ".",
            "",
            "Run longer, or judge a lower percentile.",
            first
                .threshold()
                .statistic()
                .filter(Statistic::isPercentile)
                .map(percentile ->
                    "Repeat until there are "
                        + Text.count(needed(percentile))
                        + " samples for "
                        + percentile.label()
                        + ".")
                .orElse("Repeat with a longer phase.")));
  }

  /** Five values must lie beyond a percentile. */
  private static long needed(Statistic percentile) {
    return Math.round(Math.ceil(5 / (1 - percentile.quantile()) - 1e-6));
  }
}
