package dev.loadstone.benchmarks.scenario;

import dev.loadstone.benchmarks.process.Child;
import dev.loadstone.benchmarks.process.ProcessFailure;
import dev.loadstone.benchmarks.table.RawNumbers;
import dev.loadstone.benchmarks.tool.Figures;
import dev.loadstone.benchmarks.tool.Invocation;
import dev.loadstone.benchmarks.tool.Load;
import dev.loadstone.benchmarks.tool.Tool;
import dev.loadstone.benchmarks.tool.Toolbox;
import dev.loadstone.benchmarks.tool.UnreadableReportException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Runs generators: one at a time, bound to a processor of its own, with an end to every wait.
 *
 * @param box where the other generators are
 * @param loadstone the launcher of Loadstone
 * @param directory where each run has a directory with all that it wrote
 * @param raw takes every number
 * @param progress takes lines for people
 * @param settings how thoroughly to measure
 */
public record Rig(
    Toolbox box,
    Path loadstone,
    Path directory,
    RawNumbers raw,
    Consumer<String> progress,
    Settings settings) {
  /** Where servers run. */
  static final int SERVER_PROCESSOR = 0;

  /** Where generators run. */
  static final int GENERATOR_PROCESSOR = 1;

  /** How the names of Loadstone's event loops begin. */
  private static final String LOOPS = "loadstone-loop";

  /** How long a generator may take to start, to end and to write its report, beside its load. */
  private static final Duration OVERHEAD_MAX = Duration.ofSeconds(90);

  /**
   * A place in a scenario's order.
   *
   * @param scenario its name
   * @param round from 1
   * @param number of the run, from 1
   */
  record Turn(String scenario, int round, int number) {}

  /**
   * Runs a generator once.
   *
   * @return empty if it cannot send such a load, or did not: the reason was told to {@code
   *     failures}
   * @throws IOException if files or the server's count cannot be read
   */
  Optional<Sample> run(Turn turn, Tool tool, Load load, Counter counter, Consumer<String> failures)
      throws IOException {
    Path place = place(turn, tool);
    Optional<Invocation> invocation = tool.invocation(load, place);
    if (invocation.isEmpty()) {
      return Optional.empty();
    }
    progress.accept("%s %d.%d: %s".formatted(turn.scenario, turn.round, turn.number, tool.name()));
    try {
      Sample sample = measure(tool, invocation.get(), load, counter, place);
      write(turn, tool, sample);
      return Optional.of(sample);
    } catch (ProcessFailure | UnreadableReportException failure) {
      String reason = "%s, round %d: %s".formatted(tool.name(), turn.round, failure.getMessage());
      progress.accept("  failed: " + reason);
      failures.accept(reason);
      return Optional.empty();
    }
  }

  /** Makes the directory of a run. */
  Path place(Turn turn, Tool tool) throws IOException {
    String name = tool.name().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    return Files.createDirectories(
        directory
            .resolve(turn.scenario)
            .resolve("%02d-%s".formatted(turn.number, name))
            .toAbsolutePath());
  }

  private Sample measure(Tool tool, Invocation invocation, Load load, Counter counter, Path place)
      throws IOException {
    Window window = settings.window(load.seconds());
    List<String> command = Child.pinned(GENERATOR_PROCESSOR, invocation.command());
    long before = counter.requests();
    try (Child child = Child.start(command, invocation.environment(), place.resolve("log"))) {
      await(child, window.begin());
      Reading begin = Reading.of(child, counter);
      await(child, window.end());
      Reading end = Reading.of(child, counter);
      long peak = child.peakBytes();
      finish(tool, child, load);
      Figures figures = tool.figures(child.output(), place);
      return new Sample(
          end.at - begin.at,
          end.cpu - begin.cpu,
          end.loops - begin.loops,
          end.serverCpu - begin.serverCpu,
          end.requests - begin.requests,
          counter.requests() - before,
          peak,
          figures);
    }
  }

  private record Reading(double at, double cpu, double loops, double serverCpu, long requests) {
    static Reading of(Child child, Counter counter) throws IOException {
      return new Reading(
          child.ageSeconds(),
          child.cpuSeconds(),
          child.threadSeconds(LOOPS),
          counter.cpuSeconds(),
          counter.requests());
    }
  }

  private static void await(Child child, double seconds) {
    if (!child.reach(seconds)) {
      throw new ProcessFailure(
          "ended after %.1f s with exit code %d: %s"
              .formatted(child.ageSeconds(), child.exitCode(), child.lastWords()));
    }
  }

  private static void finish(Tool tool, Child child, Load load) {
    Duration limit = OVERHEAD_MAX.plusSeconds(load.seconds());
    if (!child.ended(limit)) {
      throw new ProcessFailure("did not end in " + limit.toSeconds() + " s; stopped");
    }
    if (!tool.sent(child.exitCode())) {
      throw new ProcessFailure(
          "ended with exit code %d: %s".formatted(child.exitCode(), child.lastWords()));
    }
  }

  private void write(Turn turn, Tool tool, Sample sample) {
    Figures figures = sample.figures();
    Map<String, Double> numbers = new LinkedHashMap<>();
    numbers.put("window_seconds", sample.seconds());
    numbers.put("cpu_seconds", sample.cpuSeconds());
    numbers.put("loop_cpu_seconds", sample.loopSeconds());
    numbers.put("server_cpu_seconds", sample.serverCpuSeconds());
    numbers.put("requests_in_window", (double) sample.requests());
    numbers.put("requests_of_run", (double) sample.requestsOfRun());
    numbers.put("cpu_seconds_per_100k", sample.cost());
    numbers.put("peak_resident_bytes", (double) sample.peakBytes());
    numbers.put("reported_requests", figures.requests());
    numbers.put("reported_p50_ms", figures.p50());
    numbers.put("reported_p90_ms", figures.p90());
    numbers.put("reported_p99_ms", figures.p99());
    numbers.put("reported_p99.9_ms", figures.p999());
    numbers.put("reported_max_ms", figures.max());
    numbers.forEach((measure, value) -> write(turn, tool.name(), measure, value));
  }

  /** Writes one number of a run. */
  void write(Turn turn, String generator, String measure, double value) {
    raw.add(turn.scenario, turn.round, turn.number, generator, measure, value);
  }
}
