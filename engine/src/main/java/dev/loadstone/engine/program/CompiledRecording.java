package dev.loadstone.engine.program;

import dev.loadstone.core.expression.Formula;
import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.plan.Step.Recording;
import dev.loadstone.core.record.CounterKey;
import dev.loadstone.engine.record.ExtraRecorder;
import dev.loadstone.engine.value.Bytes;
import dev.loadstone.engine.value.Names;
import dev.loadstone.engine.value.TextTemplate;
import dev.loadstone.engine.value.UserValues;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A figure to take down, made ready. Immutable. */
public sealed interface CompiledRecording {
  /** Makes a figure ready, to be recorded under a number. */
  static CompiledRecording of(int number, Recording.Source source, Names names) {
    return switch (source) {
      case Recording.Truth truth ->
          new Truth(number, new CompiledCondition(truth.condition(), names));
      case Recording.Value value ->
          new Value(
              number,
              value.formula(),
              value.operands().stream().map(operand -> TextTemplate.of(operand, names)).toList(),
              value.unit());
    };
  }

  /** Returns the number under which it is recorded. */
  int number();

  /** Returns the feeders' numbers of which a row is needed. */
  List<Integer> feeders();

  /**
   * Takes the figure down.
   *
   * @param scratch a place for text
   */
  void take(UserValues values, Bytes scratch, ExtraRecorder recorder);

  /** Whether something holds. */
  record Truth(int number, CompiledCondition condition) implements CompiledRecording {
    @Override
    public List<Integer> feeders() {
      return condition.feeders();
    }

    @Override
    public void take(UserValues values, Bytes scratch, ExtraRecorder recorder) {
      Value.number(condition.holds(values, scratch) ? 1 : 0, recorder);
    }
  }

  /** Arithmetic on values. */
  record Value(int number, Formula formula, List<TextTemplate> operands, Optional<TimeUnit> unit)
      implements CompiledRecording {
    private static final double BILLION = 1e9;

    /** Above it, whole numbers are no longer exact. */
    private static final double EXACT_MAX = 9_007_199_254_740_992.0;

    @Override
    public List<Integer> feeders() {
      List<Integer> feeders = new ArrayList<>();
      operands.forEach(operand -> feeders.addAll(operand.feeders()));
      return feeders;
    }

    @Override
    public void take(UserValues values, Bytes scratch, ExtraRecorder recorder) {
      double value = formula.value(index -> operand(operands.get(index), values, scratch));
      if (unit.isEmpty()) {
        number(value, recorder);
        return;
      }
      double nanos = value * unit.get().toNanos(1);
      if (nanos >= 0 && nanos < EXACT_MAX) {
        recorder.time(Measure.RECORDED_TIME, Math.round(nanos));
      } else {
        recorder.count(CounterKey.UNRECORDED, 1);
      }
    }

    private static void number(double value, ExtraRecorder recorder) {
      if (!(Math.abs(value) < EXACT_MAX)) {
        recorder.count(CounterKey.UNRECORDED, 1);
        return;
      }
      double whole = Math.floor(value);
      recorder.count(CounterKey.RECORDED, 1);
      recorder.count(CounterKey.RECORDED_WHOLE, (long) whole);
      recorder.count(CounterKey.RECORDED_BILLIONTHS, Math.round((value - whole) * BILLION));
    }

    private static double operand(TextTemplate operand, UserValues values, Bytes scratch) {
      if (operand.write(values, scratch.clear()) != TextTemplate.COMPLETE) {
        return Double.NaN;
      }
      String text =
          new String(scratch.array(), 0, scratch.length(), StandardCharsets.UTF_8).strip();
      try {
        return switch (text) {
          case "true" -> 1;
          case "false" -> 0;
          default -> Double.parseDouble(text);
        };
      } catch (NumberFormatException noNumber) {
        return Double.NaN;
      }
    }
  }
}
