package dev.loadstone.app.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import dev.loadstone.app.EcsLines;
import dev.loadstone.app.console.Interrupts;
import dev.loadstone.app.console.Shell;
import dev.loadstone.app.log.EventLog;
import dev.loadstone.app.log.LogFormat;
import dev.loadstone.app.log.LoggedView;
import dev.loadstone.app.view.HeardView;
import dev.loadstone.app.view.Progress;
import dev.loadstone.app.view.RunView;
import dev.loadstone.core.result.RunResult;
import dev.loadstone.core.run.RunEnd;
import dev.loadstone.engine.EngineOptions;
import dev.loadstone.engine.WatchedRun;
import dev.loadstone.web.live.LiveFeed;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

final class RunDeskTest {
  private static final String PLAN =
      """
      name: late
      target: http://127.0.0.1:1
      load: {phases: [{rate: 1/s, for: 1s}]}
      steps: [{http: GET /}]
      """;

  private static final Shell SHELL =
      new Shell(
          InputStream.nullInputStream(),
          new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8),
          new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8),
          Map.of(),
          false,
          false,
          Interrupts.NONE);

  @TempDir private Path folder;
  private final List<String> log = new CopyOnWriteArrayList<>();

  private RunDesk desk(RunView quiet) {
    return new RunDesk(
        new RunDesk.Settings(
            Map.of(), true, folder.resolve("runs"), Optional.empty(), EngineOptions.DEFAULT, quiet),
        new LiveFeed());
  }

  private RunDesk logging() {
    EventLog events =
        new EventLog(LogFormat.ECS, "loadstone.serve", InstantSource.system(), log::add);
    return desk(new LoggedView(events, Optional.empty()));
  }

  private List<JsonNode> refusals() {
    return EcsLines.of(log.stream().map(EcsLines::one).toList(), "run-refused");
  }

  /** Starts a run of a target that is never healthy, and waits until that has started. */
  private FutureTask<String> starting(RunDesk desk) throws Exception {
    Path ready = folder.resolve("ready");
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    String plan =
        """
        name: slow
        target:
          url: http://127.0.0.1:%d
          start: {command: [sh, -c, 'echo so > %s; exec sleep 300'], within: 120s, stop: 1s}
        load: {phases: [{rate: 1/s, for: 1s}]}
        steps: [{http: GET /}]
        """
            .formatted(port, ready);
    FutureTask<String> started = new FutureTask<>(() -> desk.start(plan, Optional.empty()));
    Thread.ofPlatform().start(started);
    while (!Files.exists(ready)) {
      assertThat(started).isNotDone();
      LockSupport.parkNanos(10_000_000);
    }
    return started;
  }

  @Test
  @Timeout(60)
  void stop_beforeTheLoad_refusesTheRunAndGivesItsTurnBack() throws Exception {
    RunDesk desk = logging();
    FutureTask<String> started = starting(desk);

    assertThat(desk.stop()).isTrue();

    assertThatThrownBy(started::get)
        .cause()
        .isInstanceOf(IOException.class)
        .hasMessage("the run was stopped before its load began");
    assertThat(desk.stop()).as("nothing goes on").isFalse();
    assertThatThrownBy(() -> desk.start(PLAN, Optional.empty()))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("The target cannot be reached at http://127.0.0.1:1");
    assertThat(refusals()).hasSize(2);
    JsonNode stopped = refusals().getFirst();
    assertThat(stopped.path("message").textValue())
        .isEqualTo("the run was stopped before its load began");
    assertThat(stopped.path("labels.plan").textValue()).isEqualTo("slow");
    assertThat(stopped.path("labels.run_id").textValue()).contains("slow");
    JsonNode unreachable = refusals().getLast();
    assertThat(unreachable.path("labels.plan").textValue()).isEqualTo("late");
    assertThat(unreachable.has("labels.run_id")).as("that of the run before").isFalse();
  }

  @Test
  @Timeout(60)
  void close_beforeTheLoad_doesNotWaitForTheTarget() throws Exception {
    RunDesk desk = logging();
    FutureTask<String> started = starting(desk);

    desk.close();

    assertThat(refusals()).hasSize(1);
    assertThatThrownBy(started::get)
        .cause()
        .hasMessage("the run was stopped before its load began");
  }

  @Test
  @Timeout(60)
  void stop_betweenTheBeginOfTheLoadAndTheRun_stopsItInTheOrdinaryWay() throws Exception {
    HttpServer target =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    target.start();
    AtomicReference<RunDesk> desk = new AtomicReference<>();
    CompletableFuture<RunResult> judged = new CompletableFuture<>();
    desk.set(
        desk(
            new HeardView() {
              @Override
              public void began(WatchedRun run) {
                assertThat(desk.get().stop()).isTrue(); // before the desk hears of the run
              }

              @Override
              public void judged(RunResult result) {
                judged.complete(result);
              }
            }));
    try (RunDesk open = desk.get()) {
      String plan = PLAN.replace(":1\n", ":" + target.getAddress().getPort() + "\n");
      open.start(plan.replace("for: 1s", "for: 300s"), Optional.empty());

      assertThat(judged.get().end().reason()).isEqualTo(RunEnd.Reason.INTERRUPTED);
      assertThat(judged.get().end().detail()).isEqualTo("it was stopped in the page");
    } finally {
      target.stop(0);
    }
  }

  @Test
  void start_afterItsEnd_isRefused() {
    Path runs = folder.resolve("runs");
    RunDesk desk = desk(Progress.QUIET.view(SHELL));
    desk.close();

    assertThatThrownBy(() -> desk.start(PLAN, Optional.empty()))
        .isInstanceOf(IOException.class)
        .hasMessage("no run begins any more: the page is ending");
    assertThat(runs).doesNotExist();
  }
}
