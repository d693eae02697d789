package dev.loadstone.engine.started;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/**
 * A process with all that it started: its descendants, those of its session, and those of its
 * control group, for what has lost its parent is no descendant any more.
 *
 * @param first the process
 * @param group its control group, if it has one
 */
record Family(ProcessHandle first, Optional<ControlGroup> group) {
  private static final Path PROC = Path.of("/proc");

  /** Where the id of the session is among the words behind the name in {@code /proc/ID/stat}. */
  private static final int SESSION_WORD = 3;

  /** Returns those that are alive. */
  Set<ProcessHandle> alive() {
    Set<ProcessHandle> all = new LinkedHashSet<>();
    all.add(first);
    first.descendants().forEach(all::add);
    if (Files.isDirectory(PROC)) {
      ProcessHandle.allProcesses().filter(this::isOfSession).forEach(all::add);
    }
    group.ifPresent(
        known -> known.processes().forEach(id -> ProcessHandle.of(id).ifPresent(all::add)));
    return all.stream()
        .filter(ProcessHandle::isAlive)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private boolean isOfSession(ProcessHandle other) {
    try {
      String stat =
          Files.readString(
              PROC.resolve(String.valueOf(other.pid())).resolve("stat"),
              StandardCharsets.ISO_8859_1);
      String[] words = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ", -1);
      return words.length > SESSION_WORD && words[SESSION_WORD].equals(String.valueOf(first.pid()));
    } catch (IOException gone) {
      return false;
    }
  }

  /**
   * Has all of them end: by SIGTERM, and those that are there after a time by SIGKILL.
   *
   * @param patience how long that is
   */
  void end(Duration patience) {
    Set<ProcessHandle> told = alive();
    told.forEach(ProcessHandle::destroy);
    long until = System.nanoTime() + patience.toNanos();
    boolean interrupted = false;
    for (ProcessHandle one : told) {
      interrupted |= !interrupted && isInterruptedWhileWaiting(one, until - System.nanoTime());
    }
    alive().forEach(ProcessHandle::destroyForcibly);
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean isInterruptedWhileWaiting(ProcessHandle process, long nanos) {
    try {
      process.onExit().get(Math.max(0, nanos), TimeUnit.NANOSECONDS);
      return false;
    } catch (InterruptedException interrupted) {
      return true;
    } catch (ExecutionException | TimeoutException late) {
      return false;
    }
  }
}
