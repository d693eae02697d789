package dev.loadstone.benchmarks.scenario;

import dev.loadstone.benchmarks.scenario.Rig.Turn;
import dev.loadstone.benchmarks.server.Nginx;
import dev.loadstone.benchmarks.table.Markdown;
import dev.loadstone.benchmarks.table.Spread;
import dev.loadstone.benchmarks.tool.Figures;
import dev.loadstone.benchmarks.tool.Load;
import dev.loadstone.benchmarks.tool.Loadstone;
import dev.loadstone.benchmarks.tool.Tool;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * Arrivals at a fixed rate: whether they are sent, when, and at what price. Poisson arrivals where
 * the generator can make them, evenly spaced ones elsewhere.
 */
public record OpenLoop(Rig rig) {
  /** The scenario's name. */
  public static final String NAME = "open";

  private static final int SECONDS = 30;
  private static final int SECONDS_QUICK = 8;
  private static final Figures NOT_TOLD =
      new Figures(Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN);

  /**
   * @param offered how many requests the generator was to send
   * @param sample the run
   * @param startDelay how late it sent them
   */
  private record Run(double offered, Sample sample, Figures startDelay) {
    double answeredRatio() {
      return sample.requestsOfRun() / offered;
    }
  }

  /**
   * Runs it.
   *
   * @throws IOException if files cannot be written or the server does not answer
   */
  public Section run() throws IOException {
    Generators generators =
        Generators.of(
            rig,
            Stream.concat(
                Stream.of(
                    new Loadstone(rig.loadstone(), Loadstone.Kind.PLAIN),
                    new Loadstone(rig.loadstone(), Loadstone.Kind.BOUNDED)),
                Generators.peers(rig.box()).filter(Tool::paces)));
    Map<String, List<Run>> runs = new LinkedHashMap<>();
    int number = 0;
    try (Nginx nginx = Nginx.start(rig.box(), rig.directory(), Rig.SERVER_PROCESSOR)) {
      for (int round = 1; round <= rig.settings().rounds(); round++) {
        for (Tool tool : generators.present()) {
          Turn turn = new Turn(NAME, round, ++number);
          Optional<Run> run = run(turn, tool, nginx, generators);
          run.ifPresent(
              made -> runs.computeIfAbsent(tool.name(), name -> new ArrayList<>()).add(made));
        }
      }
    }
    return new Section(NAME, table(runs) + generators.text());
  }

  private Optional<Run> run(Turn turn, Tool tool, Nginx nginx, Generators generators)
      throws IOException {
    int seconds = rig.settings().quick() ? SECONDS_QUICK : SECONDS;
    double rate = rig.settings().rate();
    Load load = new Load.Paced(nginx.url("/plain"), seconds, rate, true, ClosedLoop.CONNECTIONS);
    Optional<Sample> sample = rig.run(turn, tool, load, Counter.of(nginx), generators::note);
    if (sample.isEmpty() || !(tool instanceof Loadstone)) {
      return sample.map(made -> new Run(rate * seconds, made, NOT_TOLD));
    }
    Path place = rig.place(turn, tool);
    double offered = Loadstone.offered(place);
    Figures delay = Loadstone.figures(place, "start_delay");
    rig.write(turn, tool.name(), "offered", offered);
    rig.write(turn, tool.name(), "start_delay_p99_ms", delay.p99());
    rig.write(turn, tool.name(), "start_delay_p99.9_ms", delay.p999());
    rig.write(turn, tool.name(), "start_delay_max_ms", delay.max());
    String verdict = Loadstone.verdict(place);
    if (!verdict.equals("pass")) {
      generators.note(
          "%s, round %d: its verdict was %s".formatted(tool.name(), turn.round(), verdict));
    }
    return sample.map(made -> new Run(offered, made, delay));
  }

  private static String table(Map<String, List<Run>> runs) {
    Markdown table =
        new Markdown(
            "generator",
            "offered",
            "answered",
            "requests/s",
            "p50 ms",
            "p99 ms",
            "p99.9 ms",
            "max ms",
            "start delay p99 ms",
            "p99.9 ms",
            "max ms",
            "CPU of its core");
    runs.forEach((name, made) ->
        table.row(
            name,
            Markdown.whole(median(made, Run::offered)),
            String.format(Locale.ROOT, "%.2f %%", 100 * median(made, Run::answeredRatio)),
            Markdown.whole(median(made, run -> run.sample.rate())),
            Markdown.number(median(made, run -> run.sample.figures().p50())),
            Markdown.number(median(made, run -> run.sample.figures().p99())),
            Markdown.number(median(made, run -> run.sample.figures().p999())),
            Markdown.number(median(made, run -> run.sample.figures().max())),
            Markdown.number(median(made, run -> run.startDelay.p99())),
            Markdown.number(median(made, run -> run.startDelay.p999())),
            Markdown.number(median(made, run -> run.startDelay.max())),
            Markdown.whole(100 * median(made, run -> run.sample.cpuRatio())) + " %"));
    return table.text();
  }

  private static double median(List<Run> runs, ToDoubleFunction<Run> number) {
    return Spread.of(runs.stream().map(number::applyAsDouble).toList()).median();
  }
}
