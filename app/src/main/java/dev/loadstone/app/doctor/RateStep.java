package dev.loadstone.app.doctor;

import dev.loadstone.core.quantity.Durations;
import dev.loadstone.core.result.LoadSummary;
import dev.loadstone.core.result.RunResult;
import dev.loadstone.core.result.Warning;
import dev.loadstone.core.run.RunEnd;
import java.util.Locale;

/**
 * A short run at one rate, and whether it was honest: the generator is healthy by its own judgement
 * and warns of nothing, the rate was achieved within {@value #RATE_MISSED_MAX}, and 99 % of the
 * requests started within {@value #START_DELAY_MAX} s of their time.
 *
 * @param rate requests per second that were asked for
 * @param processorRatio processor time of the generator as a share of all processors
 * @param fault why it was not honest, a sentence; empty if it was
 */
record RateStep(double rate, double processorRatio, String fault) {
  static final double RATE_MISSED_MAX = 0.001;
  static final double START_DELAY_MAX = 0.001;

  /** Judges a run. */
  static RateStep of(double rate, RunResult result) {
    return new RateStep(rate, result.generator().cpuRatio(), faultOf(result));
  }

  /** Returns whether the run was honest. */
  boolean honest() {
    return fault.isEmpty();
  }

  private static String faultOf(RunResult result) {
    LoadSummary load = result.load();
    double delay = result.generator().startDelayP99();
    if (result.end().reason() != RunEnd.Reason.COMPLETED) {
      return "The run did not get to its end.";
    }
    if (!result.warnings().isEmpty()) {
      Warning first = result.warnings().getFirst();
      return first.message();
    }
    if (!result.generator().healthy()) {
      return "The generator was not healthy.";
    }
    if (!(load.completed() >= load.offered() * (1 - RATE_MISSED_MAX))) {
      return String.format(
          Locale.ROOT, "Only %,d of %,d requests were answered.", load.completed(), load.offered());
    }
    if (!(load.achievedRate() >= load.offeredRate() * (1 - RATE_MISSED_MAX))) {
      return String.format(
          Locale.ROOT,
          "Only %,.0f/s of %,.0f/s were achieved.",
          load.achievedRate(),
          load.offeredRate());
    }
    return delay <= START_DELAY_MAX
        ? ""
        : "1 % of the requests started " + Durations.human(delay) + " late or more.";
  }
}
