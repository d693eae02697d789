package dev.loadstone.core.plan;

import dev.loadstone.core.profile.ProfileEvent;
import dev.loadstone.core.profile.ProfileSource;
import dev.loadstone.core.profile.ProfileTrigger;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A profile that a plan asks for.
 *
 * @param name unique in the plan
 * @param source of what kind the process is
 * @param process the id of a process of this machine, or a regular expression that is found in its
 *     command line
 * @param events at least one, in the order of the enumeration
 * @param at times from the start of the run, rising; empty if there is a trigger
 * @param when what else has it begin; empty if there are times
 * @param length how long to sample each time
 */
public record PlanProfile(
    String name,
    ProfileSource source,
    String process,
    List<ProfileEvent> events,
    List<Duration> at,
    Optional<ProfileTrigger> when,
    Duration length) {
  /** Copies the lists. */
  public PlanProfile {
    events = List.copyOf(events);
    at = List.copyOf(at);
  }
}
