package dev.loadstone.junit;

import dev.loadstone.report.RunDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The folders of a test method's runs: {@code <base>/<class>/<method>}, and with {@code -2} and so
 * on behind it for further ones. What an earlier JVM left there is replaced. Thread-safe.
 *
 * @param first the first folder
 * @param taken folders that are taken in this JVM; a concurrent set
 */
record RunFolders(Path first, Set<Path> taken) {
  /** Returns the next folder, absolute; nothing is in it. */
  Path next() {
    Path folder = first.toAbsolutePath().normalize();
    for (int number = 2; !taken.add(folder); number++) {
      folder =
          first.resolveSibling(first.getFileName() + "-" + number).toAbsolutePath().normalize();
    }
    if (new RunDirectory(folder).holdsRun()) {
      delete(folder);
    }
    return folder;
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : deepestFirst) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          folder + " holds an earlier run that cannot be removed: " + e.getMessage(), e);
    }
  }
}
