package dev.loadstone.servers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.plan.yaml.PlanReader;
import dev.loadstone.core.plan.yaml.ReadOptions;
import dev.loadstone.core.record.CounterKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The plans of {@code examples/09-databases}, shortened, against real servers. */
final class DatabaseExamplesIT {
  private static final Path EXAMPLE = Path.of("..", "examples", "09-databases");

  private static ServerRun run(String file, String target) throws InterruptedException {
    ReadOptions options = ReadOptions.NONE.withTarget(target).withScale(0.1);
    return ServerRun.of(new PlanReader().read(EXAMPLE.resolve(file), options));
  }

  @Test
  void postgres_readsAndTransfers(@TempDir Path folder) throws IOException, InterruptedException {
    try (RealServer server = RealServer.postgres(folder)) {
      ServerRun run =
          run(
              "postgres.yaml",
              "jdbc:postgresql://127.0.0.1:" + server.port() + "/postgres?user=postgres");
      assertThat(run.failures()).isEmpty();
      assertThat(run.count(CounterKey.OPERATIONS, Map.of("step", "read"))).isPositive();
      assertThat(run.count(CounterKey.OPERATIONS, Map.of("step", "transfer"))).isPositive();
    }
  }

  @Test
  void redis_fillsItsCache() throws IOException, InterruptedException {
    try (RealServer server = RealServer.redis()) {
      ServerRun run = run("redis.yaml", "redis://127.0.0.1:" + server.port());
      assertThat(run.failures()).isEmpty();
      assertThat(run.count(CounterKey.CACHE_HITS, Map.of("step", "get"))).isPositive();
    }
  }

  @Test
  void kafka_recordsArrive(@TempDir Path folder) throws IOException, InterruptedException {
    try (RealServer server = RealServer.kafka(folder)) {
      ServerRun run = run("kafka.yaml", "kafka://127.0.0.1:" + server.port());
      assertThat(run.failures()).isEmpty();
      assertThat(run.total(Measure.MESSAGE_LATENCY).count())
          .isBetween(1L, run.count(CounterKey.MESSAGES_SENT, Map.of()));
    }
  }

  @Test
  void nats_messagesArrive(@TempDir Path folder) throws IOException, InterruptedException {
    try (RealServer server = RealServer.nats(folder)) {
      ServerRun run = run("nats.yaml", "nats://127.0.0.1:" + server.port());
      assertThat(run.failures()).isEmpty();
      assertThat(run.total(Measure.MESSAGE_LATENCY).count())
          .isBetween(1L, run.count(CounterKey.MESSAGES_SENT, Map.of()));
    }
  }
}
