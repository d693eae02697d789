package dev.loadstone.engine.profile;

import dev.loadstone.core.plan.PlanProfile;
import dev.loadstone.core.profile.ProfileTrigger;
import dev.loadstone.core.profile.Profiler;
import dev.loadstone.core.profile.TakenProfile;
import dev.loadstone.core.record.IntervalSnapshot;
import dev.loadstone.core.result.MissWatch;
import dev.loadstone.core.run.RunStart;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/** The profiles of a run. All but {@link #begin} and what a person asks is for one thread. */
public final class RunProfiles {
  /** No profiles. */
  public static final RunProfiles NONE = new RunProfiles(List.of(), Optional.empty());

  /** How long the end of a run waits for processes to give away what was sampled. */
  private static final long FAREWELL_NANOS = 15_000_000_000L;

  private final List<ProfileTaker> takers;
  private final Optional<MissWatch> misses;
  private final JumpWatch watch = new JumpWatch();

  private RunProfiles(List<ProfileTaker> takers, Optional<MissWatch> misses) {
    this.takers = List.copyOf(takers);
    this.misses = misses;
  }

  /**
   * Returns the profiles of a plan, each with the first profiler for it on the class path.
   *
   * @param start of the run, whose thresholds may have one begin
   * @param longest how long the run goes on at most
   */
  public static RunProfiles of(List<PlanProfile> planned, RunStart start, Duration longest) {
    if (planned.isEmpty()) {
      return NONE;
    }
    List<Profiler> profilers = Profiler.installed();
    boolean missed =
        planned.stream().anyMatch(one -> one.when().equals(Optional.of(ProfileTrigger.MISSED)));
    return new RunProfiles(
        planned.stream()
            .map(profile ->
                new ProfileTaker(
                    profile,
                    profilers.stream()
                        .filter(profiler -> profiler.source() == profile.source())
                        .findFirst()
                        .orElse(null),
                    longest))
            .toList(),
        missed ? Optional.of(new MissWatch(start)) : Optional.empty());
  }

  /**
   * Begins to wait for what is due.
   *
   * @param clock nanoseconds from the start of the run
   */
  public void begin(LongSupplier clock) {
    takers.forEach(taker -> taker.begin(clock));
  }

  /** Returns whether there are profiles that a person may ask for. */
  public boolean areOffered() {
    return takers.stream().anyMatch(ProfileTaker::isOffered);
  }

  /** Has the profiles begin that a person may ask for, unless they go on. Called by any thread. */
  public void ask() {
    Map<ProfileTrigger, String> asked = Map.of(ProfileTrigger.ASKED, "asked for");
    takers.forEach(taker -> taker.triggered(asked));
  }

  /** Hears of a second of the run. */
  public void heard(IntervalSnapshot interval) {
    if (!takers.isEmpty()) {
      boolean disturbed = takers.stream().anyMatch(taker -> taker.disturbs(interval));
      Map<ProfileTrigger, String> seen = watch.add(interval, disturbed);
      misses
          .flatMap(watched -> watched.add(interval))
          .ifPresent(missed -> seen.put(ProfileTrigger.MISSED, "missed: " + missed));
      takers.forEach(taker -> taker.triggered(seen));
    }
  }

  /**
   * Ends what is still sampled and returns all profiles, in the order in which they began. Costs
   * processor time. Files that are still to be copied are there until {@link #close}.
   */
  public List<TakenProfile> finish() {
    takers.forEach(ProfileTaker::stop);
    long until = System.nanoTime() + FAREWELL_NANOS;
    List<TakenProfile> all = new ArrayList<>();
    try {
      for (ProfileTaker taker : takers) {
        all.addAll(taker.read(until));
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    all.sort(Comparator.comparingLong(taken -> taken.profile().startNanos()));
    return List.copyOf(all);
  }

  /** Gives up what was sampled. */
  public void close() {
    takers.forEach(ProfileTaker::close);
  }
}
