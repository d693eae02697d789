package dev.loadstone.core.finding;

import dev.loadstone.core.quantity.Durations;
import dev.loadstone.core.quantity.Rates;
import dev.loadstone.core.quantity.Ratios;
import java.time.Duration;
import java.util.Locale;

/** Figures in sentences. */
final class Text {
  private Text() {}

  static String seconds(double seconds) {
    return Durations.human(seconds);
  }

  /** Returns how long something went on: from a minute on in whole seconds. */
  static String length(double seconds) {
    return seconds < 60
        ? seconds(seconds)
        : Durations.format(Duration.ofSeconds(Math.round(seconds)));
  }

  static String rate(double perSecond) {
    return Rates.human(perSecond);
  }

  static String ratio(double ratio) {
    return Ratios.human(ratio);
  }

  static String count(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  /** Returns a level of the load with its unit. */
  static String level(double level, boolean users) {
    return users ? count(Math.round(level)) + " users" : rate(level);
  }

  /** Returns a factor, for example {@code 3.2 times}. */
  static String times(double factor) {
    return Durations.significant(factor) + " times";
  }

  /** Returns a moment of a run, for example {@code second 12}. */
  static String second(double at) {
    return "second " + Math.round(at);
  }
}
