package dev.loadstone.truth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.loadstone.testbed.ledger.ExtraLedger;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the plans of the suite cam find is what the testbed did. */
class CamTruthIT {
  private static final SuitePlans SUITE = SuitePlans.of("cam");
  private static final String ARBITRATE = "POST /api/v1/arbitrate";
  private static final String[] SHORT = {
    "--set=load.warmUp=0s", "--set=load.phases[0].for=4s", "--set=load.drain=60s"
  };

  @TempDir Path folder;

  @Test
  void accuracyAndCost_areThoseOfTheLedger() throws IOException {
    try (TruthBench bench =
        new TruthBench(folder, SUITE.truth("wrongChoices: 2%", "wrongChoices: 20%"))) {
      TruthBench.Ran ran = bench.run(SUITE.resolve("arbitration.yaml"), SHORT);
      ExtraLedger truth = bench.ledger().route(ARBITRATE).extras();

      double right = truth.count("right_choices");
      double all = right + truth.count("wrong_choices");
      double cost = truth.count("cost_microdollars");
      assertThat(ran.observed("recorded{record=right_choice}.mean >= 90%"))
          .isCloseTo(right / all, within(1e-9));
      assertThat(ran.observed("recorded{record=switched}.mean < 10%"))
          .isCloseTo(truth.count("switches") / all, within(1e-9));
      assertThat(ran.observed("recorded{record=cost}.sum / recorded{record=baseline}.sum < 85%"))
          .isCloseTo(cost / truth.count("baseline_microdollars"), within(1e-6));
      assertThat(ran.observed("recorded_time{record=decision}.p95 < 50ms"))
          .isCloseTo(truth.time("decision_time").p95(), within(0.000_05));
    }
  }

  @Test
  void outage_ofTheBestProvider_isSeenAsTheLedgerHasIt() throws IOException {
    String truth = SUITE.truth("outage.yaml");
    try (TruthBench bench = new TruthBench(folder, truth)) {
      TruthBench.Ran ran =
          bench.run(
              SUITE.resolve("failover.yaml"),
              "--set=load.phases[0].for=8s",
              "--set=load.drain=60s");
      ExtraLedger extras = bench.ledger().route(ARBITRATE).extras();

      assertThat(ran.observed("recorded{record=failed_over}.sum > 20"))
          .isEqualTo(extras.time("failover_time").count())
          .isGreaterThan(20);
      assertThat(ran.observed("error_ratio < 0.1%")).isZero();
    }
  }
}
