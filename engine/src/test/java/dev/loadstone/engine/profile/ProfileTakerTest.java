package dev.loadstone.engine.profile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.core.plan.PlanProfile;
import dev.loadstone.core.profile.FlameGraph;
import dev.loadstone.core.profile.Profile;
import dev.loadstone.core.profile.ProfileEvent;
import dev.loadstone.core.profile.ProfileSource;
import dev.loadstone.core.profile.ProfileTrigger;
import dev.loadstone.core.profile.Profiler;
import dev.loadstone.core.profile.Stacks;
import dev.loadstone.core.profile.TakenProfile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class ProfileTakerTest {
  private static final Duration RUN = Duration.ofSeconds(20);

  /** A process whose profiler does not come back from its second stop until it is let. */
  private static final class Stuck implements Profiler {
    final CountDownLatch stopping = new CountDownLatch(1);
    final CountDownLatch answer = new CountDownLatch(1);
    final CountDownLatch allClosed = new CountDownLatch(2);
    final AtomicInteger started = new AtomicInteger();
    volatile Duration longest = Duration.ZERO;

    @Override
    public ProfileSource source() {
      return ProfileSource.JVM;
    }

    @Override
    public void check(String process) {}

    @Override
    public Recording start(String process, Set<ProfileEvent> events, Duration most) {
      longest = most;
      return new StuckRecording(this, started.incrementAndGet());
    }
  }

  private record StuckRecording(Stuck of, int number) implements Profiler.Recording {
    @Override
    public String tool() {
      return "stuck";
    }

    @Override
    public void stop() {
      if (number == 2) {
        of.stopping.countDown();
        while (of.answer.getCount() > 0) {
          try {
            of.answer.await();
          } catch (InterruptedException ignored) {
            // as a process that has stopped does not care either
          }
        }
      }
    }

    @Override
    public List<FlameGraph> read(String title) {
      return List.of(new FlameGraph(ProfileEvent.CPU, Stacks.parse("main 1\n"), "<p>" + title));
    }

    @Override
    public Optional<Path> file() {
      return Optional.empty();
    }

    @Override
    public void close() {
      of.allClosed.countDown();
    }
  }

  private static ProfileTaker taker(
      Stuck profiler, List<Duration> at, Optional<ProfileTrigger> when) {
    return taker(profiler, at, when, Duration.ofNanos(1));
  }

  private static ProfileTaker taker(
      Stuck profiler, List<Duration> at, Optional<ProfileTrigger> when, Duration length) {
    PlanProfile planned =
        new PlanProfile(
            "stuck", ProfileSource.JVM, "x", List.of(ProfileEvent.CPU), at, when, length);
    return new ProfileTaker(planned, profiler, RUN);
  }

  @Test
  void read_whileTheLastOneHangs_returnsThoseBeforeItAndItsFailure() throws Exception {
    Stuck profiler = new Stuck();
    ProfileTaker taker =
        taker(profiler, List.of(Duration.ZERO, Duration.ofNanos(1)), Optional.empty());
    AtomicInteger now = new AtomicInteger(10);
    taker.begin(now::incrementAndGet);
    profiler.stopping.await();

    List<TakenProfile> profiles = taker.read(System.nanoTime());
    taker.close();

    assertThat(profiles).hasSize(2);
    assertThat(profiles.getFirst().profile().isTaken()).isTrue();
    Profile hanging = profiles.getLast().profile();
    assertThat(hanging.why()).isEqualTo("at 1ns");
    assertThat(hanging.failure()).isEqualTo("the process did not answer in time");
    assertThat(hanging.startNanos()).isGreaterThan(profiles.getFirst().profile().endNanos());
    assertThat(profiler.allClosed.getCount()).as("of two, open").isEqualTo(1);

    profiler.answer.countDown();
    profiler.allClosed.await();
  }

  @Test
  void profile_ofTheWholeRun_isBoundedByTheLongestRun() throws Exception {
    Stuck profiler = new Stuck();
    ProfileTaker taker = taker(profiler, List.of(), Optional.of(ProfileTrigger.ALWAYS));

    assertThat(why(taker, profiler)).isEqualTo("the whole run");
    assertThat(profiler.longest).isBetween(RUN, Duration.ofHours(1));
  }

  @Test
  void profile_longerThanWhatIsLeftOfTheRun_saysThatItWasCut() throws Exception {
    Stuck profiler = new Stuck();
    ProfileTaker taker =
        taker(profiler, List.of(Duration.ofNanos(1)), Optional.empty(), Duration.ofHours(1));

    assertThat(why(taker, profiler)).isEqualTo("at 1ns, cut by the end");
  }

  /** Takes one profile, ends the run, and returns why the profile is said to have been taken. */
  private static String why(ProfileTaker taker, Stuck profiler) throws InterruptedException {
    AtomicLong now = new AtomicLong(10);
    taker.begin(now::incrementAndGet);
    while (profiler.started.get() == 0) {
      Thread.onSpinWait();
    }
    taker.stop();
    List<TakenProfile> profiles = taker.read(System.nanoTime() + RUN.toNanos());
    taker.close();
    return profiles.getFirst().profile().why();
  }
}
