package dev.loadstone.monitor.machine;

import dev.loadstone.core.probe.Probe;
import dev.loadstone.monitor.machine.MachineFiles.Ticks;
import dev.loadstone.monitor.machine.Resource.Series;
import dev.loadstone.monitor.reading.CounterRates;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/** What a machine is doing. */
final class MachineProbe implements Probe {
  private final MachineFiles files;
  private final List<Resource> resources;
  private final LongSupplier clock;
  private final CounterRates counters = new CounterRates();
  private Ticks last = new Ticks(Double.NaN, Double.NaN, Double.NaN, Double.NaN);

  /**
   * Creates a probe.
   *
   * @param resources that are to be looked at
   * @param clock in nanoseconds
   */
  MachineProbe(MachineFiles files, List<Resource> resources, LongSupplier clock) {
    this.files = files;
    this.resources = List.copyOf(resources);
    this.clock = clock;
  }

  @Override
  public Map<String, Double> sample() {
    Map<String, Double> values = new HashMap<>();
    Map<String, Double> totals = new HashMap<>();
    for (Resource resource : resources) {
      switch (resource) {
        case CPU -> cpu(values);
        case MEMORY -> values.putAll(files.memory());
        case DISK -> totals.putAll(files.disks());
        case NETWORK -> totals.putAll(files.network());
        case PRESSURE -> totals.putAll(files.pressure());
      }
    }
    counters
        .rates(totals, clock.getAsLong())
        .forEach((name, rate) -> {
          if (name.startsWith(MachineFiles.BUSY)) {
            values.merge(Series.DISK_BUSY, rate, Math::max);
          } else {
            values.put(name, rate);
          }
        });
    return values;
  }

  /** Puts the shares of the processor time that passed since the last look. */
  private void cpu(Map<String, Double> values) {
    Ticks now = files.ticks();
    double passed = now.all() - last.all();
    values.put(Series.CPU, (now.used() - last.used()) / passed);
    values.put(Series.CPU_WAIT, (now.waiting() - last.waiting()) / passed);
    values.put(Series.CPU_STEAL, (now.stolen() - last.stolen()) / passed);
    values.put(Series.LOAD, files.load());
    last = now;
  }
}
