package dev.loadstone.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Programs of others that run in Node.js, installed as their lock file says. */
final class NodeProject {
  private static final Path SOURCES = Path.of("src", "test", "npm");
  private static final Path TARGET = Path.of("target", "npm");
  private static final int INSTALL_SECONDS = 180;

  private final Path folder;

  private NodeProject(Path folder) {
    this.folder = folder;
  }

  /**
   * Installs a project; where there is no Node.js, or its packages are not to be had, the test is
   * skipped, or fails in continuous integration.
   *
   * @param name of its folder
   */
  static NodeProject install(String name) throws IOException, InterruptedException {
    for (String program : List.of("node", "npm")) {
      if (!isOnPath(program)) {
        skip("no " + program + " on the PATH");
      }
    }
    Path folder = TARGET.resolve(name).toAbsolutePath();
    Files.createDirectories(folder);
    try (Stream<Path> files = Files.list(SOURCES.resolve(name))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, folder.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    NodeProject project = new NodeProject(folder);
    Path log = folder.resolve("npm.log");
    Process npm =
        new ProcessBuilder("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    boolean ended = npm.waitFor(INSTALL_SECONDS, TimeUnit.SECONDS);
    npm.destroyForcibly();
    if (!ended || npm.exitValue() != 0) {
      skip("npm ci of " + name + " failed: " + Files.readString(log));
    }
    return project;
  }

  /** Returns where something stands that the project installed. */
  Path installed(String first, String... more) {
    return folder.resolve("node_modules").resolve(Path.of(first, more));
  }

  /** Returns where a file of the project stands. */
  Path file(String path) {
    return folder.resolve(path);
  }

  /**
   * Copies files into a folder of the project, in which there is nothing else then.
   *
   * @param from the folder in which they are
   * @param end of their names
   */
  void copy(Path from, String end, String to) throws IOException {
    Path target = Files.createDirectories(folder.resolve(to));
    try (Stream<Path> old = Files.list(target)) {
      for (Path file : old.toList()) {
        Files.delete(file);
      }
    }
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.filter(one -> one.toString().endsWith(end)).toList()) {
        Files.copy(file, target.resolve(file.getFileName()));
      }
    }
  }

  /** Runs a script that looks for faults, and returns what it names: nothing if all is well. */
  String faults(String... command) throws IOException, InterruptedException {
    Process process = start(command);
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    boolean well = process.waitFor() == 0;
    return well ? "" : out + Files.readString(folder.resolve("errors.log"));
  }

  private static boolean isOnPath(String program) {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  private static void skip(String reason) {
    assertThat(System.getenv("LOADSTONE_CI")).as(reason).isNotEqualTo("true");
    Assumptions.abort(reason);
  }

  /** Starts a script; what it says of errors is in {@code errors.log}. */
  Process start(String... command) throws IOException {
    return script(command).start();
  }

  /** Starts a script that serves; what else it says is in {@code server.log}. */
  Process serve(Map<String, String> environment, String... command) throws IOException {
    ProcessBuilder builder = script(command);
    builder.environment().putAll(environment);
    return builder.redirectOutput(folder.resolve("server.log").toFile()).start();
  }

  private ProcessBuilder script(String... command) {
    List<String> all = new ArrayList<>(List.of("node"));
    all.addAll(List.of(command));
    return new ProcessBuilder(all)
        .directory(folder.toFile())
        .redirectError(folder.resolve("errors.log").toFile());
  }

  /** Runs a script to its end, and returns what it said. */
  String run(String... command) throws IOException, InterruptedException {
    Process process = start(command);
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(Files.readString(folder.resolve("errors.log"))).isZero();
    return out;
  }
}
