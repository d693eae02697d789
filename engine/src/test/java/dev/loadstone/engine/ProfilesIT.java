package dev.loadstone.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.core.launch.EffectivePlan;
import dev.loadstone.core.plan.Plan;
import dev.loadstone.core.plan.yaml.PlanReader;
import dev.loadstone.core.plan.yaml.ReadOptions;
import dev.loadstone.core.profile.Profile;
import dev.loadstone.core.profile.ProfileEvent;
import dev.loadstone.core.profile.ProfiledFunction;
import dev.loadstone.core.result.RunResult;
import dev.loadstone.core.result.Warning;
import dev.loadstone.core.run.RunEnd;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class ProfilesIT {
  private static final double SECOND = 1e9;

  private static RunResult run(String profiles) throws Exception {
    return test(profiles).run();
  }

  private static LoadTest test(String profiles) {
    String text =
        """
        name: profiled
        load: {phases: [{rate: 20/s, for: 3s}]}
        steps: [{lab: echo}]
        profiles: [%s]
        """
            .formatted(profiles);
    Plan plan = new PlanReader().read("plan.yaml", text, ReadOptions.NONE);
    return LoadTest.of(new EffectivePlan(plan, text, Optional.empty()));
  }

  @Test
  void profile_atATime_isOfThatTime() throws Exception {
    RunResult result = run("{jvm: x, at: 1s, for: 500ms, events: [alloc, cpu]}");
    assertThat(result.profiles())
        .extracting(Profile::event)
        .containsExactly(ProfileEvent.CPU, ProfileEvent.ALLOC);
    Profile profile = result.profiles().getFirst();
    assertThat(profile.why()).isEqualTo("at 1s");
    assertThat(profile.tool()).isEqualTo("lab");
    assertThat(profile.startNanos() / SECOND).isBetween(1.0, 1.4);
    assertThat((profile.endNanos() - profile.startNanos()) / SECOND).isBetween(0.5, 0.9);
    assertThat(profile.page()).isEqualTo("profiles/profile-cpu-1s.html");
    assertThat(profile.functions())
        .containsExactly(
            new ProfiledFunction("burn", 0.9, 0.9), new ProfiledFunction("main", 0.1, 1));
  }

  @Test
  void profile_ofTheWholeRun_lastsAsLong() throws Exception {
    Profile profile = run("{jvm: x, when: always}").profiles().getFirst();
    assertThat(profile.startNanos() / SECOND).isLessThan(0.5);
    assertThat(profile.endNanos() / SECOND).isBetween(2.9, 4.5);
  }

  @Test
  void profile_thatIsRefused_isNamedAndTheLoadGoesOn() throws Exception {
    RunResult result = run("{jvm: none, at: 1s}, {jvm: x, at: 1m, name: late}");
    assertThat(result.load().completed()).isEqualTo(60);
    assertThat(result.warnings().stream().filter(Warning.NotProfiled.class::isInstance))
        .extracting(Warning::message)
        .containsExactlyInAnyOrder(
            "The profile profile could not be taken at second 1: there is no such process.",
            "The profile late could not be taken at second 3: the run ended before.");
    assertThat(result.profiles()).noneMatch(Profile::isTaken);
  }

  @Test
  void threshold_thatIsMissedOverAWindow_hasAProfileBegin() throws Exception {
    Profile profile =
        run("{jvm: x, when: missed, for: 500ms}]\n" + "thresholds: [achieved_rate over 1s > 1000/s")
            .profiles()
            .getFirst();
    assertThat(profile.why()).isEqualTo("missed: achieved_rate over 1s > 1000/s");
    assertThat(profile.startNanos() / SECOND).isBetween(0.9, 2.2);
  }

  @Test
  void profile_thatIsAskedFor_isTakenEachTimeButNotWhileItGoesOn() throws Exception {
    WatchedRun run = test("{jvm: x, when: asked, for: 500ms}").start();
    assertThat(run.offersProfiles()).isTrue();
    for (int i = 0; i < 3; i++) {
      run.profile();
      run.profile();
      TimeUnit.MILLISECONDS.sleep(800);
    }
    RunResult result = run.await();

    assertThat(result.profiles()).hasSize(3).allMatch(Profile::isTaken);
    assertThat(result.profiles()).extracting(Profile::why).containsOnly("asked for");
    assertThat(result.profiles()).extracting(Profile::page).doesNotHaveDuplicates();
  }

  @Test
  void run_withoutProfilesToAskFor_offersNone() throws Exception {
    WatchedRun run = test("{jvm: x, at: 1m}").start();
    assertThat(run.offersProfiles()).isFalse();
    run.profile();
    run.stop(RunEnd.Reason.INTERRUPTED, "");
    assertThat(run.await().profiles()).noneMatch(Profile::isTaken);
  }

  @Test
  void trigger_thatIsNeverSeen_hasNoProfile() throws Exception {
    RunResult result = run("{jvm: x, when: slower}");
    assertThat(result.profiles()).isEmpty();
    assertThat(result.warnings()).noneMatch(Warning.NotProfiled.class::isInstance);
  }
}
