package dev.loadstone.monitor.cgroup;

import dev.loadstone.core.probe.ProbeException;
import dev.loadstone.monitor.reading.KernelFiles;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Finds the folder of a control group.
 *
 * <p>Source: cgroups(7): {@code /proc/self/mounts} names the file system {@code cgroup2}, {@code
 * /proc/pid/cgroup} has the group of version 2 behind {@code 0::}.
 *
 * @param proc {@code /proc}
 */
record CgroupFinder(Path proc) {
  private static final String UNIFIED = "0::";

  /**
   * Returns the folder.
   *
   * @param text the id of a process in it, or its path below the mount point or with it
   * @throws ProbeException if there is no such group
   */
  Path find(String text) throws ProbeException {
    Path root = root();
    String path = text.chars().allMatch(Character::isDigit) ? groupOf(text) : text;
    Path folder =
        path.startsWith(root + "/") ? Path.of(path) : root.resolve(path.replaceFirst("^/+", ""));
    if (!Files.isReadable(folder.resolve("cpu.stat"))) {
      throw new ProbeException(
          "there is no control group "
              + path
              + " of version 2: "
              + folder.resolve("cpu.stat")
              + " cannot be read");
    }
    return folder;
  }

  private Path root() throws ProbeException {
    return KernelFiles.lines(proc.resolve("self/mounts")).stream()
        .map(line -> line.split(" ", -1))
        .filter(words -> words.length > 2 && words[2].equals("cgroup2"))
        .map(words -> Path.of(words[1]))
        .findFirst()
        .orElseThrow(() ->
            new ProbeException(
                "it needs control groups of version 2, which are not mounted on this system"));
  }

  private String groupOf(String id) throws ProbeException {
    return KernelFiles.lines(proc.resolve(id).resolve("cgroup")).stream()
        .filter(line -> line.startsWith(UNIFIED))
        .map(line -> line.substring(UNIFIED.length()))
        .findFirst()
        .orElseThrow(() -> new ProbeException("there is no process with the id " + id));
  }
}
