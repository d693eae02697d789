package dev.loadstone.junit;

import dev.loadstone.report.BenchmarkDirectory;
import dev.loadstone.report.RunDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * The folders of a test method's runs: {@code <base>/<class>/<method>}, and with {@code -2} and so
 * on behind it for further ones. What an earlier JVM left there is replaced. Thread-safe.
 *
 * @param first the first folder
 * @param taken folders that are taken in this JVM; a concurrent set
 */
record RunFolders(Path first, Set<Path> taken) {
  /** The configuration parameter with the folder of all runs. */
  static final String DIRECTORY = "loadstone.directory";

  private static final String DIRECTORY_DEFAULT = "target/loadstone";
  private static final Namespace NAMESPACE = Namespace.create(RunFolders.class);

  /** Returns the folders of a test. */
  static RunFolders of(ExtensionContext context) {
    Path base = Path.of(context.getConfigurationParameter(DIRECTORY).orElse(DIRECTORY_DEFAULT));
    @SuppressWarnings("unchecked")
    Set<Path> taken =
        (Set<Path>)
            context
                .getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent("folders", any -> ConcurrentHashMap.<Path>newKeySet());
    return new RunFolders(
        base.resolve(context.getRequiredTestClass().getName())
            .resolve(context.getRequiredTestMethod().getName()),
        taken);
  }

  /** Returns the next folder, absolute; nothing is in it. */
  Path next() {
    Path folder = first.toAbsolutePath().normalize();
    for (int number = 2; !taken.add(folder); number++) {
      folder =
          first.resolveSibling(first.getFileName() + "-" + number).toAbsolutePath().normalize();
    }
    if (new RunDirectory(folder).holdsRun() || new BenchmarkDirectory(folder).holdsBenchmarks()) {
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
