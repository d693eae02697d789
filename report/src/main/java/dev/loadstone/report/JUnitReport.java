package dev.loadstone.report;

import dev.loadstone.core.result.RunResult;
import dev.loadstone.core.verdict.ThresholdResult;
import dev.loadstone.core.verdict.Verdict;
import dev.loadstone.report.JUnitCase.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * A result as JUnit XML: a case for each threshold, and one for the run as a whole. A missed
 * threshold is a failure; one that cannot be judged, and a run whose figures say nothing on the
 * target, are errors.
 */
final class JUnitReport {
  private static final String RUN = "the run as a whole";

  private JUnitReport() {}

  /** Returns the document. */
  static String of(RunResult result) {
    List<JUnitCase> cases = new ArrayList<>(thresholds(result, result.start().name(), ""));
    cases.add(whole(result));
    return JUnitDocument.of(
        result.start().name(), result.start().started(), result.duration(), cases);
  }

  /**
   * Returns a case for each threshold.
   *
   * @param group of the cases
   * @param suffix of their names, which tells runs apart
   */
  static List<JUnitCase> thresholds(RunResult result, String group, String suffix) {
    String reasons = String.join("\n", result.reasons());
    return result.thresholds().stream()
        .map(judged -> threshold(judged, group, suffix, reasons))
        .toList();
  }

  private static JUnitCase threshold(
      ThresholdResult judged, String group, String suffix, String reasons) {
    String name = judged.threshold().expression() + suffix;
    String text = ThresholdText.of(judged);
    return switch (judged.verdict()) {
      case FAIL -> new JUnitCase(group, name, Kind.FAILURE, text, "missed", reasons);
      case INCONCLUSIVE, INVALID ->
          new JUnitCase(group, name, Kind.ERROR, text, "inconclusive", reasons);
      case PASS, WARN -> JUnitCase.passed(group, name, text);
    };
  }

  private static JUnitCase whole(RunResult result) {
    boolean fails = result.verdict() == Verdict.FAIL && count(result, Verdict.FAIL) == 0;
    boolean undecided =
        result.verdict() == Verdict.INVALID || result.verdict() == Verdict.INCONCLUSIVE;
    boolean errs = undecided && count(result, Verdict.INCONCLUSIVE) == 0;
    return new JUnitCase(
        result.start().name(),
        RUN,
        fails ? Kind.FAILURE : errs ? Kind.ERROR : Kind.PASSED,
        Narrative.headline(result),
        result.verdict().label(),
        String.join("\n", result.reasons()),
        result.duration(),
        String.join("\n", Narrative.sentences(result)));
  }

  private static long count(RunResult result, Verdict verdict) {
    return result.thresholds().stream().filter(judged -> judged.verdict() == verdict).count();
  }
}
