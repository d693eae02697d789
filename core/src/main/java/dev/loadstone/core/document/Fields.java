package dev.loadstone.core.document;

import dev.loadstone.core.document.DocumentNode.Entry;
import dev.loadstone.core.document.DocumentNode.Kind;
import dev.loadstone.core.document.DocumentNode.ListNode;
import dev.loadstone.core.document.DocumentNode.MapNode;
import dev.loadstone.core.document.DocumentNode.ScalarNode;
import dev.loadstone.core.problem.InvalidTextException;
import dev.loadstone.core.problem.Problem;
import dev.loadstone.core.problem.Problems;
import dev.loadstone.core.problem.Suggestions;
import dev.loadstone.core.quantity.DataSizes;
import dev.loadstone.core.quantity.Durations;
import dev.loadstone.core.quantity.QuantityFormatException;
import dev.loadstone.core.quantity.Rates;
import dev.loadstone.core.quantity.Ratios;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Reads the keys of one mapping as typed values. A key that is wrong becomes a problem and reads as
 * absent, so that reading goes on. {@link #finish()} reports every key that is not known, with the
 * nearest known one: known are the keys of the mapping's {@link Shape}, or, where it has none, the
 * keys that were asked for. Not thread-safe.
 */
public final class Fields {
  private final MapNode map;
  private final Problems problems;
  private final ScalarResolver resolver;
  private final boolean shaped;
  private final Set<String> known;

  private Fields(MapNode map, Optional<Shape> shape, ScalarResolver resolver, Problems problems) {
    this.map = map;
    this.problems = problems;
    this.resolver = resolver;
    this.shaped = shape.isPresent();
    this.known = new LinkedHashSet<>(shape.map(Shape::names).orElse(List.of()));
  }

  /** Returns a reader of the given mapping. */
  public static Fields of(MapNode map, Problems problems) {
    return new Fields(map, Optional.empty(), ScalarResolver.NONE, problems);
  }

  /**
   * Returns a reader of the given mapping, whose known keys are those of a shape.
   *
   * @param resolver applied to every single value before it is read
   */
  public static Fields of(MapNode map, Shape shape, ScalarResolver resolver, Problems problems) {
    return new Fields(map, Optional.of(shape), resolver, problems);
  }

  /**
   * Returns a reader of the given node, which must be a mapping.
   *
   * @return the reader, or empty, with a problem, if the node is something else
   */
  public static Optional<Fields> of(DocumentNode node, Problems problems) {
    return asMap(node, problems).map(map -> of(map, problems));
  }

  /** Returns the node as a mapping; anything else is a problem. */
  public static Optional<MapNode> asMap(DocumentNode node, Problems problems) {
    if (node instanceof MapNode map) {
      return Optional.of(map);
    }
    problems.add(node.problem("must be a mapping (key: value), got: " + node.describe(), ""));
    return Optional.empty();
  }

  /** Returns the mapping itself. */
  public MapNode map() {
    return map;
  }

  /** Returns the collector of problems. */
  public Problems problems() {
    return problems;
  }

  /** Returns whether the key is there, and makes it a known one. */
  public boolean has(String key) {
    know(key);
    return map.entries().containsKey(key);
  }

  /**
   * Returns the value of a key as it stands, and makes the key a known one. A key with nothing
   * behind it is absent.
   */
  public Optional<DocumentNode> node(String key) {
    know(key);
    Entry entry = map.entries().get(key);
    if (entry == null
        || (entry.value() instanceof ScalarNode scalar && scalar.kind() == Kind.NULL)) {
      return Optional.empty();
    }
    return Optional.of(entry.value());
  }

  private void know(String key) {
    if (known.add(key) && shaped) {
      throw new IllegalStateException("the shape of " + map.path() + " has no key " + key);
    }
  }

  /** As {@link #node}, but a missing key is a problem. */
  public Optional<DocumentNode> required(String key, String fix) {
    Optional<DocumentNode> node = node(key);
    if (node.isEmpty()) {
      problems.add(map.problem("must have the key '" + key + "'", fix));
    }
    return node;
  }

  /** Returns a scalar's text. */
  public Optional<String> text(String key) {
    return scalar(key).map(ScalarNode::text);
  }

  /** Returns a scalar. */
  public Optional<ScalarNode> scalar(String key) {
    return node(key).flatMap(this::asScalar);
  }

  /** Returns the node as a scalar; anything else is a problem. */
  public Optional<ScalarNode> asScalar(DocumentNode node) {
    if (node instanceof ScalarNode scalar) {
      return resolver.resolve(scalar, problems);
    }
    problems.add(node.problem("must be a single value, got: " + node.describe(), ""));
    return Optional.empty();
  }

  /** Returns a duration. */
  public Optional<Duration> duration(String key) {
    return quantity(key, Durations::parse);
  }

  /** Returns a rate in events per second. */
  public Optional<Double> rate(String key) {
    return quantity(key, Rates::parse);
  }

  /** Returns a ratio, 1 being the whole. */
  public Optional<Double> ratio(String key) {
    return quantity(key, Ratios::parse);
  }

  /** Returns a data size in bytes. */
  public Optional<Long> dataSize(String key) {
    return quantity(key, DataSizes::parse);
  }

  /**
   * Returns a value that is parsed from a scalar's text.
   *
   * @param parser throws {@link InvalidTextException} for a text that it does not take, which
   *     becomes a problem here
   */
  public <T> Optional<T> quantity(String key, Function<String, T> parser) {
    return scalar(key).flatMap(scalar -> parse(scalar, parser));
  }

  /** Parses a scalar; see {@link #quantity}. */
  public <T> Optional<T> parse(ScalarNode scalar, Function<String, T> parser) {
    try {
      return Optional.of(parser.apply(scalar.text()));
    } catch (InvalidTextException wrong) {
      problems.add(scalar.problem(wrong.problem(), wrong.fix()));
      return Optional.empty();
    }
  }

  /** Returns a whole number within bounds, both included. */
  public Optional<Long> integer(String key, long min, long max) {
    return quantity(key, text -> parseInteger(text, min, max));
  }

  private static long parseInteger(String text, long min, long max) {
    String constraint = "be a whole number";
    if (max != Long.MAX_VALUE) {
      constraint += " from " + min + " to " + max;
    } else if (min != Long.MIN_VALUE) {
      constraint += " of at least " + min;
    }
    try {
      long value = Long.parseLong(text.strip().replace("_", ""));
      if (value >= min && value <= max) {
        return value;
      }
    } catch (NumberFormatException ignored) {
      // told below, with the constraint
    }
    throw new QuantityFormatException(constraint, text, "");
  }

  /** Returns true or false. */
  public Optional<Boolean> bool(String key) {
    return quantity(
        key,
        text ->
            switch (text) {
              case "true" -> true;
              case "false" -> false;
              default -> throw new QuantityFormatException("be true or false", text, "");
            });
  }

  /** Returns one of an enum's constants, written in lower case with hyphens or underscores. */
  public <E extends Enum<E>> Optional<E> choice(String key, Class<E> type) {
    return quantity(key, text -> parseChoice(text, type));
  }

  private static <E extends Enum<E>> E parseChoice(String text, Class<E> type) {
    List<E> constants = List.of(type.getEnumConstants());
    for (E constant : constants) {
      if (spelling(constant).equals(text.strip().replace('_', '-'))) {
        return constant;
      }
    }
    List<String> words = constants.stream().map(Fields::spelling).toList();
    throw new QuantityFormatException(
        "be one of " + String.join(", ", words),
        text,
        Suggestions.nearest(text, words).map(near -> "Did you mean " + near + "?").orElse(""));
  }

  /** Returns how a plan spells an enum's constant: lower case, with hyphens. */
  public static String spelling(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * Returns the items of a list; a single value counts as a list of one; empty if the key is
   * absent.
   */
  public List<DocumentNode> list(String key) {
    return node(key)
        .map(node -> node instanceof ListNode list ? list.items() : List.of(node))
        .orElse(List.of());
  }

  /**
   * Returns the entries of a mapping under a key, in the order of the file; empty if the key is
   * absent.
   */
  public Map<String, Entry> entries(String key) {
    return node(key).flatMap(node -> asMap(node, problems)).map(MapNode::entries).orElse(Map.of());
  }

  /** Returns a reader of the mapping under a key. */
  public Optional<Fields> fields(String key) {
    return node(key).flatMap(node -> of(node, problems));
  }

  /** Returns a reader of the mapping under a key, whose known keys are those of a shape. */
  public Optional<Fields> fields(String key, Shape shape) {
    return node(key)
        .flatMap(node -> asMap(node, problems))
        .map(map -> of(map, shape, resolver, problems));
  }

  /** Reports every key that was never asked for. Call it last. */
  public void finish() {
    map.entries()
        .forEach((key, entry) -> {
          if (!known.contains(key)) {
            String path = map.path().isEmpty() ? key : map.path() + "." + key;
            problems.add(
                new Problem(
                    entry.location(), path, "is not a known key", Suggestions.fix(key, known)));
          }
        });
  }
}
