package dev.loadstone.monitor.command;

import dev.loadstone.core.probe.ProbeException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A program that is run again and again. What it writes goes through files, so that nothing has to
 * read while it runs; it reads nothing.
 */
final class Program implements AutoCloseable {
  /** How much of what it writes is read. */
  private static final int BYTES_MAX = 1 << 20;

  private final ProcessBuilder builder;
  private final Duration timeout;
  private final Path output;
  private final Path errors;

  private Program(ProcessBuilder builder, Duration timeout, Path output, Path errors) {
    this.builder = builder;
    this.timeout = timeout;
    this.output = output;
    this.errors = errors;
  }

  /**
   * Returns a program, which has not run yet.
   *
   * @param command itself and its arguments
   * @param environment variables besides those of this process
   * @param folder in which it runs; that of this process if empty
   * @param timeout after which it is ended
   */
  static Program of(
      List<String> command,
      Map<String, String> environment,
      Optional<Path> folder,
      Duration timeout)
      throws IOException {
    Path output = Files.createTempFile("loadstone-probe", ".out");
    Path errors = Files.createTempFile("loadstone-probe", ".err");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectOutput(output.toFile()).redirectError(errors.toFile());
    builder.environment().putAll(environment);
    folder.ifPresent(place -> builder.directory(place.toFile()));
    return new Program(builder, timeout, output, errors);
  }

  /**
   * Runs it.
   *
   * @return what it wrote to its standard output, at most a mebibyte
   * @throws ProbeException if it cannot be run, ends with another code than 0, or not in time
   */
  String run() throws ProbeException, InterruptedException {
    String name = builder.command().getFirst();
    Process process;
    try {
      process = builder.start();
      process.getOutputStream().close();
    } catch (IOException failed) {
      throw new ProbeException("it cannot be run: " + failed.getMessage());
    }
    try {
      if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new ProbeException(name + " did not end within " + timeout.toMillis() + " ms");
      }
      if (process.exitValue() != 0) {
        String said = beginning(errors).lines().findFirst().map(line -> ": " + line).orElse("");
        throw new ProbeException(name + " ended with code " + process.exitValue() + said);
      }
      return beginning(output);
    } catch (IOException failed) {
      throw new ProbeException("its output cannot be read: " + failed.getMessage());
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private static String beginning(Path file) throws IOException {
    try (InputStream bytes = Files.newInputStream(file)) {
      return new String(bytes.readNBytes(BYTES_MAX), StandardCharsets.UTF_8);
    }
  }

  @Override
  public void close() {
    try {
      Files.deleteIfExists(output);
      Files.deleteIfExists(errors);
    } catch (IOException left) {
      // The system's own tidying of temporary files has it.
    }
  }
}
