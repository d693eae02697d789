package dev.loadstone.app.log;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Something that happened.
 *
 * @param level how much it matters
 * @param action what it is, a stable word
 * @param message a sentence for a person
 * @param details further fields by their names in the log; texts, and numbers that are finite
 * @param error what went wrong, if it did
 */
public record LogEvent(
    LogLevel level,
    String action,
    String message,
    Map<String, Object> details,
    Optional<Wrong> error) {
  /**
   * What went wrong.
   *
   * @param type its class
   * @param message what it says
   * @param stackTrace where; empty if it is not of this program
   */
  public record Wrong(String type, String message, String stackTrace) {}

  /** Copies the details. */
  public LogEvent {
    details = Collections.unmodifiableMap(new TreeMap<>(details));
  }

  /** Creates an event that is told by its message alone. */
  public LogEvent(LogLevel level, String action, String message) {
    this(level, action, message, Map.of(), Optional.empty());
  }

  /** Returns the event with a text or a number more; a number that is none is left out. */
  public LogEvent with(String name, Object value) {
    if (value instanceof Double number && !Double.isFinite(number)) {
      return this;
    }
    Map<String, Object> more = new TreeMap<>(details);
    more.put(name, value);
    return new LogEvent(level, action, message, more, error);
  }

  /** Returns the event with what went wrong. */
  public LogEvent with(Wrong wrong) {
    return new LogEvent(level, action, message, details, Optional.of(wrong));
  }
}
