package dev.loadstone.monitor.cgroup;

import dev.loadstone.monitor.reading.KernelFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The files of a group of version 1, which has a folder for each controller.
 *
 * <p>Source: Linux, Documentation/admin-guide/cgroup-v1: cpuacct.rst (cpuacct.usage in ns),
 * memory.rst (memory.usage_in_bytes, memory.limit_in_bytes, memory.stat: total_inactive_file,
 * memory.oom_control: oom_kill), pids.rst (pids.current); and scheduler/sched-bwc.rst (cpu.stat:
 * nr_periods, nr_throttled; cpu.cfs_quota_us, cpu.cfs_period_us).
 *
 * @param folders by controller, at least one; copied
 */
record SeparateFiles(Map<String, Path> folders) implements GroupFiles {
  private static final double NANOS = 1e9;

  /** Above this a limit of memory is none: the kernel tells its largest number of whole pages. */
  private static final double UNLIMITED_FROM = 1L << 62;

  SeparateFiles {
    folders = Map.copyOf(folders);
  }

  private Path file(String controller, String name) {
    Path folder = folders.get(controller);
    return folder == null ? Path.of("") : folder.resolve(name);
  }

  @Override
  public boolean areThere() {
    return folders.values().stream().allMatch(Files::isDirectory);
  }

  @Override
  public double processorSeconds() {
    return KernelFiles.number(file("cpuacct", "cpuacct.usage")) / NANOS;
  }

  @Override
  public double periods() {
    return cpu("nr_periods");
  }

  @Override
  public double throttledPeriods() {
    return cpu("nr_throttled");
  }

  private double cpu(String key) {
    return KernelFiles.keyed(file("cpu", "cpu.stat")).getOrDefault(key, Double.NaN);
  }

  @Override
  public double quota() {
    double quota = KernelFiles.number(file("cpu", "cpu.cfs_quota_us"));
    return quota > 0 ? quota / KernelFiles.number(file("cpu", "cpu.cfs_period_us")) : Double.NaN;
  }

  @Override
  public double memoryBytes() {
    double inactive =
        KernelFiles.keyed(file("memory", "memory.stat")).getOrDefault("total_inactive_file", 0.0);
    return KernelFiles.number(file("memory", "memory.usage_in_bytes")) - inactive;
  }

  @Override
  public double memoryBytesMax() {
    double most = KernelFiles.number(file("memory", "memory.limit_in_bytes"));
    return most < UNLIMITED_FROM ? most : Double.NaN;
  }

  @Override
  public double killedForMemory() {
    return KernelFiles.keyed(file("memory", "memory.oom_control"))
        .getOrDefault("oom_kill", Double.NaN);
  }

  @Override
  public double tasks() {
    return KernelFiles.number(file("pids", "pids.current"));
  }

  /** Returns nothing: most kernels count there only what schedulers of storage saw. */
  @Override
  public Map<String, Double> storage() {
    return Map.of();
  }

  /** Returns NaN: version 1 does not tell. */
  @Override
  public double pressureSeconds(String resource) {
    return Double.NaN;
  }

  @Override
  public String toString() {
    return folders.values().stream().sorted().map(Path::toString).collect(Collectors.joining(", "));
  }
}
