package dev.loadstone.app.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A testbed in a process of its own, on the same Java with the same options as this one.
 *
 * <p>It ends with this process, however that ends: it serves until its standard input ends, and the
 * other end of that is held by this process.
 */
public final class TestbedProcess implements AutoCloseable {
  /** What the testbed prints before its URL when it is ready. */
  public static final String READY = "Testbed ready on ";

  /** The variable by which plans that look at the process of their target know this one. */
  private static final String PROCESS = "TARGET_PROCESS";

  private static final Duration END_TIMEOUT = Duration.ofSeconds(5);

  private final Process process;
  private final String url;

  private TestbedProcess(Process process, String url) {
    this.process = process;
    this.url = url;
  }

  /**
   * Starts a testbed on a free port and waits until it is ready.
   *
   * @param mainClass the program's main class
   * @param truth a file with what it is told to do
   * @throws IOException if it cannot be started
   */
  public static TestbedProcess start(String mainClass, Path truth) throws IOException {
    return start(command(mainClass, List.of("--truth", truth.toString())));
  }

  /**
   * Starts a testbed that answers at once, on a free port, and waits until it is ready.
   *
   * @param mainClass the program's main class
   * @throws IOException if it cannot be started
   */
  public static TestbedProcess start(String mainClass) throws IOException {
    return start(command(mainClass, List.of()));
  }

  private static TestbedProcess start(List<String> command) throws IOException {
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    BufferedReader output = new BufferedReader(process.inputReader(StandardCharsets.UTF_8));
    String line = output.readLine();
    if (line == null || !line.startsWith(READY)) {
      process.destroyForcibly();
      throw new IOException("the testbed did not start, and said: " + line);
    }
    return new TestbedProcess(process, line.substring(READY.length()));
  }

  private static List<String> command(String mainClass, List<String> options) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(TestbedProcess::isForBoth)
        .forEach(command::add);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), mainClass));
    command.addAll(List.of("testbed", "--port", "0", "--until-input-ends"));
    command.addAll(options);
    return List.copyOf(command);
  }

  /** Returns whether an option of this JVM does not concern this process alone. */
  private static boolean isForBoth(String option) {
    return Stream.of("-agentlib", "-javaagent", "-XX:AOTCacheOutput").noneMatch(option::startsWith);
  }

  /** Returns the base URL on which it serves. */
  public String url() {
    return url;
  }

  /**
   * Returns the variables that plans may refer to which are run against this testbed: those given,
   * but {@code TARGET_PROCESS} is the id of this process.
   */
  public Map<String, String> environment(Map<String, String> others) {
    Map<String, String> all = new HashMap<>(others);
    all.put(PROCESS, String.valueOf(process.pid()));
    return Map.copyOf(all);
  }

  /** Ends the process, and waits for it. */
  @Override
  public void close() {
    try {
      process.getOutputStream().close();
    } catch (IOException ended) {
      // then its input has ended, too
    }
    try {
      if (!process.waitFor(END_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException interrupted) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
