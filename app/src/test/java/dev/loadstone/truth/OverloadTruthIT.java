package dev.loadstone.truth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A target that can do half of what it is offered, and a generator that is asked for more than any
 * machine can.
 */
class OverloadTruthIT {
  @TempDir Path folder;

  @Test
  void achievedRate_ofHalfTheCapacity_isTheCapacityAndTheTargetIsBlamed() throws IOException {
    String truth = "default: {service: {law: constant, value: 10ms}, workers: 1, queue: 100000}";
    String plan =
        """
        name: overload
        target: http://127.0.0.1:1
        load: {model: open, arrivals: constant, drain: 10s, phases: [{rate: 200/s, for: 4s}]}
        steps: [{http: GET /plain}]
        thresholds: [achieved_rate >= 95% of offered]
        """;
    try (TruthBench bench = new TruthBench(folder, truth)) {
      TruthBench.Ran ran = bench.run(plan);
      assertThat(ran.result().get("load").get("offered").asLong()).isEqualTo(800);
      assertThat(ran.result().get("load").get("achieved_rate").asDouble())
          .isCloseTo(100, withinPercentage(5));
      assertThat(ran.verdict()).isEqualTo("fail");
      assertThat(ran.exitCode()).isEqualTo(3);
    }
  }

  @Test
  void verdict_ofAnImpossibleRate_isInvalid() throws IOException {
    String plan =
        """
        name: impossible
        http: {maxConnections: 200}
        target: http://127.0.0.1:1
        load: {model: open, arrivals: constant, drain: 1s, phases: [{rate: 2000000/s, for: 1s}]}
        steps: [{http: GET /plain}]
        """;
    try (TruthBench bench = new TruthBench(folder, "seed: 1")) {
      TruthBench.Ran ran = bench.run(plan);
      assertThat(ran.verdict()).isEqualTo("invalid");
      assertThat(ran.exitCode()).isEqualTo(5);
      var load = ran.result().get("load");
      assertThat(load.get("offered").asLong()).isEqualTo(2_000_000);
      long told =
          load.get("completed").asLong()
              + load.get("failed").asLong()
              + load.get("dropped").asLong()
              + load.get("cancelled").asLong();
      assertThat(told).isEqualTo(2_000_000);
    }
  }
}
