package dev.loadstone.monitor.perf;

import dev.loadstone.core.probe.ProbeException;
import dev.loadstone.core.profile.ProfileEvent;
import dev.loadstone.core.profile.ProfileException;
import dev.loadstone.core.profile.ProfileSource;
import dev.loadstone.core.profile.Profiler;
import dev.loadstone.core.step.InvalidArgumentException;
import dev.loadstone.monitor.reading.Processes;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/** Profiles of the native code of processes of this machine, by {@code perf} where it is. */
public final class PerfProfiler implements Profiler {
  private static final Pattern ID = Pattern.compile("\\d{1,18}");

  private final String folders;

  /** Creates the profiler; {@code perf} is looked for in the folders of {@code PATH}. */
  public PerfProfiler() {
    this(Optional.ofNullable(System.getenv("PATH")).orElse(""));
  }

  PerfProfiler(String folders) {
    this.folders = folders;
  }

  @Override
  public ProfileSource source() {
    return ProfileSource.PROCESS;
  }

  @Override
  public void check(String process) {
    if (process.isBlank()) {
      throw new InvalidArgumentException(
          "process",
          "must be the id of a process or a part of its command line, got nothing",
          "Write process: 4711, or process: nginx.");
    }
    try {
      Pattern.compile(process);
    } catch (PatternSyntaxException wrong) {
      throw new InvalidArgumentException(
          "process",
          "must be a regular expression, got: " + process,
          "At character " + (wrong.getIndex() + 1) + ": " + wrong.getDescription() + ".");
    }
  }

  @Override
  public Recording start(String process, Set<ProfileEvent> events, Duration longest)
      throws ProfileException, InterruptedException {
    Path perf =
        tool()
            .orElseThrow(() ->
                new ProfileException(
                    "native code is sampled by perf, which this machine does not have"));
    return PerfRecording.start(perf, id(process.strip())); // ends with this process
  }

  private static long id(String process) throws ProfileException {
    if (!ID.matcher(process).matches()) {
      try {
        return Processes.only(Pattern.compile(process));
      } catch (ProbeException nothing) {
        throw new ProfileException(String.valueOf(nothing.getMessage()), nothing);
      }
    }
    long id = Long.parseLong(process);
    if (ProcessHandle.of(id).isEmpty()) {
      throw new ProfileException("there is no process with the id " + id);
    }
    return id;
  }

  /** Returns where the tool is. */
  private Optional<Path> tool() {
    return Stream.of(folders.split(File.pathSeparator, -1))
        .filter(folder -> !folder.isBlank())
        .map(folder -> Path.of(folder, "perf"))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
