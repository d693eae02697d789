package dev.loadstone.monitor.cgroup;

import dev.loadstone.core.probe.Probe;
import dev.loadstone.core.probe.ProbeException;
import dev.loadstone.monitor.reading.CounterRates;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** What a control group uses. A controller that the group does not have gives no values. */
final class CgroupProbe implements Probe {
  private static final String PERIODS = "periods";
  private static final String THROTTLED_PERIODS = "throttled periods";

  private final GroupFiles files;
  private final int processors;
  private final LongSupplier clock;
  private final CounterRates counters = new CounterRates();
  private double killedBefore = Double.NaN;

  /**
   * Creates a probe.
   *
   * @param files of the group
   * @param processors of the machine
   * @param clock in nanoseconds
   */
  CgroupProbe(GroupFiles files, int processors, LongSupplier clock) {
    this.files = files;
    this.processors = processors;
    this.clock = clock;
  }

  @Override
  public Map<String, Double> sample() throws ProbeException {
    if (!files.areThere()) {
      counters.reset();
      throw new ProbeException("the control group " + files + " is gone");
    }
    Map<String, Double> totals = new HashMap<>(files.storage());
    totals.put(CgroupKind.CPU, files.processorSeconds());
    totals.put(PERIODS, files.periods());
    totals.put(THROTTLED_PERIODS, files.throttledPeriods());
    for (String resource : CgroupKind.PRESSURES) {
      totals.put(CgroupKind.pressure(resource), files.pressureSeconds(resource));
    }
    Map<String, Double> values = new HashMap<>(counters.rates(totals, clock.getAsLong()));
    cpu(values);
    memory(values);
    values.put(CgroupKind.TASKS, files.tasks());
    return values;
  }

  /** Turns processors in use into shares, and counts of periods into one. */
  private void cpu(Map<String, Double> values) {
    Double used = values.get(CgroupKind.CPU);
    if (used != null) {
      values.put(CgroupKind.CPU, used / processors);
      values.put(CgroupKind.CPU_QUOTA, used / files.quota());
    }
    Double periods = values.remove(PERIODS);
    Double throttled = values.remove(THROTTLED_PERIODS);
    if (periods != null && throttled != null && periods > 0) {
      values.put(CgroupKind.THROTTLED, throttled / periods);
    }
  }

  private void memory(Map<String, Double> values) {
    double memory = files.memoryBytes();
    values.put(CgroupKind.MEMORY, memory);
    values.put(CgroupKind.MEMORY_LIMIT, memory / files.memoryBytesMax());
    double killed = files.killedForMemory();
    killedBefore = Double.isNaN(killedBefore) ? killed : killedBefore;
    values.put(CgroupKind.OOM_KILLS, killed - killedBefore);
  }
}
