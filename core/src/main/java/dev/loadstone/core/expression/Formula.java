package dev.loadstone.core.expression;

import java.util.List;
import java.util.function.IntToDoubleFunction;

/** Arithmetic on numbers and operands. Immutable. */
public sealed interface Formula {
  /**
   * Returns the value.
   *
   * @param operands the value of each operand, by its place in {@link Parsed#operands}
   * @return NaN or infinite where an operand is, or where something is divided by 0
   */
  double value(IntToDoubleFunction operands);

  /**
   * A formula and what stands in it.
   *
   * @param formula the arithmetic
   * @param operands the texts of the operands in their order
   */
  record Parsed(Formula formula, List<String> operands) {
    /** Copies the operands. */
    public Parsed {
      operands = List.copyOf(operands);
    }
  }

  /**
   * A number.
   *
   * @param number as it is
   */
  record Constant(double number) implements Formula {
    @Override
    public double value(IntToDoubleFunction operands) {
      return number;
    }
  }

  /**
   * An operand.
   *
   * @param index its place among the operands
   */
  record Operand(int index) implements Formula {
    @Override
    public double value(IntToDoubleFunction operands) {
      return operands.applyAsDouble(index);
    }
  }

  /**
   * The negative of a formula.
   *
   * @param of which formula
   */
  record Negative(Formula of) implements Formula {
    @Override
    public double value(IntToDoubleFunction operands) {
      return -of.value(operands);
    }
  }

  /**
   * Two formulas put together.
   *
   * @param operator how
   * @param left the first
   * @param right the second
   */
  record Operation(Operator operator, Formula left, Formula right) implements Formula {
    @Override
    public double value(IntToDoubleFunction operands) {
      double first = left.value(operands);
      double second = right.value(operands);
      return switch (operator) {
        case PLUS -> first + second;
        case MINUS -> first - second;
        case TIMES -> first * second;
        case OVER -> first / second;
      };
    }
  }

  /** How two formulas are put together. */
  enum Operator {
    PLUS,
    MINUS,
    TIMES,
    OVER
  }
}
