package dev.loadstone.engine.started;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
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

  /** How long processes are killed. */
  private static final Duration KILLING = Duration.ofSeconds(2);

  /** The time between two looks. */
  private static final Duration PAUSE = Duration.ofMillis(10);

  /** Where the state is among the words behind the name in {@code /proc/ID/stat}. */
  private static final int STATE_WORD = 0;

  /** Where the id of the session is among them. */
  private static final int SESSION_WORD = 3;

  /** The state of one that has ended, and whose parent has not asked for its code. */
  private static final String ENDED = "Z";

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
        .filter(Family::isAlive)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private boolean isOfSession(ProcessHandle other) {
    return word(other, SESSION_WORD).equals(String.valueOf(first.pid()));
  }

  /** Returns a word behind the name in {@code /proc/ID/stat}; empty if there is none. */
  private static String word(ProcessHandle process, int index) {
    try {
      String stat =
          Files.readString(
              PROC.resolve(String.valueOf(process.pid())).resolve("stat"),
              StandardCharsets.ISO_8859_1);
      String[] words = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ", -1);
      return words.length > index ? words[index] : "";
    } catch (IOException gone) {
      return "";
    }
  }

  /**
   * Has all of them end: by SIGTERM, and those that are there after a time by SIGKILL, again and
   * again as long as there are new ones, for two seconds at most.
   *
   * @param patience how long that time is
   */
  void end(Duration patience) {
    Set<ProcessHandle> told = alive();
    told.forEach(ProcessHandle::destroy);
    boolean interrupted = false;
    long until = System.nanoTime() + patience.toNanos();
    while (!interrupted
        && told.stream().anyMatch(Family::isAlive)
        && System.nanoTime() - until < 0) {
      interrupted = isInterruptedInAPause();
    }
    until = System.nanoTime() + KILLING.toNanos();
    Set<ProcessHandle> left = alive();
    while (!left.isEmpty() && System.nanoTime() - until < 0) {
      left.forEach(ProcessHandle::destroyForcibly);
      interrupted |= isInterruptedInAPause();
      left = alive();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean isInterruptedInAPause() {
    LockSupport.parkNanos(PAUSE.toNanos());
    return Thread.interrupted();
  }

  /** Returns whether it runs: not if only its parent has not asked for its code yet. */
  private static boolean isAlive(ProcessHandle one) {
    return one.isAlive() && !word(one, STATE_WORD).equals(ENDED);
  }
}
