package dev.loadstone.monitor.process;

import dev.loadstone.core.probe.Probe;
import dev.loadstone.core.probe.ProbeException;
import dev.loadstone.monitor.process.ProcessFiles.Use;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * The sum of what some processes use. Those meant by their command lines are looked for anew at
 * each look, so that one that is started again goes on in the same series; Loadstone itself and
 * what started it are never among them.
 */
final class ProcessProbe implements Probe {
  private static final double NANOS = 1e9;

  private final ProcessFiles files;
  private final Selection selection;
  private final int processors;
  private final LongSupplier clock;
  private final Set<Long> excluded = new HashSet<>();
  private Map<Long, Use> last = Map.of();
  private boolean looked;
  private long lookedAt;

  /**
   * Creates a probe.
   *
   * @param processors of the machine
   * @param clock in nanoseconds
   */
  ProcessProbe(ProcessFiles files, Selection selection, int processors, LongSupplier clock) {
    this.files = files;
    this.selection = selection;
    this.processors = processors;
    this.clock = clock;
    for (ProcessHandle own = ProcessHandle.current();
        own != null;
        own = own.parent().orElse(null)) {
      excluded.add(own.pid());
    }
  }

  /** Looks whether there is a process. */
  void requireAny() throws ProbeException {
    find();
  }

  private Map<Long, Use> find() throws ProbeException {
    Map<Long, Use> found = new HashMap<>();
    for (long id : candidates()) {
      files.use(id).ifPresent(use -> found.put(id, use));
    }
    if (found.isEmpty()) {
      throw new ProbeException("there is no process with " + selection);
    }
    return found;
  }

  private List<Long> candidates() throws ProbeException {
    if (selection.isById()) {
      return List.of(selection.id());
    }
    try {
      return files.ids().stream()
          .filter(id -> !excluded.contains(id))
          .filter(id -> selection.command().test(files.command(id)))
          .toList();
    } catch (IOException failed) {
      throw new ProbeException("the processes cannot be listed: " + failed.getMessage());
    }
  }

  @Override
  public Map<String, Double> sample() throws ProbeException {
    Map<Long, Use> found;
    try {
      found = find();
    } catch (ProbeException gone) {
      looked = false;
      throw gone;
    }
    long now = clock.getAsLong();
    double seconds = (now - lookedAt) / NANOS;
    Map<String, Double> values = new HashMap<>();
    if (looked && seconds > 0) {
      values.put(ProcessKind.CPU_RATIO, cpuSeconds(found) / seconds / processors);
    }
    values.put(
        ProcessKind.MEMORY_BYTES, found.values().stream().mapToDouble(Use::memoryBytes).sum());
    values.put(ProcessKind.THREADS, found.values().stream().mapToDouble(Use::threads).sum());
    values.put(
        ProcessKind.DESCRIPTORS, found.values().stream().mapToDouble(Use::descriptors).sum());
    last = found;
    looked = true;
    lookedAt = now;
    return values;
  }

  /** Returns the processor time since the last look; a process that is new brings all of its. */
  private double cpuSeconds(Map<Long, Use> found) {
    double seconds = 0;
    for (Map.Entry<Long, Use> process : found.entrySet()) {
      Use before = last.get(process.getKey());
      double cpu = process.getValue().cpuSeconds();
      seconds +=
          before == null || before.started() != process.getValue().started()
              ? cpu
              : cpu - before.cpuSeconds();
    }
    return seconds;
  }
}
