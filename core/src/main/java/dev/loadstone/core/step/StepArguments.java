package dev.loadstone.core.step;

import dev.loadstone.core.problem.InvalidTextException;
import dev.loadstone.core.quantity.Durations;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The keys of a step, or of a section of settings, with their values: texts, lists and mappings of
 * such. Immutable.
 */
public final class StepArguments {
  /** No arguments. */
  public static final StepArguments NONE = new StepArguments(Map.of());

  private final Map<String, Object> values;

  /**
   * Creates arguments.
   *
   * @param values texts ({@code String}), lists and maps with text keys of such; not to be changed
   *     any more
   */
  public StepArguments(Map<String, Object> values) {
    this.values = Collections.unmodifiableMap(values);
  }

  /** Returns whether there is such a key. */
  public boolean has(String key) {
    return values.containsKey(key);
  }

  /** Returns whether the value of a key is a list. */
  public boolean isList(String key) {
    return values.get(key) instanceof List;
  }

  /** Returns all keys with their values, in the order of the plan. */
  public Map<String, Object> values() {
    return values;
  }

  /** Returns a text; empty if there is no such key. */
  public Optional<String> text(String key) {
    return switch (values.get(key)) {
      case null -> Optional.empty();
      case String text -> Optional.of(text);
      default -> throw new InvalidArgumentException(key, "must be a single value", "");
    };
  }

  /** Returns the items of a list; a value that is no list counts as a list of one. */
  public List<Object> list(String key) {
    return asList(values.get(key));
  }

  private static List<Object> asList(@Nullable Object value) {
    return switch (value) {
      case null -> List.of();
      case List<?> list -> List.copyOf(list);
      default -> List.of(value);
    };
  }

  /** Returns the items of a list of texts; a single text counts as a list of one. */
  public List<String> texts(String key) {
    return texts(key, values.get(key));
  }

  /**
   * Returns a value as a list of texts.
   *
   * @param key what to call it if it is none
   */
  public static List<String> texts(String key, @Nullable Object value) {
    List<Object> items = asList(value);
    String[] texts = new String[items.size()];
    for (int i = 0; i < texts.length; i++) {
      if (!(items.get(i) instanceof String text)) {
        throw new InvalidArgumentException(key, "must be a list of single values", "");
      }
      texts[i] = text;
    }
    return List.of(texts);
  }

  /** Returns the entries of a mapping of texts; empty if there is no such key. */
  public Map<String, String> entries(String key) {
    Map<String, String> entries = new LinkedHashMap<>();
    inner(key).values.forEach((name, value) -> entries.put(name, String.valueOf(value)));
    return entries;
  }

  /** Returns the keys of a mapping; none if there is no such key. */
  public StepArguments inner(String key) {
    return values.containsKey(key) ? inner(key, values.get(key)) : NONE;
  }

  /**
   * Returns a value as a mapping.
   *
   * @param key what to call it if it is none
   */
  public static StepArguments inner(String key, @Nullable Object value) {
    if (!(value instanceof Map<?, ?> map)) {
      throw new InvalidArgumentException(key, "must be a mapping (key: value)", "");
    }
    Map<String, Object> entries = new LinkedHashMap<>();
    map.forEach((name, entry) -> entries.put(String.valueOf(name), entry));
    return new StepArguments(entries);
  }

  /** Returns a whole number. */
  public Optional<Integer> integer(String key) {
    return text(key)
        .map(text -> {
          try {
            return Integer.valueOf(text.strip().replace("_", ""));
          } catch (NumberFormatException none) {
            throw new InvalidArgumentException(key, "must be a whole number, got: " + text, "");
          }
        });
  }

  /** Returns a duration, as plans write it. */
  public Optional<Duration> duration(String key) {
    return quantity(key, Durations::parse);
  }

  /** Returns whether a key is true; false if there is no such key. */
  public boolean isTrue(String key) {
    return text(key).map(String::strip).filter("true"::equals).isPresent();
  }

  /**
   * Returns a value that is parsed from a text.
   *
   * @param parser throws {@link InvalidTextException} for a text that it does not take
   */
  public <T> Optional<T> quantity(String key, Function<String, T> parser) {
    return text(key)
        .map(text -> {
          try {
            return parser.apply(text);
          } catch (InvalidTextException wrong) {
            throw new InvalidArgumentException(key, wrong.problem(), wrong.fix());
          }
        });
  }
}
