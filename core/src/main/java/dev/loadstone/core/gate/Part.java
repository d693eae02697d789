package dev.loadstone.core.gate;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a gate is made of. */
public enum Part {
  /** The thresholds of the runs' own plan. */
  THRESHOLDS,
  /** Whether the runs are worse than others. */
  BASELINE,
  /** Whether their figures have got worse over the runs before them. */
  CHANGES;

  /** Returns the name on the command line and in documents, for example {@code baseline}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns the part of a name. */
  public static Optional<Part> of(String label) {
    return Arrays.stream(values()).filter(part -> part.label().equals(label)).findFirst();
  }

  /** Returns all names. */
  public static List<String> labels() {
    return Arrays.stream(values()).map(Part::label).toList();
  }
}
