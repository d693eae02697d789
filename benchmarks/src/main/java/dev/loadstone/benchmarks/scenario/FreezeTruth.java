package dev.loadstone.benchmarks.scenario;

import dev.loadstone.benchmarks.scenario.Rig.Turn;
import dev.loadstone.benchmarks.server.Testbed;
import dev.loadstone.benchmarks.table.Markdown;
import dev.loadstone.benchmarks.tool.Figures;
import dev.loadstone.benchmarks.tool.Load;
import dev.loadstone.benchmarks.tool.Loadstone;
import dev.loadstone.benchmarks.tool.Tool;
import dev.loadstone.benchmarks.tool.Wrk;
import java.io.IOException;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A server that stands still for the last second of every five, and 1,000 requests a second that
 * want an answer all the same. A request that arrives x seconds before the end of a freeze waits x:
 * a fifth of all wait, evenly spread between 0 and 1 s, so that the truth is known.
 */
public record FreezeTruth(Rig rig) {
  /** The scenario's name. */
  public static final String NAME = "freeze";

  private static final String TRUTH = "freeze: {every: 5s, for: 1s}\n";
  private static final double RATE = 1_000;
  private static final int SECONDS = 20;
  private static final int SECONDS_QUICK = 10;
  private static final int CLOSED_CONNECTIONS = 10;

  /**
   * Runs it.
   *
   * @throws IOException if files cannot be written
   */
  public Section run() throws IOException {
    Generators generators =
        Generators.of(
            rig,
            Stream.concat(
                Stream.of(
                    new Loadstone(rig.loadstone(), Loadstone.Kind.PLAIN),
                    new Loadstone(rig.loadstone(), Loadstone.Kind.BOUNDED),
                    Generators.yardstick(rig.box())),
                Generators.peers(rig.box()).filter(Tool::paces)));
    Markdown table =
        new Markdown("generator", "requests", "p50 ms", "p90 ms", "p99 ms", "p99.9 ms", "max ms");
    table.row("**truth**", Markdown.whole(RATE * seconds()), "0", "500", "950", "995", "1,000");
    int number = 0;
    try (Testbed testbed =
        Testbed.start(rig.loadstone(), rig.directory(), Rig.SERVER_PROCESSOR, TRUTH)) {
      for (Tool tool : generators.present()) {
        Turn turn = new Turn(NAME, 1, ++number);
        Optional<Sample> sample =
            rig.run(turn, tool, load(testbed, tool), Counter.NONE, generators::note);
        sample.ifPresent(made -> row(table, label(tool), made.figures()));
      }
    }
    return new Section(NAME, table.text() + generators.text());
  }

  private int seconds() {
    return rig.settings().quick() ? SECONDS_QUICK : SECONDS;
  }

  private Load load(Testbed testbed, Tool tool) {
    return tool instanceof Wrk
        ? new Load.Closed(testbed.url("/api/v1/agents"), seconds(), CLOSED_CONNECTIONS)
        : new Load.Paced(
            testbed.url("/api/v1/agents"), seconds(), RATE, false, ClosedLoop.CONNECTIONS);
  }

  private static String label(Tool tool) {
    return switch (tool.name()) {
      case "wrk" -> "wrk, closed loop, " + CLOSED_CONNECTIONS + " connections";
      case "Loadstone", "Gatling" -> tool.name() + ", no limit";
      case "Loadstone, bounded" -> "Loadstone, at most 64 connections";
      case "JMeter" -> "JMeter, 64 threads";
      default -> tool.name() + ", 64 connections";
    };
  }

  private static void row(Markdown table, String label, Figures figures) {
    table.row(
        label,
        Markdown.whole(figures.requests()),
        Markdown.number(figures.p50()),
        Markdown.number(figures.p90()),
        Markdown.number(figures.p99()),
        Markdown.number(figures.p999()),
        Markdown.number(figures.max()));
  }
}
