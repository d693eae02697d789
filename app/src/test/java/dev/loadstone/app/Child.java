package dev.loadstone.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The program in a process of its own, which ends with the test. */
public final class Child implements AutoCloseable {
  private static final Duration END_TIMEOUT = Duration.ofSeconds(30);

  private final Process process;
  private final Path out;
  private final Path err;

  private Child(Process process, Path out, Path err) {
    this.process = process;
    this.out = out;
    this.err = err;
  }

  /** Starts the program; what it says goes to files in a folder. */
  public static Child start(Path folder, String... args) throws IOException {
    return start(folder, List.of(), args);
  }

  /**
   * Starts the program by another one.
   *
   * @param by its command, for example {@code taskset -c 0}; empty for none
   */
  public static Child start(Path folder, List<String> by, String... args) throws IOException {
    return start(folder, Map.of(), by, args);
  }

  /**
   * Starts the program by another one, with environment variables besides this process's.
   *
   * @param by its command; empty for none
   */
  public static Child start(
      Path folder, Map<String, String> environment, List<String> by, String... args)
      throws IOException {
    Path out = folder.resolve("out.txt");
    Path err = folder.resolve("err.txt");
    List<String> command = new ArrayList<>(by);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName()));
    command.addAll(List.of(args));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.environment().putAll(environment);
    Process process = builder.start();
    return new Child(process, out, err);
  }

  /** Sends a signal, by its name without SIG. */
  public void signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start().waitFor();
  }

  /** Returns whether the process ignores SIGINT, as background jobs of scripts do. */
  boolean ignoresInterrupts() throws IOException {
    Path status = Path.of("/proc", String.valueOf(process.pid()), "status");
    if (!Files.exists(status)) {
      return false;
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("SigIgn:"))
        .anyMatch(line -> (Long.parseUnsignedLong(line.substring(7).strip(), 16) & 2) != 0);
  }

  /** Returns the processes that it started and that run. */
  List<ProcessHandle> children() {
    return process.children().toList();
  }

  /** Waits for the end and returns the exit code. */
  public int awaitEnd() throws InterruptedException {
    if (!process.waitFor(END_TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
      throw new IllegalStateException("the program did not end; it said: " + err());
    }
    return process.exitValue();
  }

  /** Returns what the program wrote to its standard output. */
  public String out() {
    return text(out);
  }

  /** Returns what the program wrote to its standard error. */
  public String err() {
    return text(err);
  }

  private static String text(Path file) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
