package dev.loadstone.core.plan.dsl;

import dev.loadstone.core.quantity.Durations;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.concurrent.TimeUnit;

/**
 * The keys of a mapping with their values, in order.
 *
 * @param values as {@link dev.loadstone.core.document.Documents#of} takes them
 */
record Keys(SequencedMap<String, Object> values) {
  /** No keys. */
  static final Keys NONE = new Keys(new LinkedHashMap<>());

  Keys {
    values = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(values));
  }

  /** Returns these keys with one more, or with another value of it. */
  Keys with(String key, Object value) {
    SequencedMap<String, Object> more = new LinkedHashMap<>(values);
    more.put(key, value);
    return new Keys(more);
  }

  /** Returns these keys with one more item in the list under a key. */
  Keys adding(String key, List<?> items) {
    List<Object> all = new ArrayList<>();
    if (values.get(key) instanceof List<?> list) {
      all.addAll(list);
    }
    all.addAll(items);
    return with(key, Collections.unmodifiableList(all));
  }

  /** Returns these keys with one more entry in the mapping under a key. */
  Keys putting(String key, String name, Object value) {
    SequencedMap<String, Object> all = new LinkedHashMap<>();
    if (values.get(key) instanceof Map<?, ?> map) {
      map.forEach((old, oldValue) -> all.put(String.valueOf(old), oldValue));
    }
    all.put(name, value);
    return with(key, Collections.unmodifiableSequencedMap(all));
  }

  /** Returns a duration as plans write it. */
  static String text(Duration duration) {
    return duration.isNegative()
        ? "-" + Durations.format(duration.negated())
        : Durations.format(duration);
  }

  /**
   * Returns a unit of time as plans write it.
   *
   * @throws IllegalArgumentException if plans have no such unit
   */
  static String text(TimeUnit unit) {
    return switch (unit) {
      case NANOSECONDS -> "ns";
      case MICROSECONDS -> "us";
      case MILLISECONDS -> "ms";
      case SECONDS -> "s";
      default ->
          throw new IllegalArgumentException(
              "unit must be seconds or a part of them, got: " + unit);
    };
  }

  /** Returns a number as plans write it. */
  static String text(double number) {
    return Double.isFinite(number)
        ? new BigDecimal(Double.toString(number)).toPlainString()
        : Double.toString(number);
  }
}
