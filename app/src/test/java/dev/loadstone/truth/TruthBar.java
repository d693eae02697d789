package dev.loadstone.truth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loadstone.testbed.ledger.TimeSummary;

/**
 * How near to the ledger's times those of a short run must be that shares two event loops with
 * whatever else the machine does.
 */
final class TruthBar {
  /** How far apart they may be on a quiet machine, whatever they are, in seconds. */
  static final double SECONDS = 0.004;

  private static final double SHARE = 0.01;

  /** A tenth of a hundred values is not many: one pause of the machine moves their percentile. */
  private static final double TAIL_SHARE = 0.05;

  private TruthBar() {}

  /** Fails unless the median and the 90th percentile of a measure are near enough. */
  static void assertNear(TruthBench.Ran ran, String measure, TimeSummary truth) {
    assertNear(ran, ran.measure(measure, ""), truth);
  }

  /** Fails unless the median and the 90th percentile of a measure are near enough. */
  static void assertNear(TruthBench.Ran ran, JsonNode measure, TimeSummary truth) {
    double allowed = Math.max(SECONDS, SHARE * truth.p50());
    JsonNode percentiles = measure.get("percentiles");
    String name = measure.get("name").asText();
    assertThat(percentiles.get("p50").asDouble())
        .as(name + " p50")
        .isCloseTo(truth.p50(), within(allowed + disturbance(ran, "p75")));
    assertThat(percentiles.get("p90").asDouble())
        .as(name + " p90")
        .isCloseTo(
            truth.p90(),
            within(Math.max(2 * allowed, TAIL_SHARE * truth.p90()) + disturbance(ran, "p95")));
  }

  /**
   * Returns how much more is allowed because the machine was not quiet, in seconds; 0 if it was.
   */
  private static double disturbance(TruthBench.Ran ran, String percentile) {
    JsonNode delay = ran.measure("start_delay_generator", "");
    JsonNode told = delay.get("percentiles").path(percentile); // absent where there are too few
    double late =
        Math.max(
            delay.get("mean").asDouble(),
            told.isMissingNode() ? delay.get("max").asDouble() : told.asDouble());
    return late <= SECONDS / 4 ? 0 : 2 * late;
  }
}
