package dev.loadstone.core.record;

import dev.loadstone.core.measure.Measure;

/**
 * What a histogram holds: a measure and the part of the load that it is of. A series of failed
 * operations has the tag {@code outcome}; one of successful operations has not.
 *
 * @param measure a measure of the kind {@link Measure.Kind#TIME}
 * @param tags scenario, step and phase, where they make sense
 */
public record SeriesKey(Measure measure, Tags tags) {
  /** Returns the key as one word, as used for tags of HdrHistogram's log format. */
  public String encoded() {
    return measure.label() + tags.encoded();
  }

  /**
   * Parses what {@link #encoded()} gives.
   *
   * @throws IllegalArgumentException if the word is anything else
   */
  public static SeriesKey parse(String word) {
    int brace = word.indexOf('{');
    String label = brace < 0 ? word : word.substring(0, brace);
    Measure measure =
        Measure.of(label)
            .orElseThrow(() -> new IllegalArgumentException("unknown measure: " + label));
    return new SeriesKey(measure, Tags.parse(brace < 0 ? "" : word.substring(brace)));
  }
}
