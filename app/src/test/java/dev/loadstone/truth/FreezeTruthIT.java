package dev.loadstone.truth;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server that freezes for a fifth of the time: with evenly spaced arrivals a fifth of the
 * response times is spread evenly from nothing to the length of the freeze, whatever limits the
 * plan sets.
 */
class FreezeTruthIT {
  private static final String TRUTH =
      """
      default: {service: {law: constant, value: 1ms}}
      freeze: {every: 2s, for: 400ms}
      """;
  private static final double FREEZE = 0.4;
  private static final double SHARE = 0.2;

  /**
   * The most that 400 requests of 1 ms can wait for one another on 16 connections after a freeze,
   * in seconds.
   */
  private static final double BACKLOG = 0.03;

  @TempDir Path folder;

  @Test
  void responseTime_withoutLimits_isThatOfTheArrivals() throws IOException {
    try (TruthBench bench = new TruthBench(folder, TRUTH)) {
      assertTruth(bench.run(plan("")));
    }
  }

  @Test
  void responseTime_withFewConnections_isThatOfTheArrivals() throws IOException {
    try (TruthBench bench = new TruthBench(folder, TRUTH)) {
      TruthBench.Ran ran = bench.run(plan("http: {maxConnections: 16}"));
      assertTruth(ran);
      assertThat(ran.percentile("service_time", "p90"))
          .isLessThan(ran.percentile("response_time", "p90") / 2);
      assertThat(ran.measure("start_delay_connection", "").get("count").asLong())
          .isGreaterThan(500);
    }
  }

  @Test
  void responseTime_withFewInFlight_isThatOfTheArrivalsAndNotTheGeneratorsFault()
      throws IOException {
    try (TruthBench bench = new TruthBench(folder, TRUTH)) {
      TruthBench.Ran ran = bench.run(plan("").replace("phases:", "maxInFlight: 16, phases:"));
      assertTruth(ran);
      assertThat(ran.measure("start_delay_max_in_flight", "").get("count").asLong())
          .isGreaterThan(500);
    }
  }

  private static String plan(String http) {
    return """
    name: freeze
    target: http://127.0.0.1:1
    %s
    load: {model: open, arrivals: constant, phases: [{rate: 1000/s, for: 6s}]}
    steps:
      - http: GET /plain
    """
        .formatted(http);
  }

  private static void assertTruth(TruthBench.Ran ran) {
    assertThat(ran.result().get("load").get("offered").asLong()).isEqualTo(6_000);
    assertThat(ran.result().get("load").get("completed").asLong()).isEqualTo(6_000);
    assertNear(ran.percentile("response_time", "p90"), quantile(0.90));
    assertNear(ran.percentile("response_time", "p95"), quantile(0.95));
    assertNear(ran.percentile("response_time", "p99"), quantile(0.99));
    assertThat(ran.verdict()).as(ran.result().get("reasons").toString()).isEqualTo("pass");
  }

  private static void assertNear(double seen, double truth) {
    assertThat(seen).isBetween(0.95 * truth, 1.05 * truth + BACKLOG);
  }

  /**
   * Returns the quantile of response times: above 1 − share they rise in a straight line to the
   * length of the freeze.
   */
  private static double quantile(double q) {
    return FREEZE * (q - (1 - SHARE)) / SHARE;
  }
}
