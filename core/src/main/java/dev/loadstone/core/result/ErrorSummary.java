package dev.loadstone.core.result;

import dev.loadstone.core.record.ErrorClass;
import dev.loadstone.core.record.FailureSample;
import java.util.List;

/**
 * The failures of one class at one step.
 *
 * @param error the class
 * @param step the step's name
 * @param count how many
 * @param samples some of them, the first ones
 */
public record ErrorSummary(ErrorClass error, String step, long count, List<FailureSample> samples) {
  /** Copies the samples. */
  public ErrorSummary {
    samples = List.copyOf(samples);
  }
}
