package dev.loadstone.core.measure;

import java.util.Arrays;
import java.util.Optional;

/**
 * A series of figures that a probe samples once a second.
 *
 * @param name lower-case letters, digits and underscores, the unit in it: {@code cpu_ratio}, {@code
 *     memory_bytes}; in a run preceded by the name of its probe
 * @param unit of its values
 * @param description what it is, a sentence
 */
public record ProbeSeries(String name, Unit unit, String description) {
  /** Of what values are; it says how limits are written and figures shown. */
  public enum Unit {
    /** A number of something, or a figure whose unit has no place here. */
    NUMBER("number"),
    /** A share of a whole, 1 being all of it; it may exceed 1. */
    RATIO("ratio"),
    /** A time in seconds. */
    SECONDS("s"),
    /** A size in bytes. */
    BYTES("bytes"),
    /** Events per second. */
    RATE("1/s");

    private final String label;

    Unit(String label) {
      this.label = label;
    }

    /** Returns the name in results, for example {@code bytes}. */
    public String label() {
      return label;
    }

    /** Returns the unit of a name. */
    public static Optional<Unit> of(String label) {
      return Arrays.stream(values()).filter(unit -> unit.label.equals(label)).findFirst();
    }
  }

  /** Returns the series as that of a probe: its name preceded by that of the probe. */
  public ProbeSeries of(String probe) {
    return new ProbeSeries(probe + "_" + name, unit, description);
  }
}
