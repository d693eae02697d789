package dev.loadstone.monitor.cgroup;

import java.util.Map;

/** The kernel's files of a control group. What they do not tell is NaN, or is left out. */
interface GroupFiles {
  /** Returns whether the group is there. */
  boolean areThere();

  /** Returns the processor time that it used so far, in seconds. */
  double processorSeconds();

  /** Returns how many periods with a limit of processor time have passed. */
  double periods();

  /** Returns in how many of them the group was stopped at its limit. */
  double throttledPeriods();

  /** Returns how many processors' time it may have. */
  double quota();

  /** Returns its memory in bytes, without file pages that nobody used for a while. */
  double memoryBytes();

  /** Returns the most bytes of memory that it may have. */
  double memoryBytesMax();

  /** Returns how many of its processes were killed for want of memory. */
  double killedForMemory();

  /** Returns how many processes and threads it has. */
  double tasks();

  /** Returns the bytes that went from and to storage so far, by the names of their series. */
  Map<String, Double> storage();

  /** Returns for how many seconds some task waited for a resource so far. */
  double pressureSeconds(String resource);
}
