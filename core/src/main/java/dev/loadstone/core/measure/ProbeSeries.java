package dev.loadstone.core.measure;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * A series of figures that a probe samples once a second.
 *
 * @param name lower-case letters, digits and underscores, the unit in it: {@code cpu_ratio}, {@code
 *     memory_bytes}; in a run preceded by the name of its probe
 * @param unit of its values
 * @param description what it is, a sentence
 * @param limit what it must not come to, in its unit, where the plan says so
 */
public record ProbeSeries(String name, Unit unit, String description, OptionalDouble limit) {
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
    /** A growth in bytes per hour. */
    BYTES_PER_HOUR("bytes/h"),
    /** A data rate in bytes per second. */
    BYTES_PER_SECOND("bytes/s"),
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

  private static final String BYTES_END = "_bytes";
  private static final String GROWTH_END = "_growth";
  private static final String PER_OPERATION_END = "_growth_per_operation";

  /** Creates a series without a limit. */
  public ProbeSeries(String name, Unit unit, String description) {
    this(name, unit, description, OptionalDouble.empty());
  }

  /** Returns whether this is memory, of which is said whether it grows without end. */
  public boolean isMemory() {
    return unit == Unit.BYTES && name.endsWith(BYTES_END);
  }

  /**
   * Returns what is known of a series in bytes besides its values, if it is one whose name ends in
   * {@code _bytes}: how it grows by the hour, {@code target_memory_growth}, and by operations,
   * {@code target_memory_growth_per_operation}.
   */
  public List<ProbeSeries> growths() {
    if (!isMemory()) {
      return List.of();
    }
    String stem = name.substring(0, name.length() - BYTES_END.length());
    return List.of(
        new ProbeSeries(stem + GROWTH_END, Unit.BYTES_PER_HOUR, "By how much " + name + " grows."),
        new ProbeSeries(
            stem + PER_OPERATION_END, Unit.BYTES, "By how much " + name + " grows an operation."));
  }

  /** Returns the name of the series whose growth this is; empty if it is none. */
  public Optional<String> grown() {
    return Stream.of(PER_OPERATION_END, GROWTH_END)
        .filter(name::endsWith)
        .findFirst()
        .map(end -> name.substring(0, name.length() - end.length()) + BYTES_END);
  }

  /** Returns the series as that of a probe: its name preceded by that of the probe. */
  public ProbeSeries of(String probe) {
    return new ProbeSeries(probe + "_" + name, unit, description, limit);
  }

  /** Returns the series with a limit, in its unit. */
  public ProbeSeries limitedTo(double most) {
    return new ProbeSeries(name, unit, description, OptionalDouble.of(most));
  }
}
