package dev.loadstone.benchmarks.scenario;

import dev.loadstone.benchmarks.scenario.Rig.Turn;
import dev.loadstone.benchmarks.server.Nginx;
import dev.loadstone.benchmarks.tool.H2load;
import dev.loadstone.benchmarks.tool.Load;
import dev.loadstone.benchmarks.tool.Loadstone;
import dev.loadstone.benchmarks.tool.Tool;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The price of a request over HTTP/2 on clear text: 64 requests under way, {@value
 * Loadstone#STREAMS} on each connection. Every run has a run of h2load before and after it.
 */
public record MultiplexedLoop(Rig rig) {
  /** The scenario's name. */
  public static final String NAME = "http2";

  private static final int SECONDS = 20;
  private static final int SECONDS_QUICK = 8;

  /**
   * Runs it.
   *
   * @throws IOException if files cannot be written or the server does not answer
   */
  public Section run() throws IOException {
    Tool h2load = new H2load(rig.box(), Loadstone.STREAMS);
    Tool loadstone = new Loadstone(rig.loadstone(), Loadstone.Kind.HTTP_2);
    Generators generators = Generators.of(rig, Stream.of(h2load, loadstone));
    boolean paired = generators.present().contains(h2load);
    List<Tool> others = generators.present().stream().filter(tool -> !tool.equals(h2load)).toList();
    PairedRuns runs = new PairedRuns(h2load.name());
    try (Nginx nginx = Nginx.start(rig.box(), rig.directory(), Rig.SERVER_PROCESSOR)) {
      Load load =
          new Load.Closed(
              nginx.http2Url("/plain"),
              rig.settings().quick() ? SECONDS_QUICK : SECONDS,
              ClosedLoop.CONNECTIONS);
      for (int round = 1; round <= rig.settings().rounds(); round++) {
        for (Tool tool :
            ClosedLoop.order(paired ? Optional.of(h2load) : Optional.empty(), others)) {
          Turn turn = new Turn(NAME, round, runs.size() + 1);
          runs.add(
              round, tool.name(), rig.run(turn, tool, load, Counter.of(nginx), generators::note));
        }
      }
    }
    return new Section(
        NAME, ClosedLoop.table(runs, generators, h2load, "requests") + generators.text());
  }
}
