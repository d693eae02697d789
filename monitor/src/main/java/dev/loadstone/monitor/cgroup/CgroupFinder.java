package dev.loadstone.monitor.cgroup;

import dev.loadstone.core.probe.ProbeException;
import dev.loadstone.monitor.reading.KernelFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the folders of a control group: those of version 1 if that is mounted with its controllers
 * of processors or memory and has the group, else the one of version 2.
 *
 * <p>Source: cgroups(7): {@code /proc/self/mounts} names the file system {@code cgroup2} and, with
 * their controllers among the options, {@code cgroup}; {@code /proc/pid/cgroup} has a line {@code
 * ID:CONTROLLERS:PATH} for each, with {@code 0::} for version 2.
 *
 * @param proc {@code /proc}
 */
record CgroupFinder(Path proc) {
  /** What is looked at of version 1; one of the first two must be there. */
  private static final List<String> CONTROLLERS = List.of("cpu", "memory", "cpuacct", "pids");

  private static final int NEEDED = 2;

  /**
   * Returns the files.
   *
   * @param text the id of a process in it, or its path below the mount point or with it
   * @throws ProbeException if there is no such group
   */
  GroupFiles find(String text) throws ProbeException {
    boolean ofProcess = text.chars().allMatch(Character::isDigit);
    if (ofProcess && !Files.isReadable(proc.resolve(text).resolve("cgroup"))) {
      throw new ProbeException("there is no process with the id " + text);
    }
    Map<String, Path> separate = separate(text, ofProcess);
    return separate.isEmpty()
        ? new UnifiedFiles(unified(text, ofProcess))
        : new SeparateFiles(separate);
  }

  private Map<String, Path> separate(String text, boolean ofProcess) {
    Map<String, Path> folders = new LinkedHashMap<>();
    for (String controller : CONTROLLERS) {
      Optional<Path> mount = mount("cgroup", controller);
      Optional<String> path = ofProcess ? groupOf(text, controller) : Optional.of(text);
      if (mount.isPresent() && path.isPresent()) {
        Path folder = below(mount.get(), path.get());
        if (Files.isDirectory(folder)) {
          folders.put(controller, folder);
        }
      }
    }
    return CONTROLLERS.subList(0, NEEDED).stream().anyMatch(folders::containsKey)
        ? folders
        : Map.of();
  }

  private Path unified(String text, boolean ofProcess) throws ProbeException {
    Path mount =
        mount("cgroup2", "")
            .orElseThrow(() ->
                new ProbeException(
                    "it needs control groups, which are not mounted on this system"));
    String path = ofProcess ? groupOf(text, "").orElse("/") : text;
    Path folder = below(mount, path);
    if (!Files.isReadable(folder.resolve("cpu.stat"))) {
      throw new ProbeException(
          "there is no control group "
              + path
              + ": "
              + folder.resolve("cpu.stat")
              + " cannot be read");
    }
    return folder;
  }

  private static Path below(Path mount, String path) {
    return path.startsWith(mount + "/")
        ? Path.of(path)
        : mount.resolve(path.replaceFirst("^/+", ""));
  }

  private Optional<Path> mount(String type, String controller) {
    return KernelFiles.lines(proc.resolve("self/mounts")).stream()
        .map(line -> line.split(" ", -1))
        .filter(words -> words.length > 3 && words[2].equals(type))
        .filter(words -> controller.isEmpty() || isAmong(words[3], controller))
        .map(words -> Path.of(words[1]))
        .findFirst();
  }

  private Optional<String> groupOf(String id, String controller) {
    return KernelFiles.lines(proc.resolve(id).resolve("cgroup")).stream()
        .map(line -> line.split(":", 3))
        .filter(parts -> parts.length == 3 && isAmong(parts[1], controller))
        .map(parts -> parts[2])
        .findFirst();
  }

  private static boolean isAmong(String controllers, String controller) {
    return controllers.equals(controller)
        || List.of(controllers.split(",", -1)).contains(controller);
  }
}
