package dev.loadstone.app.log;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** How an event is written in a log: as one line. */
public enum LogFormat {
  /** Time, level, message. */
  TEXT {
    @Override
    String line(Instant at, Map<String, String> context, LogEvent event) {
      return String.format(
          Locale.ROOT,
          "%s %-5s %s",
          at.truncatedTo(ChronoUnit.MILLIS),
          event.level(),
          Lines.visible(event.message()));
    }
  },
  /** A JSON object with the fields of the Elastic Common Schema. */
  ECS {
    @Override
    String line(Instant at, Map<String, String> context, LogEvent event) {
      return EcsLine.of(at, context, event);
    }
  };

  /**
   * Returns the line.
   *
   * @param context what all events have in common now: fields by name
   * @return without a line break, neither in it nor at its end
   */
  abstract String line(Instant at, Map<String, String> context, LogEvent event);

  /** Returns the name on the command line. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns the format of a name. */
  public static Optional<LogFormat> of(String label) {
    return Arrays.stream(values()).filter(format -> format.label().equals(label)).findFirst();
  }

  /** Returns the names of all. */
  public static List<String> labels() {
    return Arrays.stream(values()).map(LogFormat::label).toList();
  }
}
