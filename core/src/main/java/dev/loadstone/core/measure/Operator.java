package dev.loadstone.core.measure;

import java.util.Arrays;
import java.util.Optional;

/** An order comparison of two numbers. */
public enum Operator {
  LESS("<"),
  LESS_OR_EQUAL("<="),
  GREATER(">"),
  GREATER_OR_EQUAL(">="),
  EQUAL("=="),
  NOT_EQUAL("!=");

  private final String sign;

  Operator(String sign) {
    this.sign = sign;
  }

  /** Returns the sign that plans use, for example {@code <=}. */
  public String sign() {
    return sign;
  }

  /** Returns the operator of a sign. */
  public static Optional<Operator> of(String sign) {
    return Arrays.stream(values()).filter(operator -> operator.sign.equals(sign)).findFirst();
  }

  /**
   * Returns whether {@code left operator right} holds; false if either is NaN, except for {@link
   * #NOT_EQUAL}.
   */
  public boolean holds(double left, double right) {
    return switch (this) {
      case LESS -> left < right;
      case LESS_OR_EQUAL -> left <= right;
      case GREATER -> left > right;
      case GREATER_OR_EQUAL -> left >= right;
      case EQUAL -> left == right;
      case NOT_EQUAL -> left != right;
    };
  }

  /** Returns whether the operator sets an upper limit on its left side. */
  public boolean isUpperLimit() {
    return this == LESS || this == LESS_OR_EQUAL;
  }

  /** Returns whether the operator sets a lower limit on its left side. */
  public boolean isLowerLimit() {
    return this == GREATER || this == GREATER_OR_EQUAL;
  }
}
