package dev.loadstone.monitor.process;

import dev.loadstone.core.document.Shape;
import dev.loadstone.core.measure.ProbeSeries;
import dev.loadstone.core.measure.ProbeSeries.Unit;
import dev.loadstone.core.probe.Probe;
import dev.loadstone.core.probe.ProbeException;
import dev.loadstone.core.probe.ProbeKind;
import dev.loadstone.core.step.InvalidArgumentException;
import dev.loadstone.core.step.StepArguments;
import dev.loadstone.core.step.Types;
import java.nio.file.Path;
import java.util.List;

/** {@code process}: processes of this machine, by the id of one or by their command lines. */
public final class ProcessKind implements ProbeKind {
  static final String CPU_RATIO = "cpu_ratio";
  static final String MEMORY_BYTES = "memory_bytes";
  static final String THREADS = "threads";
  static final String DESCRIPTORS = "descriptors";
  static final String PROCESSES = "processes";
  static final String READ = "read_bytes_per_second";
  static final String WRITE = "write_bytes_per_second";

  private static final Path PROC = Path.of("/proc");

  /** Creates the kind. */
  public ProcessKind() {}

  @Override
  public String name() {
    return "process";
  }

  @Override
  public Shape shape() {
    return Shape.of("process")
        .requiring(
            "process",
            Types.TEXT,
            "The id of a process, or a regular expression that is found in the command lines of"
                + " all that are meant.")
        .with(
            "children",
            Types.TRUTH,
            "Whether the processes that these started are meant too; false if left out.");
  }

  @Override
  public void check(StepArguments options) {
    selection(options);
  }

  private static Selection selection(StepArguments options) {
    return Selection.parse(options.text("process").orElse(""))
        .withChildren(options.isTrue("children"));
  }

  @Override
  public List<ProbeSeries> series(StepArguments options) {
    return List.of(
        new ProbeSeries(
            CPU_RATIO, Unit.RATIO, "Processor time as a share of all processors of the machine."),
        new ProbeSeries(MEMORY_BYTES, Unit.BYTES, "Memory that is in RAM (RSS)."),
        new ProbeSeries(THREADS, Unit.NUMBER, "Threads."),
        new ProbeSeries(DESCRIPTORS, Unit.NUMBER, "Open file descriptors."),
        new ProbeSeries(PROCESSES, Unit.NUMBER, "Processes."),
        new ProbeSeries(READ, Unit.BYTES_PER_SECOND, "What was read from storage."),
        new ProbeSeries(WRITE, Unit.BYTES_PER_SECOND, "What was written to storage."));
  }

  /**
   * Returns a probe.
   *
   * @throws ProbeException if there is no such process, or the system has no procfs
   * @throws InvalidArgumentException if the text is neither an id nor a regular expression
   */
  @Override
  public Probe open(StepArguments options) throws ProbeException {
    ProcessFiles files = new ProcessFiles(PROC);
    ProcessProbe probe =
        new ProcessProbe(files, selection(options), files.processors(), System::nanoTime);
    probe.requireAny();
    return probe;
  }
}
