package dev.loadstone.truth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.loadstone.testbed.chain.ChainLedger;
import dev.loadstone.testbed.ledger.ExtraLedger;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The plans of the suite sei tell what the testbed's ledger knows. */
class SeiTruthIT {
  private static final SuitePlans SUITE = SuitePlans.of("sei");

  @TempDir Path folder;

  @Test
  void chain_thatOverestimatesAndIsLate_isToldAsTheLedgerHasIt() throws IOException {
    String defect = "estimateFactor: 1.3\n  inclusion: {law: bimodal, a: 0s, b: 500ms, share: 30%}";
    try (TruthBench bench = new TruthBench(folder, SUITE.truth("estimateFactor: 1.05", defect))) {
      TruthBench.Ran ran =
          bench.run(
              SUITE.resolve("chain.yaml"),
              "--set=load.warmUp=0s",
              "--set=load.phases[0].for=5s",
              "--set=scenarios.blocks.load.warmUp=0s",
              "--set=scenarios.blocks.load.phases[0].for=4s");
      ChainLedger chain = bench.chain();

      assertThat(ran.count("gas_used", Map.of())).isEqualTo(chain.gasUsed());
      assertThat(ran.measure("submit_to_receipt", "").get("count").asLong())
          .isEqualTo(chain.included())
          .isGreaterThan(50);
      assertThat(ran.observed("gas_used / gas_estimated")).isCloseTo(1 / 1.3, within(0.001));
      assertThat(ran.observed("next_block_inclusions / inclusions")).isBetween(0.4, 0.85);
      // of ten calls in one transaction nine save its 21,000; a word of data is 512, a call 30,000
      assertThat(ran.observed("1 - gas_used{step=batch-10}"))
          .isCloseTo(0.9 * 21_000 / 52_200, within(0.02));
    }
  }

  @Test
  void swapsAndArbitrage_areToldAsTheLedgerHasThem() throws IOException {
    String defect = "missedArbitrage: 20%\n  gasOverrun: 15%\n  slippage: 0.3%";
    String healthy = SUITE.truth("  missedArbitrage: 1%\n", "");
    String truth =
        healthy
            .replace("  gasOverrun: 2%\n", "")
            .replace("  slippage: 0.1%\n", "  " + defect + "\n")
            .replace("poorRoutes: 1%", "poorRoutes: 30%");
    try (TruthBench bench = new TruthBench(folder, truth)) {
      TruthBench.Ran ran =
          bench.run(
              SUITE.resolve("protocols.yaml"),
              "--set=scenarios.symphony.load={phases: [{rate: 22/s, for: 4s}]}",
              "--set=scenarios.dragonswap.load={phases: [{rate: 5/s, for: 4s}]}",
              "--set=scenarios.yei.load={phases: [{rate: 5/s, for: 4s}]}",
              "--set=scenarios.arbitrage.load={phases: [{rate: 50/s, for: 4s}]}");
      ExtraLedger found = bench.ledger().route("POST /arbitrage/detect").extras();
      ExtraLedger routes = bench.ledger().route("POST /symphony/routes").extras();

      double all = found.count("arbitrage_found") + found.count("arbitrage_missed");
      assertThat(ran.observed("recorded{record=arbitrage_found}.mean"))
          .isCloseTo(found.count("arbitrage_found") / all, within(1e-9))
          .isLessThan(0.95);
      double poor = routes.count("poor_routes");
      assertThat(ran.observed("recorded{record=shortfall}.mean"))
          .isCloseTo(0.017 * poor / (poor + routes.count("best_routes")), within(0.002))
          .isGreaterThan(0.001);
      assertThat(ran.observed("recorded{record=gas}.mean")).isCloseTo(1.15, within(0.001));
      assertThat(ran.observed("recorded{record=slippage}.mean")).isCloseTo(0.003, within(0.0005));
      assertThat(ran.count("operations", Map.of("outcome", "failed"))).isZero();
    }
  }

  @Test
  void memory_thatIsTooSmall_isToldAsTheLedgerHasIt() throws IOException {
    String small = "conversations: 2\n    cache: 1";
    String truth = SUITE.truth("conversations: 20000\n    cache: 5000", small);
    try (TruthBench bench = new TruthBench(folder, truth)) {
      TruthBench.Ran ran =
          bench.run(
              SUITE.resolve("memory.yaml"),
              "--set=load.warmUp=0s",
              "--set=load.phases[0].rate=100/s",
              "--set=load.phases[0].for=4s",
              "--set=scenarios.long-conversation.weight=1");
      ExtraLedger context = bench.ledger().route("GET /memory/{session}/context").extras();
      ExtraLedger added = bench.ledger().route("POST /memory/{session}/messages").extras();

      assertThat(ran.observed("recorded{record=kept}.mean")).isLessThan(0.95);
      assertThat(added.count("evictions")).isPositive();
      // long conversations do not take down whether their contexts were in the cache
      double hits = ran.observed("recorded{record=cache_hit}.mean");
      double hit = context.count("cache_hits");
      assertThat(hits).isCloseTo(hit / (hit + context.count("cache_misses")), within(0.1));
      assertThat(hits).isLessThan(0.8);
    }
  }
}
