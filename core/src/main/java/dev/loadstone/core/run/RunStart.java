package dev.loadstone.core.run;

import dev.loadstone.core.measure.ProbeSeries;
import dev.loadstone.core.verdict.Threshold;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What is known of a run when it starts.
 *
 * @param name the plan's name
 * @param description the plan's description; may be empty
 * @param started the wall-clock time of nanosecond 0 of the run
 * @param planHash SHA-256 of the effective plan, in hexadecimal
 * @param planText the effective plan as text, without any secret
 * @param environment facts on generator and machine, by name
 * @param seed of all randomness
 * @param model {@code open}, {@code closed} or {@code mixed}; {@link #UNKNOWN_MODEL} of another
 *     tool's run
 * @param warmUpNanos length of the warm-up, with which the run begins
 * @param durationNanos length of all phases together, without warm-up and drain
 * @param phases in order of their start, the warm-up among them
 * @param thresholds what the run is judged by
 * @param tier the tier whose thresholds are among them
 * @param steps the names of all steps that are operations, in the plan's order
 * @param series what the plan's probes sample, in its order
 */
public record RunStart(
    String name,
    String description,
    Instant started,
    String planHash,
    String planText,
    Map<String, String> environment,
    long seed,
    String model,
    long warmUpNanos,
    long durationNanos,
    List<PhaseWindow> phases,
    List<Threshold> thresholds,
    Optional<String> tier,
    List<String> steps,
    List<ProbeSeries> series) {
  /** The fact of the environment that names the tool whose results these are. */
  public static final String IMPORTED_FROM = "import.tool";

  /** The model of a run of another tool, which does not tell it. */
  public static final String UNKNOWN_MODEL = "unknown";

  /** Copies the collections. */
  public RunStart {
    environment = Collections.unmodifiableMap(new TreeMap<>(environment));
    phases = List.copyOf(phases);
    thresholds = List.copyOf(thresholds);
    steps = List.copyOf(steps);
    series = List.copyOf(series);
  }

  /** Creates the start of a run without probes. */
  public RunStart(
      String name,
      String description,
      Instant started,
      String planHash,
      String planText,
      Map<String, String> environment,
      long seed,
      String model,
      long warmUpNanos,
      long durationNanos,
      List<PhaseWindow> phases,
      List<Threshold> thresholds,
      Optional<String> tier,
      List<String> steps) {
    this(
        name,
        description,
        started,
        planHash,
        planText,
        environment,
        seed,
        model,
        warmUpNanos,
        durationNanos,
        phases,
        thresholds,
        tier,
        steps,
        List.of());
  }

  /** Returns the tool whose results these are; empty if Loadstone made the run itself. */
  public Optional<String> importedFrom() {
    return Optional.ofNullable(environment.get(IMPORTED_FROM));
  }

  /** Returns whether it is known what load was intended: there are arrivals. */
  public boolean hasArrivals() {
    return !model.equals("closed") && !model.equals(UNKNOWN_MODEL);
  }

  /** Returns this with another start time and environment. */
  public RunStart at(Instant time, Map<String, String> facts) {
    return new RunStart(
        name,
        description,
        time,
        planHash,
        planText,
        facts,
        seed,
        model,
        warmUpNanos,
        durationNanos,
        phases,
        thresholds,
        tier,
        steps,
        series);
  }
}
