package dev.loadstone.benchmarks.finding;

import dev.loadstone.core.finding.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Something that is injected, and what is to be found then.
 *
 * @param kind of the finding; the folder of its plan and truths has its label as name
 * @param way how it is injected
 */
public record Condition(Kind kind, Way way) {
  /** How a condition is injected. */
  enum Way {
    /** The testbed has it from the beginning. */
    FROM_THE_BEGINNING,
    /** The testbed has it from {@link ConditionRuns#MIDWAY} of the run on. */
    MIDWAY,
    /** The generator is stopped then. */
    STOPPED_GENERATOR
  }

  /** Returns all conditions. */
  public static List<Condition> all() {
    return List.of(
        testbed(Kind.SATURATION),
        testbed(Kind.BREAKING),
        testbed(Kind.OVERLOAD),
        testbed(Kind.SLOW_RECOVERY),
        testbed(Kind.DEGRADATION),
        testbed(Kind.MEMORY_GROWTH),
        testbed(Kind.ERROR_ONSET),
        testbed(Kind.OUTAGE),
        testbed(Kind.ERRORS),
        testbed(Kind.RATE_LIMITED),
        new Condition(Kind.CLIFF, Way.MIDWAY),
        testbed(Kind.PERIODIC_STALLS),
        testbed(Kind.WARM_UP),
        testbed(Kind.QUEUEING),
        testbed(Kind.CONNECTION_LIMIT),
        testbed(Kind.SLOW_TAIL),
        testbed(Kind.UNFAIR_TENANTS),
        testbed(Kind.BIMODAL),
        testbed(Kind.FAKE_STREAMING),
        testbed(Kind.BROKEN_STREAMS),
        testbed(Kind.CONNECTION_CHURN),
        new Condition(Kind.GENERATOR_LIMIT, Way.STOPPED_GENERATOR));
  }

  private static Condition testbed(Kind kind) {
    return new Condition(kind, Way.FROM_THE_BEGINNING);
  }

  /** Returns the file of its plan, below the folder of all conditions. */
  Path plan(Path folder) {
    return folder.resolve(kind.label()).resolve("plan.yaml");
  }

  /** Returns what the testbed does in the control run. */
  String healthy(Path folder) throws IOException {
    return Files.readString(folder.resolve(kind.label()).resolve("healthy.yaml"));
  }

  /** Returns what the testbed does with the condition. */
  String injected(Path folder) throws IOException {
    return Files.readString(folder.resolve(kind.label()).resolve("injected.yaml"));
  }
}
