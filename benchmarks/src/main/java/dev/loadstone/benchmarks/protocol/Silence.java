package dev.loadstone.benchmarks.protocol;

import dev.loadstone.core.plan.Load;
import dev.loadstone.core.plan.Phase;
import dev.loadstone.core.plan.Plan;
import dev.loadstone.core.plan.Scenario;
import dev.loadstone.core.quantity.Durations;
import dev.loadstone.core.schedule.LevelCurve;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A pause between a plan's warm-up and its phases, in which all that the warm-up began comes to its
 * end, so that a ledger begun anew in it knows exactly what the phases begin.
 *
 * <p>A warm-up runs at the level at which the phases begin. So they begin with that level, and fall
 * to nothing at once.
 */
final class Silence {
  /** Longer than anything that an iteration of the examples takes. */
  static final Duration LENGTH = Duration.ofSeconds(8);

  /** How long before its end the ledger is begun anew. */
  static final Duration LEAD = Duration.ofMillis(500);

  private static final Duration FALL = Duration.ofMillis(10);
  private static final String FALL_NAME = "fall";
  private static final String NAME = "silence";

  /** The tags of what is not compared. */
  static final Set<String> PHASES = Set.of("warm-up", FALL_NAME, NAME);

  private Silence() {}

  /** Returns what to set in a plan, each a path and a value. */
  static List<String> overrides(Plan plan) {
    List<String> all = new ArrayList<>();
    plan.load().ifPresent(load -> all.add("load.phases=" + phases(load)));
    for (Scenario scenario : plan.scenarios()) {
      scenario
          .load()
          .ifPresent(
              load -> all.add("scenarios.\"" + scenario.name() + "\".load.phases=" + phases(load)));
    }
    return all;
  }

  private static String phases(Load load) {
    boolean open = load.model() == Load.Model.OPEN;
    double level = LevelCurve.of(load).levelAt(0);
    List<String> phases = new ArrayList<>();
    phases.add(phase(new Phase(FALL_NAME, level, 0, 0, FALL), open));
    phases.add(phase(new Phase(NAME, 0, 0, 0, LENGTH), open));
    load.phases().forEach(phase -> phases.add(phase(phase, open)));
    return phases.toString();
  }

  private static String phase(Phase phase, boolean open) {
    String stairs = phase.steps() > 0 ? ", steps: " + phase.steps() : "";
    return "{name: %s, from: %s, to: %s%s, for: %s}"
        .formatted(
            phase.name(),
            level(phase.from(), open),
            level(phase.to(), open),
            stairs,
            Durations.format(phase.duration()));
  }

  private static String level(double level, boolean open) {
    return BigDecimal.valueOf(level).stripTrailingZeros().toPlainString() + (open ? "/s" : "");
  }
}
