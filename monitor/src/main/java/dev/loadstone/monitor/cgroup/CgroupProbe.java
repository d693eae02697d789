package dev.loadstone.monitor.cgroup;

import dev.loadstone.core.probe.Probe;
import dev.loadstone.core.probe.ProbeException;
import dev.loadstone.monitor.reading.CounterRates;
import dev.loadstone.monitor.reading.KernelFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * What a control group uses. A controller that the group does not have gives no values.
 *
 * <p>Source: Linux, Documentation/admin-guide/cgroup-v2.rst: cpu.stat (usage_usec, nr_periods,
 * nr_throttled), cpu.max (quota and period in µs), memory.current, memory.max, memory.stat
 * (inactive_file), memory.events (oom_kill), pids.current, io.stat (rbytes, wbytes of each device),
 * *.pressure.
 */
final class CgroupProbe implements Probe {
  private static final double MICROS = 1e6;
  private static final String PERIODS = "periods";
  private static final String THROTTLED_PERIODS = "throttled periods";

  private final Path folder;
  private final int processors;
  private final LongSupplier clock;
  private final CounterRates counters = new CounterRates();
  private double killedBefore = Double.NaN;

  /**
   * Creates a probe.
   *
   * @param folder of the group
   * @param processors of the machine
   * @param clock in nanoseconds
   */
  CgroupProbe(Path folder, int processors, LongSupplier clock) {
    this.folder = folder;
    this.processors = processors;
    this.clock = clock;
  }

  @Override
  public Map<String, Double> sample() throws ProbeException {
    if (!Files.isReadable(folder.resolve("cpu.stat"))) {
      counters.reset();
      throw new ProbeException("the control group " + folder + " is gone");
    }
    Map<String, Double> totals = new HashMap<>();
    cpuTotals(totals);
    storageTotals(totals);
    for (String resource : CgroupKind.PRESSURES) {
      double waited = KernelFiles.pressureSeconds(folder.resolve(resource + ".pressure"));
      totals.put(CgroupKind.pressure(resource), waited);
    }
    Map<String, Double> values = new HashMap<>(counters.rates(totals, clock.getAsLong()));
    cpu(values);
    memory(values);
    values.put(CgroupKind.TASKS, KernelFiles.number(folder.resolve("pids.current")));
    return values;
  }

  private void cpuTotals(Map<String, Double> totals) {
    Map<String, Double> stat = KernelFiles.keyed(folder.resolve("cpu.stat"));
    totals.put(CgroupKind.CPU, stat.getOrDefault("usage_usec", Double.NaN) / MICROS);
    totals.put(PERIODS, stat.getOrDefault("nr_periods", Double.NaN));
    totals.put(THROTTLED_PERIODS, stat.getOrDefault("nr_throttled", Double.NaN));
  }

  /** Adds what all devices together read and wrote. */
  private void storageTotals(Map<String, Double> totals) {
    if (!Files.isReadable(folder.resolve("io.stat"))) {
      return;
    }
    double read = 0;
    double written = 0;
    for (String line : KernelFiles.lines(folder.resolve("io.stat"))) {
      for (String word : line.split(" ", -1)) {
        int equals = word.indexOf('=');
        if (word.startsWith("rbytes=")) {
          read += KernelFiles.number(word.substring(equals + 1));
        } else if (word.startsWith("wbytes=")) {
          written += KernelFiles.number(word.substring(equals + 1));
        }
      }
    }
    totals.put(CgroupKind.READ, read);
    totals.put(CgroupKind.WRITE, written);
  }

  /** Turns processors in use into shares, and counts of periods into one. */
  private void cpu(Map<String, Double> values) {
    Double used = values.get(CgroupKind.CPU);
    if (used != null) {
      values.put(CgroupKind.CPU, used / processors);
      values.put(CgroupKind.CPU_QUOTA, used / quota());
    }
    Double periods = values.remove(PERIODS);
    Double throttled = values.remove(THROTTLED_PERIODS);
    if (periods != null && throttled != null && periods > 0) {
      values.put(CgroupKind.THROTTLED, throttled / periods);
    }
  }

  /** Returns how many processors the group may have; NaN if there is no limit. */
  private double quota() {
    List<String> lines = KernelFiles.lines(folder.resolve("cpu.max"));
    String[] words = lines.isEmpty() ? new String[0] : KernelFiles.words(lines.getFirst());
    return words.length < 2
        ? Double.NaN
        : KernelFiles.number(words[0]) / KernelFiles.number(words[1]);
  }

  private void memory(Map<String, Double> values) {
    double inactive =
        KernelFiles.keyed(folder.resolve("memory.stat")).getOrDefault("inactive_file", 0.0);
    double memory = KernelFiles.number(folder.resolve("memory.current")) - inactive;
    values.put(CgroupKind.MEMORY, memory);
    values.put(CgroupKind.MEMORY_LIMIT, memory / KernelFiles.number(folder.resolve("memory.max")));
    double killed =
        KernelFiles.keyed(folder.resolve("memory.events")).getOrDefault("oom_kill", Double.NaN);
    killedBefore = Double.isNaN(killedBefore) ? killed : killedBefore;
    values.put(CgroupKind.OOM_KILLS, killed - killedBefore);
  }
}
