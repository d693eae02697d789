package dev.loadstone.truth;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loadstone.testbed.ledger.RouteLedger;
import dev.loadstone.testbed.ledger.TimeSummary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the plans of the suite sergas find is what the testbed did. */
class SergasTruthIT {
  private static final SuitePlans SUITE = SuitePlans.of("sergas");
  private static final String AG_UI = "POST /agent/{id}";
  private static final String WORKFLOW = "POST /api/copilotkit";

  @TempDir Path folder;

  private static TruthBench.Ran run(TruthBench bench, String plan, String... more)
      throws IOException {
    List<String> options =
        new ArrayList<>(List.of("--set=load.phases[0].for=3s", "--set=load.drain=60s"));
    options.addAll(List.of(more));
    return bench.run(SUITE.resolve(plan), options.toArray(String[]::new));
  }

  @Test
  void latency_ofBothKindsOfEvents_isThatOfTheLedger() throws IOException {
    try (TruthBench bench = new TruthBench(folder, SUITE.truth("truth.yaml"))) {
      TruthBench.Ran ran = run(bench, "latency.yaml", "--set=load.warmUp=0s");

      for (String step : List.of("ag-ui", "workflow")) {
        RouteLedger ledger = bench.ledger().route(step.equals("ag-ui") ? AG_UI : WORKFLOW);
        TimeSummary truth = ledger.extras().time("event_latency");
        JsonNode seen = ran.measure("event_latency", step);
        assertThat(seen.get("count").asLong()).isEqualTo(truth.count());
        assertThat(ran.count("events", Map.of("step", step))).isEqualTo(ledger.stream().frames());
        // whole milliseconds, cut off, make it up to 1 ms longer; the way makes it longer too
        assertThat(seen.get("percentiles").get("p50").asDouble())
            .isBetween(truth.p50() - 0.000_1, truth.p50() + 0.006);
      }
      assertThat(ran.count("events_early", Map.of())).isZero();
    }
  }

  @Test
  void latency_byAClockThatIsAhead_isWithinWhatIsTold() throws IOException {
    try (TruthBench bench = new TruthBench(folder, SUITE.truth("ahead.yaml"))) {
      TruthBench.Ran ran = run(bench, "latency-remote.yaml", "--set=load.warmUp=1s");
      TimeSummary truth = bench.ledger().route(WORKFLOW).extras().time("event_latency");

      assertThat(ran.observed("event_latency.p95 + clock_uncertainty.p50"))
          .isBetween(truth.p95() - 0.002, truth.p95() + 0.06);
      assertThat(ran.percentile("event_latency", "p95")).isLessThan(truth.p95() + 0.01);
    }
  }

  @Test
  void streamsAtTheSameTime_areThoseThatTheLedgerHas() throws IOException {
    try (TruthBench bench = new TruthBench(folder, SUITE.truth("truth.yaml"))) {
      TruthBench.Ran ran = run(bench, "streams.yaml", "--set=load.warmUp=0s");

      long frames =
          bench.ledger().route(AG_UI).stream().frames()
              + bench.ledger().route(WORKFLOW).stream().frames();
      double seconds = ran.result().get("duration").asDouble();
      assertThat(ran.count("events", Map.of())).isEqualTo(frames);
      assertThat(ran.observed("events.rate")).isLessThanOrEqualTo(frames / seconds * 1.001);
      // of fifteen; what ends in the drain counts for the three seconds of the load, too
      assertThat(ran.observed("operation_rate *")).isBetween(5.0, 18.0);
      assertThat(ran.observed("error_ratio")).isZero();
    }
  }

  @Test
  void approvals_areAskedForAndGranted() throws IOException {
    try (TruthBench bench = new TruthBench(folder, SUITE.truth("truth.yaml"))) {
      TruthBench.Ran ran = run(bench, "workflow.yaml", "--set=load.warmUp=0s");

      long asked = bench.ledger().route(AG_UI).stream().interrupts();
      assertThat(ran.count("operations", Map.of("step", "approve", "outcome", "ok")))
          .isPositive()
          .isEqualTo(asked);
      assertThat(ran.count("interrupts", Map.of("step", "workflow")))
          .isEqualTo(bench.ledger().route(WORKFLOW).stream().interrupts());
      TimeSummary truth = bench.ledger().route(WORKFLOW).stream().end();
      JsonNode seen = ran.measure("response_time", "workflow").get("percentiles");
      assertThat(seen.get("p50").asDouble()).isBetween(truth.p50() - 0.001, truth.p50() + 0.1);
    }
  }

  @Test
  void classesOfUsers_areTenToThreeToOne() throws IOException {
    try (TruthBench bench = new TruthBench(folder, SUITE.truth("truth.yaml"))) {
      TruthBench.Ran ran =
          bench.run(
              SUITE.resolve("load.yaml"),
              "--set=load.phases[0].for=1s",
              "--set=load.phases[1].for=5s",
              "--set=load.drain=60s");

      long health = bench.ledger().route("GET /api/copilotkit/health").requests();
      long all = health + bench.ledger().route(WORKFLOW).requests();
      assertThat(ran.count("operations", Map.of())).isEqualTo(all);
      assertThat(health / (double) all).isBetween(0.1, 0.35);
      assertThat(ran.count("streams_cut", Map.of()))
          .isPositive()
          .isEqualTo(ran.count("operations", Map.of("step", "burst", "outcome", "ok")));
    }
  }
}
