package dev.loadstone.core.result;

import dev.loadstone.core.profile.Profile;
import dev.loadstone.core.quantity.Decimals;
import dev.loadstone.core.quantity.Durations;
import dev.loadstone.core.quantity.Rates;
import dev.loadstone.core.quantity.Ratios;
import java.util.List;

/** Something about a run that its reader should know. */
public sealed interface Warning {
  /** Returns a stable word for it, for example {@code generator_late}. */
  String code();

  /** Returns a sentence for a person. */
  String message();

  /**
   * Operations started later than intended because the generator was late.
   *
   * @param delayP99 99th percentile of that delay, in seconds
   * @param limit what is still harmless, in seconds
   */
  record GeneratorLate(double delayP99, double limit) implements Warning {
    @Override
    public String code() {
      return "generator_late";
    }

    @Override
    public String message() {
      return "The generator was late: 1 % of operations started "
          + Durations.human(delayP99)
          + " or more after their time ("
          + Durations.human(limit)
          + " is harmless). Use a faster or quieter machine, or a lower rate.";
    }
  }

  /**
   * A person changed the load while the run went on.
   *
   * @param at seconds from the start of the run
   * @param from the level before: arrivals per second or users
   * @param to the level from then on
   * @param open whether the level is a rate
   */
  record LoadChanged(double at, double from, double to, boolean open) implements Warning {
    @Override
    public String code() {
      return "load_changed";
    }

    @Override
    public String message() {
      return "The load was changed by hand at second "
          + Math.round(at)
          + ", from "
          + level(from)
          + " to "
          + level(to)
          + ".";
    }

    private String level(double level) {
      return open ? Rates.human(level) : Decimals.plain(level) + (level == 1 ? " user" : " users");
    }
  }

  /**
   * An event loop stood still.
   *
   * @param at seconds from the start of the run
   * @param lag how long, in seconds
   */
  record GeneratorStalled(double at, double lag) implements Warning {
    @Override
    public String code() {
      return "generator_stalled";
    }

    @Override
    public String message() {
      return "The generator stood still for "
          + Durations.human(lag)
          + " at second "
          + Math.round(at)
          + "; that time is in the response times.";
    }
  }

  /**
   * Event loops were late in most seconds: they had more to do than their processors could, or did
   * not get them.
   *
   * @param lag median over seconds of the latest that a loop was, in seconds
   */
  record GeneratorStarved(double lag) implements Warning {
    @Override
    public String code() {
      return "generator_starved";
    }

    @Override
    public String message() {
      return "The generator could not keep up: in most seconds an event loop was "
          + Durations.human(lag)
          + " late or more. Use a faster or quieter machine, or ask for less.";
    }
  }

  /**
   * An event loop used nearly a whole processor.
   *
   * @param loopCpuRatio median share of one processor
   */
  record GeneratorSaturated(double loopCpuRatio) implements Warning {
    @Override
    public String code() {
      return "generator_saturated";
    }

    @Override
    public String message() {
      return "An event loop of the generator used "
          + Ratios.human(loopCpuRatio)
          + " of a processor: throughput is a lower bound of what the target can do, and times include waiting in the generator.";
    }
  }

  /**
   * Intended iterations were never started.
   *
   * @param count how many
   * @param offered of how many
   * @param cause why
   */
  record Dropped(long count, long offered, String cause) implements Warning {
    @Override
    public String code() {
      return "dropped";
    }

    @Override
    public String message() {
      return count + " of " + offered + " intended iterations were never started: " + cause + ".";
    }
  }

  /**
   * The offered rate was missed through the generator's fault.
   *
   * @param offered intended iterations per second
   * @param started started iterations per second
   */
  record OfferedRateMissed(double offered, double started) implements Warning {
    @Override
    public String code() {
      return "offered_rate_missed";
    }

    @Override
    public String message() {
      return "The generator started "
          + Durations.significant(started)
          + "/s of the "
          + Durations.significant(offered)
          + "/s that the plan asks for.";
    }
  }

  /**
   * Garbage collection took a noticeable part of a second.
   *
   * @param at seconds from the start of the run
   * @param pause seconds within that second
   */
  record GcPause(double at, double pause) implements Warning {
    @Override
    public String code() {
      return "gc_pause";
    }

    @Override
    public String message() {
      return "The generator's garbage collection took "
          + Durations.human(pause)
          + " at second "
          + Math.round(at)
          + ".";
    }
  }

  /**
   * Nearly all file descriptors were in use.
   *
   * @param open how many
   * @param max of how many
   */
  record FileDescriptors(long open, long max) implements Warning {
    @Override
    public String code() {
      return "file_descriptors";
    }

    @Override
    public String message() {
      return open
          + " of "
          + max
          + " file descriptors were in use; raise the limit (ulimit -n) for more connections.";
    }
  }

  /**
   * The generator itself failed somewhere.
   *
   * @param detail what happened
   */
  record DriverFailure(String detail) implements Warning {
    @Override
    public String code() {
      return "driver_failure";
    }

    @Override
    public String message() {
      return "The generator failed: " + detail + ".";
    }
  }

  /**
   * A probe failed, for the first time in the run.
   *
   * @param at seconds from the start of the run
   * @param probe its name
   * @param detail what went wrong
   */
  record ProbeFailed(double at, String probe, String detail) implements Warning {
    @Override
    public String code() {
      return "probe_failed";
    }

    @Override
    public String message() {
      return "The probe "
          + probe
          + " failed at second "
          + Math.round(at)
          + ": "
          + detail
          + ". Seconds in which it failed have no values.";
    }
  }

  /**
   * A profile could not be taken.
   *
   * @param at seconds from the start of the run
   * @param profile its name
   * @param detail why
   */
  record NotProfiled(double at, String profile, String detail) implements Warning {
    private static final double NANOS = 1e9;

    /** Returns the warnings for those of the profiles that could not be taken. */
    static List<NotProfiled> of(List<Profile> profiles) {
      return profiles.stream()
          .filter(profile -> !profile.isTaken())
          .map(profile ->
              new NotProfiled(profile.startNanos() / NANOS, profile.name(), profile.failure()))
          .distinct()
          .toList();
    }

    @Override
    public String code() {
      return "not_profiled";
    }

    @Override
    public String message() {
      return "The profile "
          + profile
          + " could not be taken at second "
          + Math.round(at)
          + ": "
          + detail
          + ".";
    }
  }

  /**
   * Another tool made the run.
   *
   * @param tool its name
   */
  record Imported(String tool) implements Warning {
    @Override
    public String code() {
      return "imported";
    }

    @Override
    public String message() {
      return "These are results of "
          + tool
          + ". Times are as it takes them: from the sending of a request, unless it says otherwise,"
          + " so that a wait before it is in none. How the generator itself fared is not known.";
    }
  }

  /**
   * The run did not go on to its planned end.
   *
   * @param at seconds from the start of the run at which it ended
   * @param planned seconds that it should have taken
   * @param cause why
   */
  record EndedEarly(double at, double planned, String cause) implements Warning {
    @Override
    public String code() {
      return "ended_early";
    }

    @Override
    public String message() {
      return "The run ended after "
          + Durations.human(at)
          + " of "
          + Durations.human(planned)
          + ": "
          + cause
          + ".";
    }
  }
}
