package dev.loadstone.monitor.cgroup;

import dev.loadstone.core.document.Shape;
import dev.loadstone.core.measure.ProbeSeries;
import dev.loadstone.core.measure.ProbeSeries.Unit;
import dev.loadstone.core.probe.Probe;
import dev.loadstone.core.probe.ProbeException;
import dev.loadstone.core.probe.ProbeKind;
import dev.loadstone.core.step.InvalidArgumentException;
import dev.loadstone.core.step.StepArguments;
import dev.loadstone.core.step.Types;
import dev.loadstone.monitor.reading.KernelFiles;
import java.nio.file.Path;
import java.util.List;

/** {@code cgroup}: a control group, such as a container or a unit of systemd. */
public final class CgroupKind implements ProbeKind {
  static final String CPU = "cpu_ratio";
  static final String CPU_QUOTA = "cpu_quota_ratio";
  static final String THROTTLED = "cpu_throttled_ratio";
  static final String MEMORY = "memory_bytes";
  static final String MEMORY_LIMIT = "memory_limit_ratio";
  static final String OOM_KILLS = "oom_kills";
  static final String TASKS = "tasks";
  static final String READ = "read_bytes_per_second";
  static final String WRITE = "write_bytes_per_second";
  static final List<String> PRESSURES = List.of("cpu", "memory", "io");

  private static final Path PROC = Path.of("/proc");

  /** Creates the kind. */
  public CgroupKind() {}

  @Override
  public String name() {
    return "cgroup";
  }

  @Override
  public Shape shape() {
    return Shape.of("cgroup")
        .requiring(
            "cgroup", Types.TEXT, "The path of a control group, or the id of a process in it.");
  }

  @Override
  public void check(StepArguments options) {
    String text = text(options);
    if (text.isEmpty() || List.of(text.split("/", -1)).contains("..")) {
      throw new InvalidArgumentException(
          "cgroup",
          "must be the path of a control group or the id of a process in it, got: "
              + (text.isEmpty() ? "nothing" : text),
          "Write cgroup: /system.slice/shop.service, or cgroup: 4711.");
    }
  }

  private static String text(StepArguments options) {
    return options.text("cgroup").orElse("").strip();
  }

  /** Returns the name of the series of a pressure. */
  static String pressure(String resource) {
    return resource + "_pressure_ratio";
  }

  @Override
  public List<ProbeSeries> series(StepArguments options) {
    return List.of(
        new ProbeSeries(
            CPU, Unit.RATIO, "Processor time as a share of all processors of the machine."),
        new ProbeSeries(CPU_QUOTA, Unit.RATIO, "Processor time as a share of what it may have."),
        new ProbeSeries(THROTTLED, Unit.RATIO, "Periods in which it wanted more than that."),
        new ProbeSeries(MEMORY, Unit.BYTES, "Memory without file pages that can be given back."),
        new ProbeSeries(MEMORY_LIMIT, Unit.RATIO, "The same as a share of what it may have."),
        new ProbeSeries(OOM_KILLS, Unit.NUMBER, "Processes killed for memory since the start."),
        new ProbeSeries(TASKS, Unit.NUMBER, "Processes and threads."),
        new ProbeSeries(READ, Unit.BYTES_PER_SECOND, "What was read from storage."),
        new ProbeSeries(WRITE, Unit.BYTES_PER_SECOND, "What was written to storage."),
        new ProbeSeries(pressure("cpu"), Unit.RATIO, "Time in which tasks waited for processors."),
        new ProbeSeries(pressure("memory"), Unit.RATIO, "Time in which tasks waited for memory."),
        new ProbeSeries(pressure("io"), Unit.RATIO, "Time in which tasks waited for storage."));
  }

  /**
   * Returns a probe.
   *
   * @throws ProbeException if there is no such group
   */
  @Override
  public Probe open(StepArguments options) throws ProbeException {
    GroupFiles files = new CgroupFinder(PROC).find(text(options));
    return new CgroupProbe(files, KernelFiles.processors(PROC), System::nanoTime);
  }
}
