package dev.loadstone.benchmarks.scenario;

import dev.loadstone.benchmarks.scenario.Rig.Turn;
import dev.loadstone.benchmarks.server.Testbed;
import dev.loadstone.benchmarks.tool.BareReader;
import dev.loadstone.benchmarks.tool.Load;
import dev.loadstone.benchmarks.tool.Loadstone;
import dev.loadstone.benchmarks.tool.Tool;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The price of a streamed event: {@value #STREAMS} runs of an AG-UI agent at once, 50 tokens a
 * second each. Every run has a run of a reader before and after it that does nothing but count.
 */
public record Streams(Rig rig) {
  /** The scenario's name. */
  public static final String NAME = "streams";

  static final int STREAMS = 600;
  private static final String ROUTE = "POST /agent/{id}";
  private static final String TRUTH =
      """
      routes:
        %s:
          stream:
            tokens: 500
            first: {law: uniform, min: 20ms, max: 1s}
            gap: {law: constant, value: 20ms}
      """
          .formatted(ROUTE);
  private static final int SECONDS = 20;
  private static final int SECONDS_QUICK = 8;

  /**
   * Runs it.
   *
   * @throws IOException if files cannot be written or the server does not answer
   */
  public Section run() throws IOException {
    Tool bare = new BareReader(rig.box());
    Tool loadstone = new Loadstone(rig.loadstone(), Loadstone.Kind.STREAMS);
    Generators generators = Generators.of(rig, Stream.of(bare, loadstone));
    boolean paired = generators.present().contains(bare);
    List<Tool> others = generators.present().stream().filter(tool -> !tool.equals(bare)).toList();
    PairedRuns runs = new PairedRuns(bare.name());
    try (Testbed testbed =
        Testbed.start(rig.loadstone(), rig.directory(), Rig.SERVER_PROCESSOR, TRUTH)) {
      Load load =
          new Load.Closed(
              testbed.url("/agent/bench"),
              rig.settings().quick() ? SECONDS_QUICK : SECONDS,
              STREAMS);
      for (int round = 1; round <= rig.settings().rounds(); round++) {
        for (Tool tool : ClosedLoop.order(paired ? Optional.of(bare) : Optional.empty(), others)) {
          Turn turn = new Turn(NAME, round, runs.size() + 1);
          Counter frames = Counter.of(testbed, ROUTE);
          runs.add(round, tool.name(), rig.run(turn, tool, load, frames, generators::note));
        }
      }
    }
    return new Section(
        NAME, ClosedLoop.table(runs, generators, bare, "events") + generators.text());
  }
}
