package dev.loadstone.core.plan.yaml;

import static dev.loadstone.core.plan.yaml.PlanFixture.load;
import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.core.plan.Arrivals;
import dev.loadstone.core.plan.Load;
import dev.loadstone.core.plan.Load.Model;
import dev.loadstone.core.plan.Phase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class LoadReaderTest {
  private static Duration seconds(double seconds) {
    return Duration.ofNanos(Math.round(seconds * 1e9));
  }

  @Test
  void read_rates_areAnOpenWorkload() {
    Load load =
        load(
            "{warmUp: 5s, phases: [{from: 0, to: 200/s, for: 30s, steps: 5}, {rate: 200/s, for: 2m,"
                + " name: hold}], maxInFlight: 7, drain: 3s}");
    assertThat(load)
        .isEqualTo(
            new Load(
                Model.OPEN,
                new Arrivals.Constant(),
                seconds(5),
                List.of(
                    new Phase("ramp-1", 0, 200, 5, seconds(30)),
                    new Phase("hold", 200, 200, 0, seconds(120))),
                7,
                seconds(3)));
  }

  @Test
  void read_users_areAClosedWorkload() {
    Load load = load("{phases: [{from: 0, to: 50, for: 10s}, {users: 50, for: 60s}]}");
    assertThat(load.model()).isEqualTo(Model.CLOSED);
    assertThat(load.phases())
        .containsExactly(
            new Phase("ramp-1", 0, 50, 0, seconds(10)),
            new Phase("steady-2", 50, 50, 0, seconds(60)));
    assertThat(load.drain()).isEqualTo(Load.DRAIN_DEFAULT);
  }

  @ParameterizedTest
  @CsvSource({"constant", "poisson", "gamma(cv=2)", "gamma(2)", "' gamma( cv = 2 ) '"})
  void read_arrivals_areOneOfTheKinds(String text) {
    Arrivals arrivals =
        load("{arrivals: '" + text + "', phases: [{rate: 1/s, for: 1s}]}").arrivals();
    Arrivals expected =
        switch (text) {
          case "constant" -> new Arrivals.Constant();
          case "poisson" -> new Arrivals.Poisson();
          default -> new Arrivals.Gamma(2);
        };
    assertThat(arrivals).isEqualTo(expected);
  }

  @Test
  void read_trace_isNanoseconds(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("a.csv"), "offset\n0\n0.25\n0.25\n\n1.5\n");
    ReadOptions options = ReadOptions.NONE.withBaseDirectory(folder);
    assertThat(load("{arrivals: trace(a.csv)}", options))
        .returns(Model.OPEN, Load::model)
        .returns(
            new Arrivals.Trace("a.csv", List.of(0L, 250_000_000L, 250_000_000L, 1_500_000_000L)),
            Load::arrivals)
        .returns(List.of(), Load::phases);
    assertThat(load("{arrivals: trace(a.csv)}", options.withScale(0.1)).arrivals())
        .isEqualTo(
            new Arrivals.Trace("a.csv", List.of(0L, 25_000_000L, 25_000_000L, 150_000_000L)));
  }

  @Test
  void read_trace_isAPhaseForThresholds(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("a.csv"), "0\n");
    String plan =
        PlanFixture.withLoad("{arrivals: trace(a.csv)}")
            + "thresholds: [\"error_ratio{phase=trace} < 1%\"]\n";
    assertThat(PlanFixture.read(plan, ReadOptions.NONE.withBaseDirectory(folder)).thresholds())
        .hasSize(1);
  }

  @Test
  void read_scaled_shortensWarmUpAndPhasesOnly() {
    Load load =
        load(
            "{warmUp: 10s, phases: [{rate: 5/s, for: 1m}], drain: 10s}",
            ReadOptions.NONE.withScale(0.1));
    assertThat(load.warmUp()).isEqualTo(seconds(1));
    assertThat(load.phases()).containsExactly(new Phase("steady-1", 5, 5, 0, seconds(6)));
    assertThat(load.drain()).isEqualTo(seconds(10));
  }

  @Test
  void read_scaledBelowANanosecond_keepsALength() {
    Load load = load("{phases: [{rate: 5/s, for: 1ns}]}", ReadOptions.NONE.withScale(0.1));
    assertThat(load.duration()).isEqualTo(Duration.ofNanos(1));
  }

  @ParameterizedTest
  @CsvSource({"baseline, 10, 30", "moderate, 50, 60", "heavy, 100, 90"})
  void profile_ofTheDaily_rampsInATenthAndHolds(String profile, int users, int length) {
    Load load = load("{profile: " + profile + "}");
    assertThat(load.model()).isEqualTo(Model.CLOSED);
    assertThat(load.phases())
        .containsExactly(
            new Phase("ramp-up", 0, users, 0, seconds(length * 0.1)),
            new Phase("steady", users, users, 0, seconds(length * 0.9)));
  }

  @Test
  void profile_stress_rampsUpAndDown() {
    assertThat(load("{profile: stress, rate: 400/s, for: 100s}"))
        .returns(Model.OPEN, Load::model)
        .returns(
            List.of(
                new Phase("ramp-up", 0, 400, 0, seconds(25)),
                new Phase("steady", 400, 400, 0, seconds(50)),
                new Phase("ramp-down", 400, 0, 0, seconds(25))),
            Load::phases);
  }

  @Test
  void profile_spike_risesFromNothingAndLeavesATenth() {
    assertThat(load("{profile: spike, users: 95, for: 100s}").phases())
        .containsExactly(
            new Phase("rise", 0, 95, 0, seconds(5)),
            new Phase("peak", 95, 95, 0, seconds(55)),
            new Phase("fall", 95, 10, 0, seconds(5)),
            new Phase("recovery", 10, 10, 0, seconds(35)));
  }

  @Test
  void profile_breakpoint_climbsInTenStairs() {
    assertThat(load("{profile: breakpoint, rate: 1000/s, for: 10m}").phases())
        .containsExactly(new Phase("climb", 0, 1_000, 10, seconds(600)));
  }

  @ParameterizedTest
  @EnumSource(Profile.class)
  void profile_any_takesItsLengthExactly(Profile profile) {
    for (long nanos : new long[] {20, 21, 999_999_999L, 30_000_000_001L}) {
      List<Phase> phases = profile.phases(Model.CLOSED, 7, Duration.ofNanos(nanos));
      assertThat(phases).allMatch(phase -> phase.duration().isPositive());
      assertThat(phases.stream().mapToLong(phase -> phase.duration().toNanos()).sum())
          .isEqualTo(nanos);
    }
  }

  @Test
  void read_settings_mayComeFromTheEnvironment() {
    Load load =
        load(
            "{phases: [{users: \"${USERS:-5}\", for: \"${LENGTH}\"}]}",
            ReadOptions.NONE.withEnvironment(Map.of("LENGTH", "3s")));
    assertThat(load.phases()).containsExactly(new Phase("steady-1", 5, 5, 0, seconds(3)));
  }
}
