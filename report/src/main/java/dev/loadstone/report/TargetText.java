package dev.loadstone.report;

import dev.loadstone.core.benchmark.BenchmarkResult;
import dev.loadstone.core.benchmark.BenchmarkTarget;
import dev.loadstone.core.benchmark.Figure;
import dev.loadstone.core.benchmark.TargetResult;
import dev.loadstone.core.quantity.Decimals;
import dev.loadstone.core.quantity.Durations;
import java.time.Duration;

/** A benchmark's judged target as one line of text. */
public final class TargetText {
  private static final double NANOS = 1e9;
  private static final int DIGITS = 9;

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

  /** Returns the figure that was seen, for example {@code 7 ms}. */
  public static String observed(TargetResult judged) {
    return BenchmarkText.value(judged.target().figure(), judged.actual());
  }

  /**
   * Returns what was asked, as a threshold would be written.
   *
   * @param name of the benchmark
   * @return for example {@code quote.p95 <= 5ms}
   */
  public static String expression(String name, BenchmarkTarget target) {
    Figure figure = target.figure();
    return name
        + "."
        + figure.label()
        + (figure.isBetterHigher() ? " >= " : " <= ")
        + switch (figure.kind()) {
          case TIME -> Durations.format(Duration.ofNanos(Math.round(target.limit() * NANOS)));
          case RATE -> Decimals.plain(target.limit()) + "/s";
          case RATIO, LOAD -> Decimals.plain(Decimals.rounded(target.limit() * 100, DIGITS)) + "%";
          case BYTES -> Decimals.plain(target.limit()) + "B";
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
