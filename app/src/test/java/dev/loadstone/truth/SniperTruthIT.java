package dev.loadstone.truth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.loadstone.testbed.ledger.ExtraLedger;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The plans of the suite sniper find what the testbed was told to do, as its ledger has it. */
class SniperTruthIT {
  private static final SuitePlans SUITE = SuitePlans.of("sniper");
  private static final String[] SHORT = {
    "--set=load.warmUp=0s",
    "--set=load.phases[0].for=4s",
    "--set=load.phases[0].rate=100/s",
    "--set=load.drain=60s"
  };

  @TempDir Path folder;

  private static String verdict(TruthBench.Ran ran, String expression) {
    return ran.threshold(expression).get("verdict").asText();
  }

  @Test
  void relayThatLeaks_andCheckerThatErrs_areFoundAsTheLedgerHasThem() throws IOException {
    String healthy = "missed: 2%, falseAlarms: 2%}";
    String truth =
        SUITE.truth(healthy, "missed: 40%, falseAlarms: 2%}").replace("dropped: 3%", "leaks: 20%");
    try (TruthBench bench = new TruthBench(folder, truth)) {
      TruthBench.Ran ran = bench.run(SUITE.resolve("flows.yaml"), SHORT);

      ExtraLedger mempool = bench.ledger().route("GET /market/mempool/{bundle}").extras();
      long asked = bench.ledger().route("GET /market/mempool/{bundle}").outcome("ok");
      assertThat(ran.observed("recorded{record=private}"))
          .isCloseTo(1 - (double) mempool.count("seen") / asked, within(1e-9));
      assertThat(verdict(ran, "recorded{record=private}")).isEqualTo("fail");

      ExtraLedger pools = bench.ledger().route("POST /market/pools").extras();
      ExtraLedger checks = bench.ledger().route("POST /market/honeypot").extras();
      double rejected = pools.count("honeypots") - checks.count("missed");
      assertThat(ran.observed("recorded{record=honeypot_rejected}"))
          .isCloseTo(rejected / pools.count("honeypots"), within(1e-9));
      assertThat(verdict(ran, "recorded{record=honeypot_rejected}")).isEqualTo("fail");
      ExtraLedger bundles = bench.ledger().route("POST /market/bundles").extras();
      assertThat(bundles.count("honeypots_bought")).isEqualTo(checks.count("missed")).isPositive();
    }
  }

  @Test
  void feedThatLies_isFoundByWhatPositionsAreSoldFor() throws IOException {
    try (TruthBench bench =
        new TruthBench(
            folder, SUITE.truth("winners: 85%", "winners: 85%\n  feed: {lies: 25%, by: 90%}"))) {
      TruthBench.Ran ran = bench.run(SUITE.resolve("flows.yaml"), SHORT);

      assertThat(bench.ledger().route("GET /market/prices/{token}").extras().count("lies"))
          .isPositive();
      assertThat(verdict(ran, "recorded{record=profit_taken}")).isEqualTo("fail");
    }
  }

  @Test
  void honeypotCheckThatIsSlow_isFoundInItsTimeAndInThatOfTheFlow() throws IOException {
    try (TruthBench bench =
        new TruthBench(
            folder,
            SUITE.truth(
                "check: {law: lognormal, median: 60ms, p99: 200ms}",
                "check: {law: constant, value: 2200ms}"))) {
      TruthBench.Ran ran = bench.run(SUITE.resolve("flows.yaml"), SHORT);

      ExtraLedger checks = bench.ledger().route("POST /market/honeypot").extras();
      assertThat(ran.observed("response_time{step=honeypot}.p95"))
          .isBetween(checks.time("check_time").p95() - 0.001, 3.0);
      assertThat(verdict(ran, "response_time{step=honeypot}.p95")).isEqualTo("fail");
      assertThat(ran.observed("group_time{group=full-flow}.p95")).isGreaterThan(2.2);
    }
  }

  @Test
  void primaryNodeThatRefuses_isFailedOverAsOftenAsTheLedgerHasIt() throws IOException {
    String truth = SUITE.truth("outage.yaml");
    try (TruthBench bench = new TruthBench(folder, truth)) {
      TruthBench.Ran ran =
          bench.run(
              SUITE.resolve("failover.yaml"),
              "--set=load.phases[0].for=5s",
              "--set=load.drain=60s");

      assertThat(ran.observed("recorded{record=failed_over}.count > 20"))
          .isEqualTo(bench.ledger().route("POST /market/rpc/backup").outcome("ok"))
          .isEqualTo(bench.ledger().route("POST /market/rpc/primary").outcome("storm"))
          .isGreaterThan(20);
      assertThat(ran.observed("recorded{record=confirmed}")).isEqualTo(1);
    }
  }
}
