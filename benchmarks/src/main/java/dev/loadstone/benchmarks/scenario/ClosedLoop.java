package dev.loadstone.benchmarks.scenario;

import dev.loadstone.benchmarks.scenario.Rig.Turn;
import dev.loadstone.benchmarks.server.Nginx;
import dev.loadstone.benchmarks.table.Markdown;
import dev.loadstone.benchmarks.tool.Load;
import dev.loadstone.benchmarks.tool.Loadstone;
import dev.loadstone.benchmarks.tool.Tool;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The price of a request: 64 keep-alive connections that ask again as soon as they were answered.
 * Every run of a generator has a run of wrk before and after it, and is compared with these two.
 */
public record ClosedLoop(Rig rig) {
  /** The scenario's name. */
  public static final String NAME = "closed";

  static final int CONNECTIONS = 64;
  private static final int SECONDS = 20;
  private static final int SECONDS_QUICK = 8;

  /**
   * Runs it.
   *
   * @throws IOException if files cannot be written or the server does not answer
   */
  public Section run() throws IOException {
    Loadstone plain = new Loadstone(rig.loadstone(), Loadstone.Kind.PLAIN);
    Loadstone json = new Loadstone(rig.loadstone(), Loadstone.Kind.JSON);
    Tool wrk = Generators.yardstick(rig.box());
    Generators generators =
        Generators.of(rig, Stream.concat(Stream.of(wrk, plain, json), Generators.peers(rig.box())));
    List<Tool> others = generators.present().stream().filter(tool -> !tool.equals(wrk)).toList();
    boolean paired = generators.present().contains(wrk);
    PairedRuns runs = new PairedRuns(wrk.name());
    try (Nginx nginx = Nginx.start(rig.box(), rig.directory(), Rig.SERVER_PROCESSOR)) {
      for (int round = 1; round <= rig.settings().rounds(); round++) {
        for (Tool tool : order(paired ? Optional.of(wrk) : Optional.empty(), others)) {
          Turn turn = new Turn(NAME, round, runs.size() + 1);
          runs.add(
              round,
              tool.name(),
              rig.run(turn, tool, load(nginx, tool), Counter.of(nginx), generators::note));
        }
      }
    }
    return new Section(
        NAME,
        table(runs, generators, wrk, "requests") + json(runs, plain, json) + generators.text());
  }

  static List<Tool> order(Optional<Tool> between, List<Tool> others) {
    List<Tool> order = new ArrayList<>();
    for (Tool tool : others) {
      between.ifPresent(order::add);
      order.add(tool);
    }
    between.ifPresent(order::add);
    return order;
  }

  private Load load(Nginx nginx, Tool tool) {
    boolean json = tool instanceof Loadstone loadstone && loadstone.kind() == Loadstone.Kind.JSON;
    URI url = nginx.url(json ? "/json" : "/plain");
    return new Load.Closed(url, rig.settings().quick() ? SECONDS_QUICK : SECONDS, CONNECTIONS);
  }

  static String table(PairedRuns runs, Generators generators, Tool yardstick, String what) {
    Markdown table =
        new Markdown(
            "generator",
            "CPU-seconds per 100,000 " + what,
            "× " + yardstick.name(),
            what + "/s",
            "CPU of its core",
            "peak resident MB");
    for (Tool tool : generators.present()) {
      String name = tool.name();
      table.row(
          name,
          runs.spread(name, Sample::cost).text(),
          runs.ratios(name).text(),
          Markdown.whole(runs.spread(name, Sample::rate).median()),
          Markdown.whole(runs.spread(name, sample -> 100 * sample.cpuRatio()).median()) + " %",
          Markdown.whole(runs.spread(name, Sample::peakMegabytes).median()));
    }
    return table.text();
  }

  private static String json(PairedRuns runs, Tool plain, Tool json) {
    String ratio = runs.ratios(json.name(), plain.name()).text();
    return "\nLoadstone with JSON, against Loadstone's plain run of the same round: "
        + ratio
        + ".\n";
  }
}
