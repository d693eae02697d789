package dev.loadstone.app.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loadstone.app.view.HeardView;
import dev.loadstone.core.launch.EffectivePlan;
import dev.loadstone.core.plan.yaml.ReadOptions;
import dev.loadstone.core.result.RunResult;
import dev.loadstone.core.run.RunEnd;
import dev.loadstone.engine.EngineOptions;
import dev.loadstone.engine.LoadTest;
import dev.loadstone.engine.WatchedRun;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs that somebody wants to end before, or just when, their load begins. */
@Timeout(60)
final class PlanRunTest {
  @TempDir private Path folder;

  private EffectivePlan plan(int port, String rest) throws IOException {
    return EffectivePlan.read(
        Files.writeString(
            folder.resolve("plan.yaml"),
            "name: wished\ntarget: http://127.0.0.1:" + port + "\nsteps: [{http: GET /}]\n" + rest),
        ReadOptions.NONE);
  }

  @Test
  void execute_interruptedBeforeTheLoad_sendsNoneAndSaysAllAfterWhereItIsKept() throws Exception {
    try (ServerSocket target = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
      String many = "load: {phases: [{users: 100000, for: 60s}]}\nhttp: {maxConnections: 100000}\n";
      PlanRun run =
          new PlanRun(
              plan(target.getLocalPort(), many),
              Optional.of(folder.resolve("run")),
              ReportChoice.DEFAULT,
              EngineOptions.DEFAULT);
      HeardView view = new HeardView();

      assertThatThrownBy(() ->
              run.execute(
                  view,
                  action -> {
                    action.run();
                    return () -> {};
                  }))
          .isInstanceOf(InterruptedException.class);

      assertThat(view.heard()).startsWith("kept in run").doesNotContain("started");
      assertThat(view.heard().get(1)).startsWith("100,000 users may need 100,000 connections");
      assertThat(view.heard().getLast()).startsWith("Interrupted before the load.");
    }
  }

  @Test
  void wish_betweenTheBeginOfTheLoadAndTheRun_stopsTheRunInTheOrdinaryWay() throws Exception {
    HeardView view = new HeardView();
    RunWish wish = new RunWish(view);
    WatchedRun run =
        LoadTest.of(plan(1, "load: {phases: [{rate: 1/s, for: 60s}]}\n")).observer(view).start();

    wish.end();
    wish.began(run);
    RunResult result = run.await();

    assertThat(result.end().reason()).isEqualTo(RunEnd.Reason.INTERRUPTED);
    assertThat(view.heard())
        .anyMatch(told -> told.startsWith("Interrupted. What is under way may end"))
        .contains("INTERRUPTED: it was interrupted");
  }
}
