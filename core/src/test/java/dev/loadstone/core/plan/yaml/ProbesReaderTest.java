package dev.loadstone.core.plan.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.measure.ProbeSeries;
import dev.loadstone.core.measure.ProbeSeries.Unit;
import dev.loadstone.core.plan.Plan;
import dev.loadstone.core.plan.PlanProbe;
import dev.loadstone.core.verdict.Threshold;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ProbesReaderTest {
  private static String plan(String rest) {
    return """
    name: x
    target: http://127.0.0.1
    load: {phases: [{rate: 5/s, for: 10s}]}
    steps: [{http: /x}]
    """
        + rest;
  }

  @Test
  void probe_withEveryKey_isRead() {
    Plan plan =
        PlanFixture.read(
            plan(
                """
                credentials: {key: {env: KEY}}
                probes:
                  - gauge: [level, flow]
                    token: "${credentials.key}"
                    dials: [{width: 3}]
                    name: tank
                  - {gauge: depth}
                """),
            ReadOptions.NONE.withEnvironment(Map.of("KEY", "secret")));
    PlanProbe tank = plan.probes().getFirst();
    assertThat(tank.name()).isEqualTo("tank");
    assertThat(tank.kind()).isEqualTo("gauge");
    assertThat(tank.options().entries().keySet()).containsExactly("gauge", "token", "dials");
    assertThat(tank.series())
        .containsExactly(
            new ProbeSeries("tank_level", Unit.BYTES, "The gauge level."),
            new ProbeSeries("tank_flow", Unit.BYTES, "The gauge flow."));
    assertThat(plan.probes().get(1).name()).isEqualTo("gauge");
    assertThat(plan.probes().get(1).series().getFirst().name()).isEqualTo("gauge_depth");
  }

  @Test
  void threshold_onASeries_hasItsUnit() {
    Threshold threshold =
        PlanFixture.read(
                plan("probes: [{gauge: level, name: tank}]\nthresholds: [tank_level.max < 5MB]"))
            .thresholds()
            .getFirst();
    assertThat(threshold.measure()).isEqualTo(Measure.PROBE_SERIES);
    assertThat(threshold.series()).map(ProbeSeries::name).contains("tank_level");
    assertThat(threshold.subject()).isEqualTo("tank_level");
    assertThat(threshold.unit()).isEqualTo("bytes");
    assertThat(threshold.limit()).isEqualTo(5e6);
  }

  @Test
  void threshold_onASeriesOfNoProbe_namesTheNearest() {
    assertThat(
            PlanFixture.problems(
                plan("probes: [{gauge: level, name: tank}]\nthresholds: [tank_levle.max < 5MB]")))
        .singleElement()
        .asString()
        .contains("must name a known measure, got: tank_levle. Did you mean tank_level?");
  }

  @Test
  void kind_unknown_namesTheKnownOnes() {
    assertThat(PlanFixture.problems(plan("probes: [{guage: level}]")))
        .singleElement()
        .asString()
        .contains("must have the key of a kind of probe, got: guage. Did you mean gauge?");
  }

  @Test
  void name_ofAnotherProbe_isAProblem() {
    assertThat(PlanFixture.problems(plan("probes: [{gauge: a}, {gauge: b}]")))
        .singleElement()
        .asString()
        .contains("must have a name of its own, got: gauge, which another probe has");
  }

  @Test
  void name_withOtherLetters_isAProblem() {
    assertThat(PlanFixture.problems(plan("probes: [{gauge: a, name: My-Tank}]")))
        .singleElement()
        .asString()
        .contains(
            "must have a name of lower-case letters, digits and underscores, got: My-Tank."
                + " It stands before the names of the series.");
  }

  @Test
  void series_namedLikeAMeasure_isAProblem() {
    assertThat(PlanFixture.problems(plan("probes: [{gauge: time, name: response}]")))
        .singleElement()
        .asString()
        .contains("must give series with names of their own, got: response_time");
  }

  @Test
  void options_thatTheKindRefuses_areAProblemAtTheirPlace() {
    assertThat(PlanFixture.problems(plan("probes: [{gauge: broken}]")))
        .singleElement()
        .asString()
        .contains("probes[0].gauge must not be broken. Mend it.");
  }

  @Test
  void limits_ofSeriesInBytes_areThoseOfTheSeries() {
    PlanProbe probe =
        PlanFixture.read(
                plan("probes: [{gauge: [level, used_bytes], limits: {used_bytes: 512MB}}]"))
            .probes()
            .getFirst();
    assertThat(probe.series())
        .extracting(ProbeSeries::limit)
        .containsExactly(OptionalDouble.empty(), OptionalDouble.of(512e6));
    assertThat(probe.options().entries().keySet()).containsExactly("gauge");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {used_byte: 5MB}    | probes[0].limits.used_byte must be the limit of a series in bytes, got: used_byte. Did you mean used_bytes?
          {level: 5MB}        | probes[0].limits.level must be the limit of a series in bytes, got: level. Use one of: used_bytes.
          {used_bytes: 0B}    | probes[0].limits.used_bytes must be more than nothing, got: 0B. Write it as 512MB.
          {used_bytes: much}  | probes[0].limits.used_bytes must be
          """)
  void limits_thatCannotBe_areProblemsAtTheirPlace(String limits, String problem) {
    assertThat(
            PlanFixture.problems(
                plan("probes: [{gauge: [level, used_bytes], limits: " + limits + "}]")))
        .singleElement()
        .asString()
        .contains(problem);
  }

  @Test
  void limits_ofAProbeWithoutMemory_areAProblem() {
    assertThat(PlanFixture.problems(plan("probes: [{gauge: level, limits: {level: 5MB}}]")))
        .singleElement()
        .asString()
        .contains("The probe has none whose name ends in _bytes.");
  }

  @Test
  void options_knownOnlyInTheRun_areAProblem() {
    assertThat(PlanFixture.problems(plan("probes: [{gauge: a, token: \"${random.uuid}\"}]")))
        .singleElement()
        .asString()
        .contains("must have only values that are known before the run");
  }
}
