package dev.loadstone.engine;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loadstone.core.plan.Plan;
import dev.loadstone.core.plan.yaml.PlanReader;
import dev.loadstone.core.plan.yaml.ReadOptions;
import dev.loadstone.core.result.RunAccumulator;
import dev.loadstone.core.run.RunEnd;
import dev.loadstone.engine.EngineOptions.Transport;
import dev.loadstone.engine.program.PlanCompiler;
import java.time.Duration;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What happens to a run whose event loop dies: it ends and says so, and waits for nothing. */
class LoopDeathIT {
  private static final EngineOptions TWO =
      new EngineOptions(OptionalInt.of(2), Transport.AUTO, false, false, Duration.ZERO);

  private static LocalRun run(LoopGroup group, RawServer server, RunAccumulator seen) {
    String text =
        Runs.plan(
            server.url(), "", "{phases: [{rate: 100/s, for: 1h}], drain: 1h}", "- http: GET /");
    Plan plan = new PlanReader().read("plan.yaml", text, ReadOptions.NONE);
    return new LocalRun(PlanCompiler.compile(plan), group, Runs.announced(plan), seen);
  }

  @Test
  @Timeout(value = 60, unit = SECONDS)
  void run_whoseLoopDies_endsAndTellsIt() throws Exception {
    try (RawServer server = RawServer.saying(RawServer.ok());
        LoopGroup group = LoopGroup.of(2, TWO)) {
      RunAccumulator seen = new RunAccumulator();
      LocalRun run = run(group, server, seen);
      run.begin(LocalRun.LEAD_NANOS);
      group.loops().getLast().shutdownGracefully(0, 0, SECONDS);

      RunEnd end = run.await();

      assertThat(end.driverFailures()).singleElement().asString().contains("event loop 1 died");
      run.stop(RunEnd.Reason.INTERRUPTED, "too late, and harmless");
    }
  }

  @Test
  @Timeout(value = 60, unit = SECONDS)
  void run_onALoopThatIsDead_doesNotBegin() throws Exception {
    try (RawServer server = RawServer.saying(RawServer.ok());
        LoopGroup group = LoopGroup.of(2, TWO)) {
      group.loops().getFirst().shutdownGracefully(0, 0, SECONDS).sync();
      LocalRun run = run(group, server, new RunAccumulator());

      assertThatThrownBy(() -> run.begin(LocalRun.LEAD_NANOS))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("event loop 0 has died before the run");
    }
  }
}
