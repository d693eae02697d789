package dev.loadstone.benchmarks.scenario;

import dev.loadstone.benchmarks.process.Child;
import dev.loadstone.benchmarks.process.Ports;
import dev.loadstone.benchmarks.process.ProcessFailure;
import dev.loadstone.benchmarks.tool.Figures;
import dev.loadstone.benchmarks.tool.Invocation;
import dev.loadstone.benchmarks.tool.Load;
import dev.loadstone.benchmarks.tool.Loadstone;
import dev.loadstone.benchmarks.tool.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One run of Loadstone, and those who watch it.
 *
 * @param plain Loadstone
 * @param how it is watched
 * @param probes of a plan, YAML
 * @param metricsPort where its metrics are served, if they are
 * @param livePort where its page is served, if it is
 */
record WatchedLoadstone(Loadstone plain, Watching how, String probes, int metricsPort, int livePort)
    implements Tool {
  /** Seconds that a watcher may miss: where it comes late, and the end. */
  private static final int MISSED_MAX = 2;

  private static final Duration END_MAX = Duration.ofSeconds(30);
  private static final String HOST = "http://127.0.0.1:";

  /** Returns a run on ports that are free now. */
  static WatchedLoadstone of(Path program, Watching how, String probes) {
    return new WatchedLoadstone(
        new Loadstone(program, Loadstone.Kind.PLAIN), how, probes, Ports.free(), Ports.free());
  }

  @Override
  public String name() {
    return how.label();
  }

  @Override
  public Optional<Invocation> invocation(Load load, Path directory) throws IOException {
    Invocation invocation = plain.invocation(load, directory).orElseThrow();
    if (how.hasProbes()) {
      Files.writeString(directory.resolve("plan.yaml"), probes, StandardOpenOption.APPEND);
    }
    List<String> command = new ArrayList<>(invocation.command());
    if (how.hasMetrics()) {
      command.add("--metrics=" + metricsPort);
    }
    if (how.viewers() > 0) {
      command.addAll(List.of("--live", "--live-port=" + livePort));
    }
    return Optional.of(new Invocation(command, invocation.environment()));
  }

  @Override
  public Figures figures(String output, Path directory) throws IOException {
    return plain.figures(output, directory);
  }

  @Override
  public boolean sent(int exitCode) {
    return plain.sent(exitCode);
  }

  /** Starts those who watch; empty if nobody does. They wait for the run to begin. */
  Optional<Child> watch(int processor, Path directory) {
    if (!how.hasMetrics() && how.viewers() == 0) {
      return Optional.empty();
    }
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            "dev.loadstone.benchmarks.watcher.Main",
            how.hasMetrics() ? HOST + metricsPort + "/metrics" : "-",
            how.viewers() > 0 ? HOST + livePort + "/api/events" : "-",
            Integer.toString(how.viewers()));
    return Optional.of(
        Child.start(Child.pinned(processor, command), Map.of(), directory.resolve("watcher")));
  }

  /**
   * Waits for the end of those who watched.
   *
   * @param seconds of the load
   * @throws ProcessFailure if they were told less than they should
   */
  void check(Child watcher, int seconds) {
    if (!watcher.ended(END_MAX)) {
      throw new ProcessFailure("those who watch do not end");
    }
    if (watcher.exitCode() != 0) {
      throw new ProcessFailure("those who watch failed: " + watcher.lastWords());
    }
    if (how.hasMetrics()) {
      check(watcher.output(), "scrapes", seconds);
    }
    if (how.viewers() > 0) {
      check(watcher.output(), "intervals", seconds);
    }
  }

  /**
   * Reads a count.
   *
   * @throws ProcessFailure if it is too low, or is not there
   */
  static void check(String output, String what, int seconds) {
    Matcher count = Pattern.compile("(?m)^" + what + " (\\d+)$").matcher(output);
    if (!count.find() || Long.parseLong(count.group(1)) < seconds - MISSED_MAX) {
      throw new ProcessFailure(
          "who watches must be told of %d %s at least, got: %s"
              .formatted(seconds - MISSED_MAX, what, output.strip()));
    }
  }
}
