package dev.loadstone.app.convert.source;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A part of a document, JSON or YAML, with the place where it begins. */
public sealed interface Value {
  /** Returns the line, from 1; 0 for what stands in no document. */
  int line();

  /** Returns the column, from 1; 0 for what stands in no document. */
  int column();

  /** What a single value is. */
  enum Kind {
    /** A text; in a plan, one in which expressions may stand. */
    TEXT,
    /** A number, as it is written. */
    NUMBER,
    /** True or false. */
    TRUTH,
    /** Null, or what is not there. */
    NOTHING,
    /** Of plans only: an expression alone, which stands for a value of any kind. */
    EXPRESSION
  }

  /**
   * Values by name.
   *
   * @param members in the order of the document; must not be changed
   */
  record Mapping(Map<String, Value> members, int line, int column) implements Value {
    /** Returns values that stand in no document. */
    public static Mapping of(Map<String, Value> members) {
      return new Mapping(members, 0, 0);
    }
  }

  /**
   * Several values.
   *
   * @param items in the order of the document; must not be changed
   */
  record Listing(List<Value> items, int line, int column) implements Value {
    /** Returns values that stand in no document. */
    public static Listing of(List<Value> items) {
      return new Listing(items, 0, 0);
    }
  }

  /**
   * A single value.
   *
   * @param kind what it is
   * @param value its text, without quotes; empty for null
   */
  record Scalar(Kind kind, String value, int line, int column) implements Value {
    private static final Scalar NONE = new Scalar(Kind.NOTHING, "", 0, 0);
  }

  /** Returns what stands for something that is not there: the same value each time. */
  static Value absent() {
    return Scalar.NONE;
  }

  /** Returns a text that stands in no document. */
  static Scalar ofText(String text) {
    return new Scalar(Kind.TEXT, text, 0, 0);
  }

  /** Returns a number that stands in no document. */
  static Scalar ofNumber(String number) {
    return new Scalar(Kind.NUMBER, number, 0, 0);
  }

  /** Returns a truth that stands in no document. */
  static Scalar ofTruth(boolean truth) {
    return new Scalar(Kind.TRUTH, String.valueOf(truth), 0, 0);
  }

  /** Returns null as a value of a document. */
  static Scalar ofNothing() {
    return new Scalar(Kind.NOTHING, "", 0, 0);
  }

  /** Returns an expression, which stands for a value of any kind. */
  static Scalar ofExpression(String expression) {
    return new Scalar(Kind.EXPRESSION, expression, 0, 0);
  }

  /** Returns what a mapping has under a name; what is {@link #absent} without it. */
  default Value get(String name) {
    return this instanceof Mapping mapping
        ? mapping.members().getOrDefault(name, absent())
        : absent();
  }

  /** Returns the values by name of a mapping; none of another value. */
  default Map<String, Value> asMap() {
    return this instanceof Mapping mapping ? mapping.members() : Map.of();
  }

  /** Returns the items of a list; none of another value. */
  default List<Value> asList() {
    return this instanceof Listing listing ? listing.items() : List.of();
  }

  /** Returns the text of a single value that is not null; empty of another value. */
  default Optional<String> asText() {
    return this instanceof Scalar scalar && scalar.kind() != Kind.NOTHING
        ? Optional.of(scalar.value())
        : Optional.empty();
  }

  /** Returns the text that a mapping has under a name; an empty one without it. */
  default String text(String name) {
    return get(name).asText().orElse("");
  }

  /** Returns whether a mapping has {@code true} under a name. */
  default boolean isTrue(String name) {
    return get(name) instanceof Scalar scalar
        && scalar.kind() == Kind.TRUTH
        && scalar.value().equalsIgnoreCase("true");
  }

  /** Returns whether a mapping has {@code false} under a name. */
  default boolean isFalse(String name) {
    return get(name) instanceof Scalar scalar
        && scalar.kind() == Kind.TRUTH
        && scalar.value().equalsIgnoreCase("false");
  }

  /** Returns whether there is something other than null. */
  default boolean isPresent() {
    return !(this instanceof Scalar scalar && scalar.kind() == Kind.NOTHING);
  }

  /** Returns whether a mapping has a name, be it with null. */
  default boolean has(String name) {
    return asMap().containsKey(name);
  }

  /** Returns the number; empty of another value and of one that is beyond a double. */
  default Optional<Double> asNumber() {
    if (this instanceof Scalar scalar && scalar.kind() == Kind.NUMBER) {
      try {
        double number = Double.parseDouble(scalar.value());
        return Double.isFinite(number) ? Optional.of(number) : Optional.empty();
      } catch (NumberFormatException otherBase) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  /** Returns what it is, for a person: the text of a single value, else the kind. */
  default String describe() {
    return switch (this) {
      case Mapping _ -> "a mapping";
      case Listing _ -> "a list";
      case Scalar scalar -> scalar.kind() == Kind.NOTHING ? "nothing" : scalar.value();
    };
  }
}
