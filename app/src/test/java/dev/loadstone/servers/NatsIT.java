package dev.loadstone.servers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.record.CounterKey;
import io.nats.client.Connection;
import io.nats.client.Nats;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class NatsIT {
  private RealServer server;
  private Connection peer;
  private final AtomicInteger heard = new AtomicInteger();

  @BeforeAll
  void start(@TempDir Path folder) throws IOException, InterruptedException {
    server = RealServer.nats(folder);
    peer = Nats.connect("nats://127.0.0.1:" + server.port());
    peer.createDispatcher(message ->
            peer.publish(
                message.getReplyTo(),
                ("{\"asked\":\"" + new String(message.getData(), StandardCharsets.UTF_8) + "\"}")
                    .getBytes(StandardCharsets.UTF_8)))
        .subscribe("quotes");
    peer.createDispatcher(message -> heard.incrementAndGet()).subscribe("orders.*");
  }

  @AfterAll
  void stop() throws InterruptedException {
    peer.close();
    server.close();
  }

  private ServerRun run(String settings, String load, String steps) throws InterruptedException {
    return ServerRun.of("target: nats://127.0.0.1:" + server.port() + "\n" + settings, load, steps);
  }

  @Test
  void publish_manyAtOnce_reachesASubscriber() throws Exception {
    ServerRun run =
        run("", ServerRun.ONCE, "- {nats: orders.new, message: \"${user.id}\", messages: 50}");
    assertThat(run.failures()).isEmpty();
    for (int i = 0; i < 500 && heard.get() < 50; i++) {
      Thread.sleep(10);
    }
    assertThat(heard).hasValue(50);
    assertThat(run.count(CounterKey.MESSAGES_SENT, Map.of())).isEqualTo(50);
    assertThat(run.count(CounterKey.BYTES_SENT, Map.of())).isEqualTo(50);
  }

  @Test
  void request_answered_givesTheReply() throws InterruptedException {
    ServerRun run =
        run(
            "nats: {connections: 2}\n",
            ServerRun.ONCE,
            """
            - {nats: quotes, do: request, message: EUR, check: $.data.asked == EUR}
            - {nats: nobody, do: request, timeout: 2s, onFailure: continue}
            """);
    assertThat(run.failures()).containsExactly("not_found: no responders on nobody");
    assertThat(run.ok()).isEqualTo(1);
  }

  @Test
  void consume_whatAnotherScenarioPublishes_tellsTheLatency() throws InterruptedException {
    ServerRun run =
        run(
            "",
            "{model: closed, phases: [{users: 1, for: 1s}], drain: 5s}",
            """
            - {nats: news.first, do: consume, timeout: 50ms, name: subscribe, onFailure: continue}
            - {nats: news.first, message: hello, messages: 3, stamp: true}
            - {nats: news.first, do: consume, messages: 3, check: $.data == hello, name: take}
            - {nats: news.other, do: consume, timeout: 50ms, name: subscribe, onFailure: continue}
            - {nats: news.other, message: '{"sent":${now}}'}
            - {nats: news.other, do: consume, timestamp: '"sent":(\\d+)', check: $.data.sent exists, name: take}
            - pause: 2s
            """);
    assertThat(run.count(CounterKey.OPERATIONS, Map.of("step", "take", "outcome", "ok")))
        .as(run.failures().toString())
        .isEqualTo(2);
    assertThat(run.total(Measure.MESSAGE_LATENCY).count()).isEqualTo(4);
    assertThat(run.total(Measure.MESSAGE_LATENCY).max()).isLessThan(2);
  }

  @Test
  void keys_thatDoNotGoTogether_areTold() {
    assertThat(
            org.assertj.core.api.Assertions.catchThrowable(
                () -> run("", ServerRun.ONCE, "- {nats: a, do: consume, message: b}")))
        .hasMessageContaining("steps[0].message must not stand beside do: consume. Remove it.");
  }
}
