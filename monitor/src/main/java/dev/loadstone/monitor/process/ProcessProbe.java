package dev.loadstone.monitor.process;

import dev.loadstone.core.probe.Probe;
import dev.loadstone.core.probe.ProbeException;
import dev.loadstone.monitor.process.ProcessFiles.Use;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.ToDoubleFunction;

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
    for (long id : selection.children() ? withChildren(candidates()) : candidates()) {
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
      throw unlistable(failed);
    }
  }

  /** Returns processes, what they started, and so on; what started Loadstone is left out. */
  private Set<Long> withChildren(List<Long> roots) throws ProbeException {
    Map<Long, List<Long>> children;
    try {
      children = files.children();
    } catch (IOException failed) {
      throw unlistable(failed);
    }
    Set<Long> all = new HashSet<>(roots);
    Deque<Long> open = new ArrayDeque<>(roots);
    while (!open.isEmpty()) {
      for (long child : children.getOrDefault(open.remove(), List.of())) {
        if (!excluded.contains(child) && all.add(child)) {
          open.add(child);
        }
      }
    }
    return all;
  }

  private static ProbeException unlistable(IOException failed) {
    return new ProbeException("the processes cannot be listed: " + failed.getMessage());
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
      values.put(ProcessKind.CPU_RATIO, risen(found, Use::cpuSeconds) / seconds / processors);
      values.put(ProcessKind.READ, risen(found, Use::readBytes) / seconds);
      values.put(ProcessKind.WRITE, risen(found, Use::writtenBytes) / seconds);
    }
    values.put(ProcessKind.MEMORY_BYTES, sum(found, Use::memoryBytes));
    values.put(ProcessKind.THREADS, sum(found, Use::threads));
    values.put(ProcessKind.DESCRIPTORS, sum(found, Use::descriptors));
    values.put(ProcessKind.PROCESSES, (double) found.size());
    last = found;
    looked = true;
    lookedAt = now;
    return values;
  }

  private static double sum(Map<Long, Use> found, ToDoubleFunction<Use> figure) {
    return found.values().stream().mapToDouble(figure).sum();
  }

  /** Returns what was used since the last look; a process that is new brings all of its own. */
  private double risen(Map<Long, Use> found, ToDoubleFunction<Use> figure) {
    double risen = 0;
    for (Map.Entry<Long, Use> process : found.entrySet()) {
      Use before = last.get(process.getKey());
      double now = figure.applyAsDouble(process.getValue());
      risen +=
          before == null || before.started() != process.getValue().started()
              ? now
              : now - figure.applyAsDouble(before);
    }
    return risen;
  }
}
