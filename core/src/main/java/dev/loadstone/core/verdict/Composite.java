package dev.loadstone.core.verdict;

import dev.loadstone.core.expression.Formula;
import dev.loadstone.core.measure.ProbeSeries.Unit;
import java.util.List;

/**
 * Arithmetic with the figures of several measures, such as {@code response_time{step=mesh}.p50 -
 * response_time{step=direct}.p50}.
 *
 * @param formula the arithmetic, in base units
 * @param operands what stands in it, in order: objectives of which only measure, tags, statistic
 *     and series count
 * @param unit what the limit is written in, and so the result
 */
public record Composite(Formula formula, List<Threshold> operands, Unit unit) {
  /** Copies the operands. */
  public Composite {
    operands = List.copyOf(operands);
  }
}
