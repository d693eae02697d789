package dev.loadstone.core.plan.yaml;

import dev.loadstone.core.document.Fields;
import dev.loadstone.core.document.ValueType;
import dev.loadstone.core.document.ValueType.AnyOf;
import dev.loadstone.core.document.ValueType.Choice;
import dev.loadstone.core.document.ValueType.ListOf;
import dev.loadstone.core.document.ValueType.MapOf;
import dev.loadstone.core.document.ValueType.Mapping;
import dev.loadstone.core.document.ValueType.Quantity;
import dev.loadstone.core.document.ValueType.Text;
import dev.loadstone.core.document.ValueType.Truth;
import dev.loadstone.core.step.Types;
import java.util.Arrays;
import java.util.List;

/** The types of values that several shapes have. */
final class ValueTypes {
  /** The largest rate per second and the largest number of users. */
  static final double LEVEL_MAX = 1e7;

  static final String NUMBER = "\\d+(\\.\\d+)?";
  static final ValueType TEXT = new Text("", List.of());
  static final ValueType DURATION = Types.DURATION;
  static final ValueType RATE =
      new Text("^\\s*" + NUMBER + "\\s*k?\\s*/\\s*(s|m|min|h)\\s*$", List.of("200/s", "30/m"));
  static final ValueType USERS = new Quantity(true, 0, LEVEL_MAX);
  static final ValueType LEVEL = new AnyOf(List.of(USERS, RATE));
  static final ValueType WAIT = new Text("", List.of("2s", "1s..3s", "exponential(2s)"));
  static final ValueType PER_MILLION =
      new Text("^\\s*\\d{1,6}(\\.\\d{1,6})?\\s*$", List.of("0.15"));
  static final ValueType TRUTH = new Truth();
  static final ValueType STEPS = new ListOf(new Mapping("step"));
  static final ValueType THRESHOLD =
      new Text(
          "",
          List.of(
              "response_time{step=chat}.p95 < 500ms",
              "error_ratio < 1%",
              "achieved_rate >= 95% of offered"));

  static ValueType headers() {
    return new MapOf(new AnyOf(List.of(TEXT, new ListOf(TEXT))));
  }

  static ValueType choice(Class<? extends Enum<?>> type) {
    return new Choice(Arrays.stream(type.getEnumConstants()).map(Fields::spelling).toList());
  }

  private ValueTypes() {}
}
