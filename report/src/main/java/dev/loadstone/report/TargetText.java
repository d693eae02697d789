package dev.loadstone.report;

import dev.loadstone.core.benchmark.BenchmarkResult;
import dev.loadstone.core.benchmark.Figure;
import dev.loadstone.core.benchmark.TargetResult;

/** A benchmark's judged target as one line of text. */
public final class TargetText {
  private TargetText() {}

  /**
   * Returns what was asked and what was seen.
   *
   * @return for example {@code quote (1 user): p95 ≤ 5 ms was missed: 7 ms (+2 ms, +40 %)}, without
   *     a full stop
   */
  public static String of(BenchmarkResult result, TargetResult judged) {
    Figure figure = judged.target().figure();
    String asked =
        BenchmarkText.who(result)
            + figure.label()
            + (figure.isBetterHigher() ? " ≥ " : " ≤ ")
            + BenchmarkText.value(figure, judged.target().limit());
    return switch (judged.verdict()) {
      case PASS -> asked + " was met: " + seen(judged);
      case WARN -> asked + " was met, but doubtfully: " + seen(judged) + "; " + judged.reason();
      case FAIL ->
          asked + " was missed: " + (judged.reason().isEmpty() ? seen(judged) : judged.reason());
      case INCONCLUSIVE, INVALID -> asked + " could not be judged: " + judged.reason();
    };
  }

  private static String seen(TargetResult judged) {
    Figure figure = judged.target().figure();
    String difference = BenchmarkText.signed(figure, judged.difference());
    return BenchmarkText.value(figure, judged.actual())
        + " ("
        + difference
        + (Double.isNaN(judged.differenceRatio())
            ? ")"
            : ", " + BenchmarkText.percent(judged.differenceRatio()) + ")");
  }
}
