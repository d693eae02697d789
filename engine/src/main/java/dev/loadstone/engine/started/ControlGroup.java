package dev.loadstone.engine.started;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/**
 * A control group of its own for a target's processes: one folder in version 2, one of each
 * controller in version 1.
 *
 * <p>Source: Linux, Documentation/admin-guide/cgroup-v2.rst ({@code cpu.max}, {@code memory.max},
 * {@code memory.swap.max}, {@code memory.events}); cgroup-v1/memory.rst ({@code
 * memory.limit_in_bytes}, {@code memory.memsw.limit_in_bytes}, {@code memory.oom_control}) and
 * scheduler/sched-bwc.rst ({@code cpu.cfs_quota_us}, {@code cpu.cfs_period_us}).
 *
 * @param version 1 or 2
 * @param folders at least one; copied
 */
record ControlGroup(int version, List<Path> folders) {
  private static final String PROCESSES = "cgroup.procs";
  private static final Duration REMOVAL = Duration.ofSeconds(2);
  private static final Duration PAUSE = Duration.ofMillis(20);

  ControlGroup {
    folders = List.copyOf(folders);
  }

  /** Returns the ids of the processes in it. */
  Set<Long> processes() {
    Set<Long> ids = new LinkedHashSet<>();
    for (Path folder : folders) {
      Hierarchies.words(folder.resolve(PROCESSES)).stream().map(Long::valueOf).forEach(ids::add);
    }
    return ids;
  }

  /** Returns how many of its processes the kernel has killed because their memory was used up. */
  long killedForMemory() {
    long killed = 0;
    for (Path folder : folders) {
      String file = version == 2 ? "memory.events" : "memory.oom_control";
      for (String line : Hierarchies.lines(folder.resolve(file))) {
        if (line.startsWith("oom_kill ")) {
          killed += Long.parseLong(line.substring("oom_kill ".length()).strip());
        }
      }
    }
    return killed;
  }

  /** Removes the group once it is empty; one that stays in use for two seconds is left. */
  void remove() {
    long until = System.nanoTime() + REMOVAL.toNanos();
    List<Path> left = new ArrayList<>(folders);
    do {
      left.removeIf(ControlGroup::isRemoved);
      if (!left.isEmpty()) {
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    } while (!left.isEmpty() && System.nanoTime() - until < 0);
  }

  private static boolean isRemoved(Path folder) {
    try {
      Files.delete(folder);
      return true;
    } catch (NoSuchFileException gone) {
      return true;
    } catch (IOException busy) {
      return false;
    }
  }
}
