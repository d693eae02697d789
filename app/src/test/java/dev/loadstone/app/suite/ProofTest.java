package dev.loadstone.app.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.app.suite.Proof.Outcome;
import dev.loadstone.app.suite.Proof.Row;
import dev.loadstone.app.suite.Proof.Seen;
import dev.loadstone.core.verdict.Verdict;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a threshold counts as proven, and how that is told. */
final class ProofTest {
  private static final Suite SUITE =
      new Suite(
          "shop",
          "",
          Path.of("suite.yaml"),
          Optional.empty(),
          Map.of(),
          Map.of(),
          List.of(),
          List.of(),
          List.of());

  private static Seen seen(Verdict verdict, double percent) {
    return new Seen(verdict, percent / 100, percent + " %", 1);
  }

  private static Row row(Optional<String> tier, String threshold, String defect, Seen... seen) {
    return new Row(
        "load",
        tier,
        threshold,
        Optional.of(defect).filter(name -> !name.isEmpty()),
        seen.length > 0 ? Optional.of(seen[0]) : Optional.empty(),
        seen.length > 1 ? Optional.of(seen[1]) : Optional.empty());
  }

  private static Row row(Seen... seen) {
    return row(Optional.empty(), "error_ratio < 1%", "errors", seen);
  }

  @ParameterizedTest
  @CsvSource({
    "PASS,FAIL,PROVEN",
    "WARN,FAIL,PROVEN",
    "FAIL,FAIL,MISSED_WITHOUT_DEFECT",
    "FAIL,PASS,MISSED_WITHOUT_DEFECT",
    "PASS,PASS,MET_IN_SPITE_OF_DEFECT",
    "PASS,WARN,MET_IN_SPITE_OF_DEFECT",
    "INVALID,FAIL,COULD_NOT_BE_JUDGED",
    "INCONCLUSIVE,FAIL,COULD_NOT_BE_JUDGED",
    "PASS,INVALID,COULD_NOT_BE_JUDGED",
    "PASS,INCONCLUSIVE,COULD_NOT_BE_JUDGED",
  })
  void outcome_restsOnBothRuns(Verdict healthy, Verdict defective, Outcome outcome) {
    assertThat(row(seen(healthy, 0), seen(defective, 50)).outcome()).isEqualTo(outcome);
  }

  @Test
  void outcome_ofAThresholdWithoutDefectOrRunOrData_isNotProven() {
    assertThat(row(Optional.empty(), "error_ratio < 1%", "").outcome())
        .isEqualTo(Outcome.NO_DEFECT_NAMES_IT);
    assertThat(row(seen(Verdict.PASS, 0)).outcome()).isEqualTo(Outcome.COULD_NOT_BE_JUDGED);
    assertThat(row(seen(Verdict.PASS, 0), seen(Verdict.FAIL, Double.NaN)).outcome())
        .isEqualTo(Outcome.COULD_NOT_BE_JUDGED);
  }

  private static Proof proof() {
    return new Proof(
        SUITE,
        List.of(
            row(seen(Verdict.PASS, 0), seen(Verdict.FAIL, 50)),
            row(Optional.of("gold"), "error_ratio < 1%", ""),
            row(
                Optional.empty(),
                "error_ratio over 1s < 2%",
                "errors",
                seen(Verdict.PASS, 0),
                seen(Verdict.FAIL, 50)),
            row(
                Optional.empty(),
                "error_ratio over 1s < 2%",
                "storm",
                seen(Verdict.PASS, 0),
                new Seen(Verdict.PASS, 0.01, "1.0 %", 2))),
        false,
        false);
  }

  @Test
  void proof_inWords_hasTheTableAndWhatIsMissing() {
    assertThat(ProofText.plain(proof()))
        .isEqualTo(
            """

            Thresholds, and the defects under which they fail
              Plan  Threshold                 Healthy      Defect  Under the defect    Proof
              load  error_ratio < 1%          0.0 %, pass  errors  50.0 %, fail        proven
              load  gold: error_ratio < 1%    –            –       –                   no defect names it
              load  error_ratio over 1s < 2%  0.0 %, pass  errors  50.0 %, fail        proven
              load  error_ratio over 1s < 2%  0.0 %, pass  storm   1.0 %, pass, run 2  met in spite of defect

            Not proven
              load: gold: error_ratio < 1%: no defect names it
              load: error_ratio over 1s < 2%: met in spite of defect (storm)

            1 of 3 thresholds proven.
            """);
    assertThat(ProofText.markdown(proof()))
        .startsWith(
            """
            # shop: gates that can fail

            1 of 3 thresholds proven.

            ## Thresholds, and the defects under which they fail

            | Plan | Threshold | Healthy | Defect | Under the defect | Proof |
            |---|---|---|---|---|---|
            | load | error_ratio < 1% | 0.0 %, pass | errors | 50.0 %, fail | proven |
            """)
        .endsWith(
            """

            ## Not proven

            - load: gold: error_ratio < 1%: no defect names it
            - load: error_ratio over 1s < 2%: met in spite of defect (storm)
            """);
  }

  @Test
  void proof_asJson_hasEveryRow() {
    assertThat(ProofJson.of(proof()))
        .startsWith(
            """
            {
              "suite" : "shop",
              "thresholds" : 3,
              "proven" : 1,
              "rows" : [ {
                "plan" : "load",
                "threshold" : "error_ratio < 1%",
                "healthy" : {
                  "verdict" : "pass",
                  "value" : 0.0,
                  "observed" : "0.0 %",
                  "run" : 1
                },
                "defect" : "errors",
                "defective" : {
                  "verdict" : "fail",
                  "value" : 0.5,
                  "observed" : "50.0 %",
                  "run" : 1
                },
                "proof" : "proven"
              }, {
                "plan" : "load",
                "tier" : "gold",
                "threshold" : "error_ratio < 1%",
                "proof" : "no defect names it"
              }, {
            """);
  }
}
