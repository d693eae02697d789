package dev.loadstone.monitor.jvm;

import dev.loadstone.core.probe.ProbeException;
import dev.loadstone.core.profile.ProfileEvent;
import dev.loadstone.core.profile.ProfileException;
import dev.loadstone.core.profile.ProfileSource;
import dev.loadstone.core.profile.Profiler;
import dev.loadstone.core.step.InvalidArgumentException;
import dev.loadstone.monitor.reading.Processes;
import java.time.Duration;
import java.util.Set;

/**
 * Profiles of Java virtual machines of this machine: by async-profiler, or where that cannot run by
 * the machine's own flight recorder.
 */
public final class JvmProfiler implements Profiler {
  /** A way to sample. */
  interface Way {
    /** Begins to sample in a process. */
    Recording start(long id, Set<ProfileEvent> events, Duration longest)
        throws ProfileException, ProbeException, InterruptedException;
  }

  private final Way first;
  private final Way second;

  /** Creates the profiler. */
  public JvmProfiler() {
    this(AsyncRecording::start, FlightRecording::start);
  }

  JvmProfiler(Way first, Way second) {
    this.first = first;
    this.second = second;
  }

  @Override
  public ProfileSource source() {
    return ProfileSource.JVM;
  }

  @Override
  public void check(String jvm) {
    if (JvmPlace.parse(jvm) instanceof JvmPlace.Address) {
      throw new InvalidArgumentException(
          "jvm",
          "must be a process of this machine, got: " + jvm,
          "Write its id, or a part of its command line.");
    }
  }

  @Override
  public Recording start(String jvm, Set<ProfileEvent> events, Duration longest)
      throws ProfileException, InterruptedException {
    try {
      long id = process(jvm);
      return start(id, events, longest);
    } catch (ProbeException nothing) {
      throw new ProfileException(String.valueOf(nothing.getMessage()), nothing);
    }
  }

  private Recording start(long id, Set<ProfileEvent> events, Duration longest)
      throws ProfileException, ProbeException, InterruptedException {
    if (id == ProcessHandle.current().pid()) {
      return second.start(id, events, longest); // nothing attaches to itself
    }
    try {
      return first.start(id, events, longest);
    } catch (ProfileException unusable) {
      try {
        return second.start(id, events, longest);
      } catch (ProfileException neither) {
        throw new ProfileException(
            unusable.getMessage() + "; and " + neither.getMessage(), neither);
      }
    }
  }

  private static long process(String jvm) throws ProbeException, ProfileException {
    return switch (JvmPlace.parse(jvm)) {
      case JvmPlace.Id process -> process.id();
      case JvmPlace.Command command -> Processes.only(command.pattern());
      case JvmPlace.Address address ->
          throw new ProfileException(address + " is no process of this machine");
    };
  }
}
