package dev.loadstone.benchmarks.tool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code benchmarks/install} found or fetched. Its list, {@code installed.tsv}, has a line for
 * each program: name, version, and the reason why it is not there, or nothing.
 */
public final class Toolbox {
  private static final int COLUMNS = 3;

  private final Path directory;
  private final Map<String, Entry> entries;

  private record Entry(String version, String missing) {}

  private Toolbox(Path directory, Map<String, Entry> entries) {
    this.directory = directory;
    this.entries = entries;
  }

  /**
   * Reads the list.
   *
   * @param directory where everything was installed
   * @throws IOException if there is no list
   * @throws UnreadableReportException if a line of it is broken
   */
  public static Toolbox of(Path directory) throws IOException {
    Map<String, Entry> entries = new LinkedHashMap<>();
    for (String line : Files.readAllLines(directory.resolve("installed.tsv"))) {
      String[] columns = line.split("\t", -1);
      if (columns.length != COLUMNS) {
        throw new UnreadableReportException(
            "installed.tsv must have %d columns, got: %s. Run benchmarks/install again."
                .formatted(COLUMNS, line));
      }
      entries.put(columns[0], new Entry(columns[1], columns[2]));
    }
    return new Toolbox(directory, entries);
  }

  /**
   * Returns one without anything installed: programs of Debian are those on the path.
   *
   * @param directory in which there is nothing
   */
  public static Toolbox ofThisMachine(Path directory) {
    return new Toolbox(directory, Map.of());
  }

  /** Returns why a program cannot be run; empty if it can. */
  public Optional<String> missing(String name) {
    Entry entry = entries.get(name);
    if (entry == null) {
      return Optional.of("not installed by benchmarks/install");
    }
    return entry.missing.isEmpty() ? Optional.empty() : Optional.of(entry.missing);
  }

  /** Returns the version of a program that is there. */
  public String version(String name) {
    Entry entry = entries.get(name);
    return entry == null ? "unknown" : entry.version;
  }

  /** Returns the command of a program of Debian, installed or unpacked. */
  public Invocation debian(String program, String... arguments) {
    Path root = directory.resolve("debian");
    Optional<Path> unpacked =
        List.of("usr/bin", "usr/sbin").stream()
            .map(folder -> root.resolve(folder).resolve(program))
            .filter(Files::isExecutable)
            .findFirst();
    List<String> command = new ArrayList<>();
    command.add(unpacked.map(Path::toString).orElse(program));
    command.addAll(List.of(arguments));
    Map<String, String> environment =
        unpacked.isPresent()
            ? Map.of("LD_LIBRARY_PATH", libraries(root.resolve("usr/lib")))
            : Map.of();
    return new Invocation(command, environment);
  }

  private static String libraries(Path folder) {
    try (var folders = Files.list(folder)) {
      return String.join(
          ":", folders.filter(Files::isDirectory).map(Path::toString).sorted().toList());
    } catch (IOException none) {
      return folder.toString();
    }
  }

  /** Returns a file of something fetched from npm or Maven Central. */
  Path peer(String name, String file) {
    return directory.resolve(name).resolve(file);
  }

  /** Returns the class path of something fetched from Maven Central. */
  String classPath(String name) {
    return peer(name, "classes") + ":" + peer(name, "lib") + "/*";
  }

  /** Returns the JVM that this program runs on. */
  String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }
}
