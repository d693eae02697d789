package dev.loadstone.app.selfcheck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.app.selfcheck.Comparison.Source;
import dev.loadstone.app.selfcheck.WakeUps.Noise;
import dev.loadstone.app.trial.ResultSample;
import dev.loadstone.app.trial.Served;
import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.measure.Statistic;
import dev.loadstone.core.measure.Tag;
import dev.loadstone.core.plan.yaml.PlanReader;
import dev.loadstone.core.plan.yaml.ReadOptions;
import dev.loadstone.testbed.truth.Truth;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SelfCheckTest {
  private static final Noise QUIET = quantile -> 0.000_1;
  private static final Map<Statistic, Double> TRUE_TIMES =
      Map.of(Statistic.P50, 0.020_2, Statistic.P90, 0.020_3, Statistic.P99, 0.020_4);

  @Test
  void cases_all_areReadableAndTakeTwentySeconds() {
    assertThat(TruthCase.all()).extracting(TruthCase::name).doesNotHaveDuplicates();
    assertThat(TruthCase.all())
        .allSatisfy(each -> {
          assertThat(Truth.parse(each.name(), each.truth())).isNotEqualTo(Truth.IDEAL);
          assertThat(new PlanReader().read("plan.yaml", each.plan(), ReadOptions.NONE).load())
              .isPresent();
        });
    assertThat(TruthCase.all().stream().mapToInt(TruthCase::seconds).sum()).isEqualTo(20);
  }

  @Test
  void comparisons_ofATrueRun_areAllOk() {
    assertThat(judge(sample().times(Measure.SERVICE_TIME, TRUE_TIMES), QUIET))
        .extracting(SelfCheckTest::line)
        .containsExactly(
            "offered ARITHMETIC OK",
            "operations LEDGER OK",
            "service_time.p50 LEDGER OK",
            "service_time.p90 LEDGER OK",
            "service_time.p99 LEDGER OK",
            "service_time.p50 ARITHMETIC OK",
            "service_time.p99 ARITHMETIC OK");
  }

  @Test
  void comparisons_ofTimesThatAreOffByMore_areOff() {
    assertThat(
            judge(
                sample()
                    .times(
                        Measure.SERVICE_TIME,
                        Map.of(
                            Statistic.P50, 0.020_2, Statistic.P90, 0.021, Statistic.P99, 0.020_4)),
                QUIET))
        .extracting(SelfCheckTest::line)
        .contains("service_time.p50 LEDGER OK", "service_time.p90 LEDGER OFF");
  }

  @Test
  void comparisons_onAnUnsteadyMachine_areInconclusiveWhereItExplainsThem() {
    Map<Statistic, Double> late =
        Map.of(Statistic.P50, 0.020_2, Statistic.P90, 0.021, Statistic.P99, 0.060);
    Noise noise = quantile -> quantile > 0.8 ? 0.002 : 0.000_1;

    assertThat(judge(sample().times(Measure.SERVICE_TIME, late), noise))
        .extracting(SelfCheckTest::line)
        .contains(
            "service_time.p50 LEDGER OK",
            "service_time.p90 LEDGER INCONCLUSIVE",
            "service_time.p99 LEDGER OFF");
  }

  @Test
  void comparisons_ofAStarvedGenerator_areInconclusiveButCountsAreNot() {
    Map<Statistic, Double> late = Map.of(Statistic.P50, 3.0, Statistic.P90, 4.0);
    ResultSample starved =
        new ResultSample().load(5_249, 5_249).times(Measure.SERVICE_TIME, late).unhealthy();

    assertThat(judge(starved, QUIET))
        .extracting(SelfCheckTest::line)
        .containsExactly(
            "offered ARITHMETIC OFF",
            "operations LEDGER OFF",
            "service_time.p50 LEDGER INCONCLUSIVE",
            "service_time.p90 LEDGER INCONCLUSIVE",
            "service_time.p50 ARITHMETIC INCONCLUSIVE");
    assertThat(judge(sample().times(Measure.SERVICE_TIME, late).late(0.001_1, 0.002), QUIET).get(2))
        .extracting(SelfCheckTest::line)
        .isEqualTo("service_time.p50 LEDGER INCONCLUSIVE");
  }

  @Test
  void comparisons_ofARunThatWasCutOff_leaveUnequalCountsOpen() {
    assertThat(judge(new ResultSample().load(5_250, 5_249).cancelled(1), QUIET))
        .extracting(SelfCheckTest::line)
        .containsExactly("offered ARITHMETIC OK", "operations LEDGER INCONCLUSIVE");
  }

  @Test
  void comparisons_afterAStall_areInconclusiveFromP99On() {
    Map<Statistic, Double> late =
        Map.of(Statistic.P50, 0.025, Statistic.P90, 0.025, Statistic.P99, 0.025);

    assertThat(judge(sample().times(Measure.SERVICE_TIME, late).late(0.000_2, 0.01), QUIET))
        .extracting(SelfCheckTest::line)
        .contains("service_time.p90 LEDGER OFF", "service_time.p99 LEDGER INCONCLUSIVE");
  }

  @Test
  void comparisons_ofFailures_areByClass() {
    TruthCase errors = truth("errors");
    Served served =
        new Served(
            3_000,
            Map.of("ok", 2_400L, "status_404", 100L, "status_500", 200L, "status_503", 200L),
            Map.of());
    ResultSample sample =
        new ResultSample()
            .load(3_000, 3_000)
            .operations(Tag.OUTCOME, "ok", 2_400)
            .operations(Tag.ERROR, "not_found", 100)
            .operations(Tag.ERROR, "server_error", 399)
            .operations(Tag.ERROR, "reset", 1);

    assertThat(new CaseJudge(errors, sample.result(), served, QUIET).comparisons())
        .extracting(SelfCheckTest::line)
        .containsExactly(
            "offered ARITHMETIC OK",
            "operations LEDGER OK",
            "operations{ok} LEDGER OK",
            "operations{not_found} LEDGER OK",
            "operations{reset} LEDGER OFF",
            "operations{server_error} LEDGER OFF",
            "operations{truncated} LEDGER OK");
  }

  @Test
  void conclusion_ofEachVerdict_saysWhatToThink() {
    Comparison ok = Comparison.ofCounts("a", "offered", Source.ARITHMETIC, 5, 5, false);
    Comparison open = Comparison.ofTimes("a", "b", Source.LEDGER, 1, 1.2, 0.1, 0.5);
    Comparison off = Comparison.ofCounts("a", "offered", Source.ARITHMETIC, 5, 4, false);

    assertThat(new SelfCheck(List.of(ok, ok), List.of()).conclusion())
        .isEqualTo("All 2 figures are true: they agree with what the testbed really did.");
    assertThat(new SelfCheck(List.of(ok, open), List.of()).conclusion())
        .isEqualTo(
            "1 of 2 figures cannot be judged, the others are true: this machine was too unsteady. Stop what else runs here, and check again.");
    assertThat(new SelfCheck(List.of(off, ok, open), List.of()).conclusion())
        .isEqualTo(
            "1 of 3 figures is off by more than this machine explains. Do not trust this build here; please report it.");
    assertThat(new SelfCheck(List.of(), List.of()).verdict()).isEqualTo(Judgement.INCONCLUSIVE);
  }

  @Test
  void text_ofComparisons_isATable() {
    SelfCheck check =
        new SelfCheck(
            List.of(
                Comparison.ofCounts("constant", "offered", Source.ARITHMETIC, 5_250, 5_250, false),
                Comparison.ofTimes(
                    "constant", "service_time.p50", Source.LEDGER, 0.02, 0.020_15, 0.000_2, 0)),
            List.of("constant: Something was late."));

    assertThat(SelfCheckText.of(check))
        .isEqualTo(
            """
            truth      figure                   by           expected   measured difference    allowed
            constant   offered                  arithmetic      5,250      5,250          0          0  ok
            constant   service_time.p50         ledger        20.0 ms    20.2 ms    +150 µs     200 µs  ok

            constant: Something was late.
            All 2 figures are true: they agree with what the testbed really did.
            """);
  }

  @Test
  void wakeUps_watched_areLateByNoMoreForALowerQuantile() throws InterruptedException {
    WakeUps wakeUps = WakeUps.watchNow();
    Thread.onSpinWait();
    Noise noise = wakeUps.stop();

    assertThat(noise.upTo(0.5)).isNotNegative().isLessThanOrEqualTo(noise.upTo(0.99));
  }

  private static ResultSample sample() {
    return new ResultSample().load(5_250, 5_250);
  }

  private static List<Comparison> judge(ResultSample sample, Noise noise) {
    Served served =
        new Served(
            5_250,
            Map.of("ok", 5_250L),
            Map.of("p50", 0.020_1, "p90", 0.020_2, "p99", 0.020_3, "p99.9", 0.020_4));
    return new CaseJudge(truth("constant"), sample.result(), served, noise).comparisons();
  }

  private static TruthCase truth(String name) {
    return TruthCase.all().stream()
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static String line(Comparison comparison) {
    return comparison.figure() + " " + comparison.source() + " " + comparison.judgement();
  }
}
