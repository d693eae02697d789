package dev.loadstone.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loadstone.core.launch.EffectivePlan;
import dev.loadstone.core.plan.yaml.ReadOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A target that only sleeps; the test listens in its place, so that it counts as healthy. */
final class StartedTargetsIT {
  private static final InetAddress HERE = InetAddress.getLoopbackAddress();

  @TempDir private Path folder;

  private EffectivePlan plan(int port) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("plan.yaml"),
            """
            name: sleeps
            target:
              url: http://127.0.0.1:%d
              start: {command: [sh, -c, 'echo $$ > %s; exec sleep 300'], within: 60s}
            load: {phases: [{rate: 1/s, for: 1s}]}
            steps: [{http: GET /}]
            """
                .formatted(port, folder.resolve("id")));
    return EffectivePlan.read(file, ReadOptions.NONE);
  }

  /** Listens as soon as the target is there: before, its port must be free. */
  private Callable<ServerSocket> listening(int port) {
    return () -> {
      while (!Files.exists(folder.resolve("id"))) {
        LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
      }
      return new ServerSocket(port, 10, HERE);
    };
  }

  private Void kill() throws InterruptedException {
    try {
      long id = Long.parseLong(Files.readString(folder.resolve("id")).strip());
      ProcessHandle process = ProcessHandle.of(id).orElseThrow();
      process.destroyForcibly();
      process.onExit().join();
      throw new IllegalArgumentException("there is no process with the id " + id);
    } catch (IOException unreadable) {
      throw new AssertionError(unreadable);
    }
  }

  @Test
  void action_thatFailsForATargetHasEnded_isToldAsThat() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, HERE)) {
      port = free.getLocalPort();
    }
    try (ExecutorService other = Executors.newSingleThreadExecutor()) {
      Future<ServerSocket> socket = other.submit(listening(port));
      try (StartedTargets started = StartedTargets.start(plan(port), Optional.empty());
          ServerSocket _ = socket.get()) {
        assertThat(started.whileRunning("soon", () -> 7)).isEqualTo(7);
        String told =
            "The target ended before its time, with exit code 137 (signal 9). It wrote"
                + " nothing.";
        assertThatThrownBy(() -> started.whileRunning("before its time", this::kill))
            .isInstanceOf(UnreachableException.class)
            .hasMessageContaining(told);
        assertThatThrownBy(() -> started.whileRunning("before its time", () -> 8))
            .isInstanceOf(UnreachableException.class)
            .hasMessageContaining(told);
      }
    }
  }
}
