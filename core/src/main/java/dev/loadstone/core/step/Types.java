package dev.loadstone.core.step;

import dev.loadstone.core.document.ValueType;
import dev.loadstone.core.document.ValueType.AnyOf;
import dev.loadstone.core.document.ValueType.ListOf;
import dev.loadstone.core.document.ValueType.Quantity;
import dev.loadstone.core.document.ValueType.Text;
import dev.loadstone.core.document.ValueType.Truth;
import java.util.List;

/** The types of values that keys of many kinds have. */
public final class Types {
  /** Any single value. */
  public static final ValueType TEXT = new Text("", List.of());

  /** A single value or a list of such. */
  public static final ValueType TEXTS = new AnyOf(List.of(TEXT, new ListOf(TEXT)));

  /** True or false. */
  public static final ValueType TRUTH = new Truth();

  /** A duration. */
  public static final ValueType DURATION =
      new Text(
          "^0$|^(\\s*\\d+(\\.\\d+)?\\s*(ns|us|µs|ms|s|m|h|d))+\\s*$",
          List.of("250ms", "2s", "1m30s"));

  private Types() {}

  /** Returns the type of a whole number from 1. */
  public static ValueType countUpTo(int max) {
    return new Quantity(true, 1, max);
  }
}
