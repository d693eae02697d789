package dev.loadstone.report;

import dev.loadstone.core.verdict.ThresholdResult;

/** A judged threshold as one line of text. */
public final class ThresholdText {
  private ThresholdText() {}

  /** Returns the figure that was seen, for example {@code 612 ms}, or {@code no data}. */
  public static String observed(ThresholdResult judged) {
    return Figures.observed(judged);
  }

  /**
   * Returns what was asked and what was seen.
   *
   * @return for example {@code response_time.p95 < 500ms was missed: 612 ms}, without a full stop
   */
  public static String of(ThresholdResult judged) {
    String asked = judged.threshold().expression();
    String seen = observed(judged);
    return switch (judged.verdict()) {
      case PASS -> asked + " was met: " + seen;
      case WARN -> asked + " was met only just: " + seen;
      case FAIL -> asked + " was missed: " + (judged.reason().isEmpty() ? seen : judged.reason());
      case INCONCLUSIVE, INVALID -> asked + " could not be judged: " + judged.reason();
    };
  }
}
