package dev.loadstone.engine.started;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where the control groups of this process are.
 *
 * <p>Source: cgroups(7): {@code /proc/self/mounts} names the file systems {@code cgroup2} and, with
 * their controllers among the options, {@code cgroup}; {@code /proc/self/cgroup} has lines {@code
 * ID:CONTROLLERS:PATH}, that of version 2 without controllers.
 *
 * @param proc {@code /proc}
 */
record Hierarchies(Path proc) {
  /**
   * A folder of control groups.
   *
   * @param mount where its file system is mounted
   * @param own the group of this process, the mount itself if it cannot be seen
   */
  record Place(Path mount, Path own) {}

  /** Returns where a controller of version 1 is; empty if that is not mounted. */
  Optional<Place> separate(String controller) {
    return mounts("cgroup", controller).map(mount -> place(mount, controller));
  }

  /** Returns where version 2 is, if it is mounted and has the controllers. */
  Optional<Place> unified(List<String> controllers) {
    return mounts("cgroup2", "")
        .filter(mount -> words(mount.resolve("cgroup.controllers")).containsAll(controllers))
        .map(mount -> place(mount, ""));
  }

  private Optional<Path> mounts(String type, String controller) {
    return lines(proc.resolve("self/mounts")).stream()
        .map(line -> line.split(" ", -1))
        .filter(words -> words.length > 3 && words[2].equals(type))
        .filter(
            words -> controller.isEmpty() || List.of(words[3].split(",", -1)).contains(controller))
        .map(words -> Path.of(words[1]))
        .findFirst();
  }

  private Place place(Path mount, String controller) {
    Path own =
        lines(proc.resolve("self/cgroup")).stream()
            .map(line -> line.split(":", 3))
            .filter(parts -> parts.length == 3 && isOf(parts[1], controller))
            .map(parts -> mount.resolve(parts[2].replaceFirst("^/+", "")).normalize())
            .filter(folder -> folder.startsWith(mount) && Files.isDirectory(folder))
            .findFirst()
            .orElse(mount);
    return new Place(mount, own);
  }

  private static boolean isOf(String controllers, String controller) {
    return controller.isEmpty()
        ? controllers.isEmpty()
        : List.of(controllers.split(",", -1)).contains(controller);
  }

  /** Returns the words of a file with blanks between; none if it cannot be read. */
  static List<String> words(Path file) {
    return lines(file).stream()
        .flatMap(line -> List.of(line.strip().split("\\s+", -1)).stream())
        .filter(word -> !word.isEmpty())
        .toList();
  }

  /** Returns the lines of a file; none if it cannot be read. */
  static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file, StandardCharsets.ISO_8859_1);
    } catch (IOException unreadable) {
      return List.of();
    }
  }
}
