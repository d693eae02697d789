package dev.loadstone.junit;

import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.result.RunResult;
import dev.loadstone.core.verdict.ThresholdResult;
import dev.loadstone.core.verdict.Verdict;
import dev.loadstone.report.ThresholdText;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.AbstractLongAssert;
import org.assertj.core.api.Assertions;

/**
 * Assertions on a result, judged by the rules of plans. Each fails, with the reason, where the
 * generator was at fault, where there are too few samples for the figure, and where there are no
 * data at all.
 */
public final class RunResultAssert extends AbstractAssert<RunResultAssert, RunResult> {
  private static final String LINE = "\n  ";

  RunResultAssert(RunResult actual) {
    super(actual, RunResultAssert.class);
  }

  /** Begins an assertion on the response times of all operations that succeeded. */
  public TimesAssert responseTime() {
    return times(Measure.RESPONSE_TIME);
  }

  /** Begins an assertion on the response times of a step's operations that succeeded. */
  public TimesAssert responseTime(String step) {
    return times(Measure.RESPONSE_TIME, step);
  }

  /**
   * Begins an assertion on a measure of time.
   *
   * @param measure for example {@link Measure#TIME_TO_FIRST_TOKEN}
   */
  public TimesAssert times(Measure measure) {
    return new TimesAssert(this, measure.label());
  }

  /** Begins an assertion on a measure of time at a step. */
  public TimesAssert times(Measure measure, String step) {
    return new TimesAssert(this, measure.label() + at(step));
  }

  /** Begins an assertion on failed operations as a share of all ended ones, from 0 to 1. */
  public FigureAssert errorRatio() {
    return new FigureAssert(this, "error_ratio", "");
  }

  /** Begins an assertion on the failed operations of a step as a share of its ended ones. */
  public FigureAssert errorRatio(String step) {
    return new FigureAssert(this, "error_ratio" + at(step), "");
  }

  /** Begins an assertion on checks that held as a share of all that were made. */
  public FigureAssert checkRatio() {
    return new FigureAssert(this, "check_ratio", "");
  }

  /** Begins an assertion on iterations completed without a failure per second. */
  public RateAssert achievedRate() {
    return new RateAssert(this, "achieved_rate");
  }

  /** Begins an assertion on a step's operations completed without a failure per second. */
  public RateAssert achievedRate(String step) {
    return new RateAssert(this, "achieved_rate" + at(step));
  }

  /** Begins an assertion on operations completed without a failure per second. */
  public RateAssert operationRate() {
    return new RateAssert(this, "operation_rate");
  }

  /**
   * Begins an assertion on how much was counted over the measured time.
   *
   * @param name one of {@link dev.loadstone.core.record.CounterKey}
   */
  public AbstractLongAssert<?> counter(String name) {
    requireValid(name);
    return Assertions.assertThat(actual.counter(name)).as(name);
  }

  /**
   * Verifies any threshold that a result can be judged by.
   *
   * @param threshold for example {@code time_to_first_token{step=chat}.p99 < 300ms}
   */
  public RunResultAssert meets(String threshold) {
    requireValid(threshold);
    ThresholdResult judged = actual.judge(threshold);
    if (judged.verdict() != Verdict.PASS && judged.verdict() != Verdict.WARN) {
      failWithMessage("%s", ThresholdText.of(judged) + ".");
    }
    return this;
  }

  /**
   * Verifies that the verdict on the run is pass or warn: all thresholds of its plan, of which
   * there must be one at least, were judged and met.
   */
  public RunResultAssert meetsItsThresholds() {
    isNotNull();
    String name = actual.start().name();
    if (actual.verdict() == Verdict.INVALID) {
      failWithMessage(
          "%s", "The run of " + name + " is invalid:" + lines(actual.reasons().stream()));
    }
    if (actual.thresholds().isEmpty()) {
      failWithMessage(
          "%s", "The plan " + name + " has no thresholds, so there is nothing to meet.");
    }
    if (actual.verdict() != Verdict.PASS && actual.verdict() != Verdict.WARN) {
      Stream<String> judged =
          actual.thresholds().stream()
              .filter(result -> result.verdict().compareTo(Verdict.WARN) > 0)
              .map(result -> ThresholdText.of(result) + ".");
      Stream<String> others =
          actual.reasons().stream()
              .filter(reason ->
                  actual.thresholds().stream()
                      .noneMatch(result -> reason.contains(result.threshold().expression())));
      failWithMessage(
          "%s",
          "The run of "
              + name
              + " does not meet its thresholds:"
              + lines(Stream.concat(judged, others)));
    }
    return this;
  }

  private void requireValid(String asked) {
    isNotNull();
    if (actual.verdict() == Verdict.INVALID) {
      failWithMessage(
          "%s",
          asked + " could not be judged: the run is invalid." + lines(actual.reasons().stream()));
    }
  }

  private static String lines(Stream<String> sentences) {
    return sentences.map(sentence -> LINE + sentence).collect(Collectors.joining());
  }

  private static String at(String step) {
    return step.matches("[\\w./-]+") ? "{step=" + step + "}" : "{step=\"" + step + "\"}";
  }
}
