package dev.loadstone.core.plan.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.core.plan.Plan;
import dev.loadstone.core.plan.PlanProfile;
import dev.loadstone.core.plan.dsl.LoadPlan;
import dev.loadstone.core.plan.dsl.PhaseSpec;
import dev.loadstone.core.plan.dsl.ProfileSpec;
import dev.loadstone.core.plan.dsl.Steps;
import dev.loadstone.core.profile.ProfileEvent;
import dev.loadstone.core.profile.ProfileSource;
import dev.loadstone.core.profile.ProfileTrigger;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ProfilesReaderTest {
  private static String plan(String profiles) {
    return """
    name: x
    target: http://127.0.0.1
    load: {phases: [{rate: 5/s, for: 10s}]}
    steps: [{http: /x}]
    profiles: [%s]
    """
        .formatted(profiles);
  }

  @Test
  void profile_withEveryKey_isRead() {
    Plan plan =
        PlanFixture.read(
            plan(
                "{jvm: shop.jar, events: [lock, cpu], at: [2s, 10s], for: 3s, name: shop},"
                    + " {jvm: 4711, when: slower}"));
    assertThat(plan.profiles())
        .containsExactly(
            new PlanProfile(
                "shop",
                ProfileSource.JVM,
                "shop.jar",
                List.of(ProfileEvent.CPU, ProfileEvent.LOCK),
                List.of(Duration.ofSeconds(2), Duration.ofSeconds(10)),
                Optional.empty(),
                Duration.ofSeconds(3)),
            new PlanProfile(
                "profile",
                ProfileSource.JVM,
                "4711",
                List.of(ProfileEvent.CPU),
                List.of(),
                Optional.of(ProfileTrigger.SLOWER),
                Duration.ofSeconds(5)));
  }

  @Test
  void profile_ofNativeCode_isRead() {
    assertThat(PlanFixture.read(plan("{process: nginx, when: asked}")).profiles())
        .containsExactly(
            new PlanProfile(
                "profile",
                ProfileSource.PROCESS,
                "nginx",
                List.of(ProfileEvent.CPU),
                List.of(),
                Optional.of(ProfileTrigger.ASKED),
                Duration.ofSeconds(5)));
  }

  @Test
  void profile_inJava_isTheSame() {
    Plan built =
        LoadPlan.named("x")
            .target("http://127.0.0.1")
            .open(PhaseSpec.rate(5).over(Duration.ofSeconds(10)))
            .scenario("x", scenario -> scenario.step(Steps.http("GET", "/x")))
            .profiles(
                ProfileSpec.profile("shop.jar")
                    .events(ProfileEvent.LOCK, ProfileEvent.CPU)
                    .at(Duration.ofSeconds(2), Duration.ofSeconds(10))
                    .over(Duration.ofSeconds(3))
                    .name("shop"),
                ProfileSpec.profile(4711).when(ProfileTrigger.SLOWER))
            .build();
    Plan read =
        PlanFixture.read(
            plan(
                "{jvm: shop.jar, events: [lock, cpu], at: [2s, 10s], for: 3s, name: shop},"
                    + " {jvm: 4711, when: slower}"));
    assertThat(built.profiles()).isEqualTo(read.profiles());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {at: 1s}                             | profiles[0] must have either 'jvm' or 'process', got neither. Write jvm: 4711, or jvm: shop.jar.
          {jvm: 1}                             | profiles[0] must have either 'at' or 'when', got neither. Write at: 10s, or when: slower.
          {jvm: 1, at: 1s, when: slower}       | profiles[0] must have either 'at' or 'when', got both.
          {jvm: 1, when: slow}                 | profiles[0].when must be one of always, slower, failing, missed, asked, got: slow. Did you mean slower?
          {jvm: 1, process: 1, at: 1s}         | profiles[0] must have either 'jvm' or 'process', got both.
          {process: 1, events: alloc, at: 1s}  | profiles[0].events must be cpu where native code is sampled. Write jvm: instead of process: for allocation and locks of a JVM.
          {jvm: 1, when: missed}               | profiles must have a threshold over a window where when is missed. Write for example response_time.p95 over 10s < 500ms.
          {jvm: 1, at: 1s, events: [cpus]}     | profiles[0].events[0] must be one of cpu, alloc, lock, got: cpus. Did you mean cpu?
          {jvm: 1, at: 1s, for: 1ms}           | profiles[0].for must be from 500ms to 10m, got: 1ms. Write for: 5s.
          {jvm: 1, at: [1s, 3s]}               | profiles[0].at must have times that are at least 5s apart, got: 1s and 3s.
          {jvm: 1, when: always, for: 3s}      | profiles[0].for must be left out where when is always. It lasts as long as the run.
          {jvm: 1, at: 1s, name: My-Shop}      | must have a name of up to 64 lower-case letters, digits and underscores, got: My-Shop.
          """)
  void profiles_thatCannotBe_areProblemsAtTheirPlace(String profile, String problem) {
    assertThat(PlanFixture.problems(plan(profile)))
        .anySatisfy(one -> assertThat(one.toString()).contains(problem));
  }

  @Test
  void name_ofAnotherProfile_isAProblem() {
    assertThat(PlanFixture.problems(plan("{jvm: 1, at: 1s}, {jvm: 2, at: 1s}")))
        .singleElement()
        .asString()
        .contains("must have a name of its own, got: profile, which another profile has");
  }
}
