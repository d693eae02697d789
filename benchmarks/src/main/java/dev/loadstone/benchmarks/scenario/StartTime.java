package dev.loadstone.benchmarks.scenario;

import dev.loadstone.benchmarks.process.Child;
import dev.loadstone.benchmarks.process.ProcessFailure;
import dev.loadstone.benchmarks.scenario.Rig.Turn;
import dev.loadstone.benchmarks.server.Nginx;
import dev.loadstone.benchmarks.table.Markdown;
import dev.loadstone.benchmarks.table.Spread;
import dev.loadstone.benchmarks.tool.Gatling;
import dev.loadstone.benchmarks.tool.Invocation;
import dev.loadstone.benchmarks.tool.Jmeter;
import dev.loadstone.benchmarks.tool.Load;
import dev.loadstone.benchmarks.tool.Loadstone;
import dev.loadstone.benchmarks.tool.Tool;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a short test costs: seconds from the command to its exit, for ten requests in one second,
 * with the report. The generators may use all processors.
 */
public record StartTime(Rig rig) {
  /** The scenario's name. */
  public static final String NAME = "start";

  private static final double RATE = 10;
  private static final int RUNS_PER_ROUND = 3;
  private static final Duration TIME_MAX = Duration.ofSeconds(60);

  /**
   * Runs it.
   *
   * @throws IOException if files cannot be written or the server does not answer
   */
  public Section run() throws IOException {
    Generators generators =
        Generators.of(
            rig,
            Stream.of(
                new Loadstone(rig.loadstone(), Loadstone.Kind.PLAIN),
                new Gatling(rig.box()),
                new Jmeter(rig.box())));
    Map<String, List<Double>> seconds = new TreeMap<>();
    int number = 0;
    try (Nginx nginx = Nginx.start(rig.box(), rig.directory(), Rig.SERVER_PROCESSOR)) {
      Load load = new Load.Paced(nginx.url("/plain"), 1, RATE, false, (int) RATE);
      for (int round = 0; round <= rig.settings().rounds() * RUNS_PER_ROUND; round++) {
        for (Tool tool : generators.present()) {
          Turn turn = new Turn(NAME, round, ++number);
          double taken = run(turn, tool, load, generators);
          // The first one reads the program from the disk.
          if (round > 0) {
            seconds.computeIfAbsent(tool.name(), name -> new ArrayList<>()).add(taken);
            rig.write(turn, tool.name(), "wall_seconds", taken);
          }
        }
      }
    }
    return new Section(NAME, table(generators, seconds) + generators.text());
  }

  private double run(Turn turn, Tool tool, Load load, Generators generators) throws IOException {
    var place = rig.place(turn, tool);
    Invocation invocation = tool.invocation(load, place).orElseThrow();
    rig.progress().accept("start %d: %s".formatted(turn.round(), tool.name()));
    try (Child child =
        Child.start(invocation.command(), invocation.environment(), place.resolve("log"))) {
      if (!child.ended(TIME_MAX)) {
        throw new ProcessFailure("did not end in " + TIME_MAX.toSeconds() + " s; stopped");
      }
      double taken = child.ageSeconds();
      if (!tool.sent(child.exitCode())) {
        throw new ProcessFailure(
            "ended with exit code %d: %s".formatted(child.exitCode(), child.lastWords()));
      }
      return taken;
    } catch (ProcessFailure failure) {
      generators.note(tool.name() + ": " + failure.getMessage());
      return Double.NaN;
    }
  }

  private static String table(Generators generators, Map<String, List<Double>> seconds) {
    Markdown table = new Markdown("generator", "wall seconds", "runs");
    for (Tool tool : generators.present()) {
      Spread spread = Spread.of(seconds.getOrDefault(tool.name(), List.of()));
      table.row(tool.name(), spread.text(), String.valueOf(spread.count()));
    }
    return table.text();
  }
}
