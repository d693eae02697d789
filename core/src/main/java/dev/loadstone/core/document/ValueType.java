package dev.loadstone.core.document;

import java.util.List;

/** What may stand behind a key, as far as a JSON Schema can say it. */
public sealed interface ValueType {
  /**
   * A single value with a form of its own, such as a duration.
   *
   * @param pattern a regular expression (ECMA-262) that its text matches; empty for any text
   * @param examples how it may be written; may be empty
   */
  record Text(String pattern, List<String> examples) implements ValueType {
    /** Copies the examples. */
    public Text {
      examples = List.copyOf(examples);
    }
  }

  /**
   * A number.
   *
   * @param whole whether it has no fraction
   * @param min the smallest, included
   * @param max the largest, included
   */
  record Quantity(boolean whole, double min, double max) implements ValueType {}

  /** True or false. */
  record Truth() implements ValueType {}

  /**
   * One of several words.
   *
   * @param words at least one
   */
  record Choice(List<String> words) implements ValueType {
    /** Copies the words. */
    public Choice {
      words = List.copyOf(words);
    }
  }

  /**
   * A list.
   *
   * @param item what each item is
   */
  record ListOf(ValueType item) implements ValueType {}

  /**
   * A mapping whose keys are free.
   *
   * @param value what each value is
   */
  record MapOf(ValueType value) implements ValueType {}

  /**
   * A mapping with known keys.
   *
   * @param title the title of its {@link Shape}
   */
  record Mapping(String title) implements ValueType {}

  /**
   * Any of several.
   *
   * @param types at least one
   */
  record AnyOf(List<ValueType> types) implements ValueType {
    /** Copies the types. */
    public AnyOf {
      types = List.copyOf(types);
    }
  }

  /** Anything at all. */
  record Anything() implements ValueType {}
}
