package dev.loadstone.truth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.loadstone.testbed.ledger.TimeSummary;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One worker with exponential service under Poisson arrivals at 70 % of its capacity: an M/M/1
 * queue.
 */
class QueueTruthIT {
  private static final double RATE = 140;
  private static final double CAPACITY = 200;

  private static final String TRUTH =
      "default: {service: {law: exponential, mean: 5ms}, workers: 1, queue: 100000}";

  @TempDir Path folder;

  /**
   * Lets a testbed be loaded and compiled before it counts: what it needs before it has read a
   * request is not in its ledger, and at this load every wait is followed by three times as much.
   */
  @BeforeAll
  static void warmUp(@TempDir Path warm) throws IOException {
    try (TruthBench bench = new TruthBench(warm, TRUTH)) {
      bench.run(plan("3s"));
    }
  }

  private static String plan(String length) {
    return """
    name: queue
    target: http://127.0.0.1:1
    load: {model: open, arrivals: poisson, phases: [{rate: 140/s, for: %s}]}
    steps:
      - http: GET /plain
    """
        .formatted(length);
  }

  @Test
  void responseTime_ofOneWorker_isThatOfTheLedgerAndNearTheory() throws IOException {
    try (TruthBench bench = new TruthBench(folder, TRUTH)) {
      TruthBench.Ran ran = bench.run(plan("10s"));
      TimeSummary ledger = bench.ledger().route("GET /plain").total();
      double mean = ran.measure("response_time", "").get("mean").asDouble();
      double p95 = ran.percentile("response_time", "p95");
      assertThat(mean).isCloseTo(ledger.mean(), within(0.05 * ledger.mean() + 0.0005));
      assertThat(p95).isCloseTo(ledger.p95(), within(0.05 * ledger.p95() + 0.0005));
      assertThat(mean)
          .as("theory; 10 s of a queue are a small sample")
          .isBetween(0.6 / (CAPACITY - RATE), 1.7 / (CAPACITY - RATE));
    }
  }
}
