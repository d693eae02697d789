package dev.loadstone.monitor.reading;

import dev.loadstone.core.probe.ProbeException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Processes of this machine, by their command lines. */
public final class Processes {
  private Processes() {}

  /**
   * Returns the only process with such a command line, except this one and what started it.
   *
   * @throws ProbeException if there is none, or several
   */
  public static long only(Pattern pattern) throws ProbeException {
    Set<Long> excluded = new HashSet<>();
    for (ProcessHandle own = ProcessHandle.current();
        own != null;
        own = own.parent().orElse(null)) {
      excluded.add(own.pid());
    }
    List<Long> found =
        ProcessHandle.allProcesses()
            .filter(process -> !excluded.contains(process.pid()))
            .filter(process -> pattern.matcher(commandLine(process)).find())
            .map(ProcessHandle::pid)
            .toList();
    if (found.size() == 1) {
      return found.getFirst();
    }
    throw new ProbeException(
        found.isEmpty()
            ? "there is no process with a command line that has " + pattern
            : "several processes have a command line with "
                + pattern
                + ": "
                + found.stream().map(String::valueOf).collect(Collectors.joining(", "))
                + "; name one by its id");
  }

  /** Returns program and arguments with blanks between; Java itself cuts long ones off. */
  private static String commandLine(ProcessHandle process) {
    Path file = Path.of("/proc", Long.toString(process.pid()), "cmdline");
    List<String> lines = KernelFiles.lines(file);
    return lines.isEmpty()
        ? process.info().commandLine().orElse("")
        : String.join(" ", lines).replace('\0', ' ').strip();
  }
}
