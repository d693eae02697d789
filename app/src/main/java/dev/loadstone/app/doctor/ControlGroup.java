package dev.loadstone.app.doctor;

import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * The limits that Linux sets to the processor time of a group of processes, as a container sees its
 * own.
 *
 * <p>Source: Linux, Documentation/admin-guide/cgroup-v2.rst ({@code cpu.max}, {@code cpu.stat}) and
 * Documentation/scheduler/sched-bwc.rst (version 1).
 */
final class ControlGroup {
  private static final String V2 = "sys/fs/cgroup/";
  private static final String V1 = "sys/fs/cgroup/cpu/";
  private static final double MICROS = 1e6;
  private static final double NANOS = 1e9;

  private ControlGroup() {}

  /** Returns how many processors' worth of time there is; empty if that is not limited. */
  static OptionalDouble quota(ProcFiles files) {
    OptionalLong quota = files.number(V2 + "cpu.max", 0);
    OptionalLong period = files.number(V2 + "cpu.max", 1);
    if (quota.isEmpty()) {
      quota = files.number(V1 + "cpu.cfs_quota_us");
      period = files.number(V1 + "cpu.cfs_period_us");
    }
    return quota.isPresent() && quota.getAsLong() > 0 && period.orElse(0) > 0
        ? OptionalDouble.of((double) quota.getAsLong() / period.getAsLong())
        : OptionalDouble.empty();
  }

  /** Returns for how many seconds the group has stood still at its limit; NaN if not known. */
  static double throttled(ProcFiles files) {
    OptionalDouble ofV2 = value(files.lines(V2 + "cpu.stat"), "throttled_usec", MICROS);
    return ofV2.isPresent()
        ? ofV2.getAsDouble()
        : value(files.lines(V1 + "cpu.stat"), "throttled_time", NANOS).orElse(Double.NaN);
  }

  private static OptionalDouble value(List<String> lines, String key, double perSecond) {
    for (String line : lines) {
      List<String> words = ProcFiles.words(line);
      if (words.size() == 2 && words.getFirst().equals(key)) {
        OptionalLong number = ProcFiles.parse(words.getLast());
        return number.isPresent()
            ? OptionalDouble.of(number.getAsLong() / perSecond)
            : OptionalDouble.empty();
      }
    }
    return OptionalDouble.empty();
  }
}
