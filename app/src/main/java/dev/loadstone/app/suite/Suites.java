package dev.loadstone.app.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The suites that come with the program: in the folder {@code suites} beside it, or, where there is
 * none, in the program itself, from which they are taken out into a temporary folder.
 */
public final class Suites implements AutoCloseable {
  /** The name of a suite's file in its folder. */
  public static final String FILE = "suite.yaml";

  private static final String FOLDER = "suites";

  private final Path folder;
  private final boolean temporary;

  private Suites(Path folder, boolean temporary) {
    this.folder = folder;
    this.temporary = temporary;
  }

  /**
   * Opens them.
   *
   * @throws IOException if they cannot be taken out of the program
   */
  public static Suites open() throws IOException {
    Path program = program();
    if (Files.isDirectory(program)) {
      return new Suites(program.resolve(FOLDER), false);
    }
    Optional<Path> beside =
        Optional.ofNullable(program.getParent())
            .flatMap(lib -> Optional.ofNullable(lib.getParent()))
            .map(product -> product.resolve(FOLDER))
            .filter(Files::isDirectory);
    return beside.isPresent()
        ? new Suites(beside.get(), false)
        : new Suites(takenOut(program), true);
  }

  /** Returns the program's jar, or the folder of its classes. */
  private static Path program() {
    try {
      return Path.of(Suites.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException("the program's place is a URI", impossible);
    }
  }

  /** Copies the suites of a jar into a new folder. */
  static Path takenOut(Path jar) throws IOException {
    Path folder = Files.createTempDirectory("loadstone-suites");
    try (FileSystem inside = FileSystems.newFileSystem(jar);
        Stream<Path> all = Files.walk(inside.getPath("/" + FOLDER))) {
      Path root = inside.getPath("/" + FOLDER);
      for (Path one : all.toList()) {
        Path copy = folder.resolve(root.relativize(one).toString());
        if (Files.isDirectory(one)) {
          Files.createDirectories(copy);
        } else {
          Files.copy(one, copy);
        }
      }
    }
    return folder;
  }

  /** Returns where they are: a folder for each, by its name. */
  public Path folder() {
    return folder;
  }

  /**
   * Returns their names, sorted.
   *
   * @throws IOException if the folder cannot be read
   */
  public List<String> names() throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(one -> Files.isRegularFile(one.resolve(FILE)))
          .map(one -> String.valueOf(one.getFileName()))
          .sorted()
          .toList();
    }
  }

  /**
   * Returns the file of a suite.
   *
   * @param wanted the name of one of these, or the path of a suite's file or of its folder
   * @throws dev.loadstone.core.problem.InvalidInputException if it is neither
   * @throws IOException if the folder cannot be read
   */
  public Path find(String wanted) throws IOException {
    Path path = Path.of(wanted);
    boolean plainName = path.getNameCount() == 1 && !wanted.endsWith(".yaml");
    if (plainName && Files.isRegularFile(folder.resolve(wanted).resolve(FILE))) {
      return folder.resolve(wanted).resolve(FILE);
    }
    if (Files.isDirectory(path)) {
      return path.resolve(FILE);
    }
    if (plainName) {
      throw SuiteReader.unknown(wanted, names());
    }
    return path;
  }

  /** Removes what was taken out of the program. */
  @Override
  public void close() throws IOException {
    if (temporary) {
      try (Stream<Path> all = Files.walk(folder)) {
        all.sorted(Comparator.reverseOrder()).forEach(Suites::delete);
      }
    }
  }

  private static void delete(Path one) {
    try {
      Files.deleteIfExists(one);
    } catch (IOException undeletable) {
      throw new UncheckedIOException("a temporary file cannot be removed", undeletable);
    }
  }
}
