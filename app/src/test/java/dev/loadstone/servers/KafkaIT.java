package dev.loadstone.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.record.CounterKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class KafkaIT {
  private RealServer server;
  private Responder responder;

  /** Answers what is asked on the topic {@code quotes}, as its headers say. */
  private static final class Responder {
    private final KafkaConsumer<byte[], byte[]> asked;
    private final KafkaProducer<byte[], byte[]> answered;
    private final Thread thread = Thread.ofPlatform().daemon(true).unstarted(this::answer);

    Responder(String servers) {
      Map<String, Object> settings =
          Map.of(
              "bootstrap.servers", servers, "group.id", "quotes", "auto.offset.reset", "earliest");
      asked =
          new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
      answered =
          new KafkaProducer<>(
              Map.of("bootstrap.servers", servers),
              new ByteArraySerializer(),
              new ByteArraySerializer());
      asked.subscribe(List.of("quotes"));
      thread.start();
    }

    private void answer() {
      try (asked;
          answered) {
        while (true) {
          asked.poll(Duration.ofSeconds(1)).forEach(this::answer);
        }
      } catch (WakeupException over) {
        // the test is over
      }
    }

    private void answer(ConsumerRecord<byte[], byte[]> question) {
      String topic =
          new String(
              question.headers().lastHeader("kafka_replyTopic").value(), StandardCharsets.UTF_8);
      String text = new String(question.value(), StandardCharsets.UTF_8);
      ProducerRecord<byte[], byte[]> reply =
          new ProducerRecord<>(
              topic, ("{\"asked\":\"" + text + "\"}").getBytes(StandardCharsets.UTF_8));
      reply.headers().add(question.headers().lastHeader("kafka_correlationId"));
      answered.send(reply);
    }

    void stop() throws InterruptedException {
      asked.wakeup();
      thread.join(10_000);
    }
  }

  @BeforeAll
  void start(@TempDir Path folder) throws IOException, InterruptedException, ExecutionException {
    server = RealServer.kafka(folder);
    String servers = "127.0.0.1:" + server.port();
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
      List<NewTopic> topics =
          List.of(
              new NewTopic("spread", 3, (short) 1),
              new NewTopic("letters", 1, (short) 1),
              new NewTopic("news", 2, (short) 1),
              new NewTopic("quotes", 1, (short) 1),
              new NewTopic("replies", 1, (short) 1));
      admin.createTopics(topics).all().get();
    }
    responder = new Responder(servers);
  }

  @AfterAll
  void stop() throws InterruptedException {
    if (responder != null) {
      responder.stop();
    }
    if (server != null) {
      server.close();
    }
  }

  private ServerRun run(String settings, String load, String steps) throws InterruptedException {
    return ServerRun.of(
        "target: kafka://127.0.0.1:" + server.port() + "\n" + settings, load, steps);
  }

  @Test
  void publish_withKeyHeadersAndPartition_reachesAConsumer() throws InterruptedException {
    ServerRun run =
        run(
            "kafka: {connections: 2}\n",
            ServerRun.ONCE,
            """
            - kafka: letters
              message: '{"id":7}'
              key: first
              headers: {trace: "t-${user.id}"}
              partition: 0
              acks: 1
              check: [$.partition == 0, $.offset == 0]
            - {kafka: letters, message: x, messages: 20, acks: 0}
            - {kafka: letters, message: y, acks: 0, flush: false}
            - kafka: letters
              do: consume
              group: readers
              offset: earliest
              messages: 22
              timeout: 20s
              check: [$.data.id == 7, $.key == first, $.headers.trace == t-0, $.offset == 0,
                      "$.messages[20] == x", "$.messages[21] == y"]
            """);
    assertThat(run.failures()).isEmpty();
    assertThat(run.ok()).isEqualTo(4);
    assertThat(run.count(CounterKey.MESSAGES_SENT, Map.of())).isEqualTo(22);
    assertThat(run.count(CounterKey.MESSAGES_RECEIVED, Map.of())).isEqualTo(22);
    assertThat(run.count(CounterKey.BYTES_SENT, Map.of())).isEqualTo(8 + 20 + 1);
    assertThat(run.count(CounterKey.BYTES_RECEIVED, Map.of())).isEqualTo(8 + 20 + 1);
  }

  @Test
  void consume_inAGroup_sharesRecordsOutAmongUsers() throws InterruptedException {
    ServerRun run =
        run(
            "kafka: {connections: 2}\n",
            "{model: closed, phases: [{users: 2, for: 2s}], drain: 20s}",
            """
            - {kafka: spread, message: a, messages: 6, stamp: true}
            - {kafka: spread, do: consume, group: sharing, offset: earliest, messages: 6, timeout: 20s}
            - pause: 10s
            """);
    assertThat(run.failures()).isEmpty();
    assertThat(run.count(CounterKey.MESSAGES_RECEIVED, Map.of())).isEqualTo(12);
    assertThat(run.total(Measure.MESSAGE_LATENCY).count()).isEqualTo(12);
  }

  @Test
  void consume_withoutAGroup_tellsTheLatencyOfWhatComesFromThenOn() throws InterruptedException {
    ServerRun run =
        run(
            "",
            "{model: closed, phases: [{users: 1, for: 1s}], drain: 20s}",
            """
            - {kafka: news, message: old}
            - {kafka: news, do: consume, timeout: 5s, name: subscribe, onFailure: continue}
            - {kafka: news, message: new, messages: 3, partition: 0, stamp: true}
            - {kafka: news, do: consume, messages: 3, check: $.data == new, name: take, timeout: 10s}
            - {kafka: news, message: plain}
            - {kafka: news, do: consume, check: $.data == plain, name: take, timeout: 10s}
            - pause: 5s
            """);
    assertThat(run.failures()).containsExactly("timeout_total: no end in time");
    assertThat(run.count(CounterKey.OPERATIONS, Map.of("step", "take", "outcome", "ok")))
        .isEqualTo(2);
    assertThat(run.total(Measure.MESSAGE_LATENCY).count()).isEqualTo(4);
    assertThat(run.total(Measure.MESSAGE_LATENCY).max()).isLessThan(5);
  }

  @Test
  void request_answered_givesTheReply() throws InterruptedException {
    ServerRun run =
        run(
            "",
            ServerRun.ONCE,
            """
            - {kafka: quotes, do: request, replyTopic: replies, message: EUR, check: $.data.asked == EUR}
            - {kafka: quotes, do: request, replyTopic: replies, message: USD, check: $.data.asked == USD}
            - {kafka: letters-2, do: request, replyTopic: replies, timeout: 1s, onFailure: continue}
            """);
    assertThat(run.failures()).containsExactly("timeout_total: no end in time");
    assertThat(run.ok()).isEqualTo(2);
    assertThat(run.count(CounterKey.MESSAGES_RECEIVED, Map.of())).isEqualTo(2);
  }

  @Test
  void errors_ofTheBrokerAndTheClient_areClassed() throws InterruptedException {
    ServerRun run =
        run(
            "kafka: {properties: {max.request.size: 1000, max.block.ms: 500}}\n",
            ServerRun.ONCE,
            """
            - {kafka: spread, message: "${big}", onFailure: continue}
            - {kafka: spread, partition: 7, onFailure: continue}
            - {kafka: "no good", onFailure: continue}
            """
                .replace("${big}", "x".repeat(2_000)));
    assertThat(run.failures())
        .satisfiesExactlyInAnyOrder(
            failure ->
                assertThat(failure).startsWith("client_error: The message is ").contains("1000"),
            failure ->
                assertThat(failure)
                    .startsWith("not_found: Partition 7 of topic spread with partition count 3"),
            failure -> assertThat(failure).startsWith("client_error: ").contains("no good"));
  }

  @Test
  void client_afterTheRun_hasNoThreads() throws InterruptedException {
    run(
        "",
        ServerRun.ONCE,
        "- {kafka: letters, do: consume, group: gone, timeout: 2s, onFailure: continue}");
    assertThat(Thread.getAllStackTraces().keySet())
        .extracting(Thread::getName)
        .noneMatch(name -> name.startsWith("kafka letters") || name.contains("| loadstone"));
  }

  @Test
  void keys_thatDoNotGoTogether_areTold() {
    assertThat(
            catchThrowable(() -> run("", ServerRun.ONCE, "- {kafka: a, do: consume, message: b}")))
        .hasMessageContaining("steps[0].message must not stand beside do: consume. Remove it.");
  }

  @Test
  void login_thatIsNotTaken_endsTheRunBeforeItBegins() {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(
            () -> run("kafka: {user: a, password: b}\n", ServerRun.ONCE, "- {kafka: letters}"))
        .withMessageStartingWith(
            "the target at kafka://127.0.0.1:" + server.port() + " cannot be used: ");
  }
}
