package dev.loadstone.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.record.CounterKey;
import dev.loadstone.core.result.MeasureSummary;
import dev.loadstone.core.result.RunResult;
import dev.loadstone.engine.grpc.GrpcServer;
import dev.loadstone.engine.grpc.GrpcServer.Reflects;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Calls of a server that others wrote: grpc-java. */
@Timeout(60)
final class GrpcIT {
  private static final String ONCE = "{phases: [{rate: 10/s, for: 100ms}], drain: 5s}";

  @TempDir Path folder;

  @BeforeEach
  void writeProto() throws IOException {
    Files.writeString(folder.resolve("echo.proto"), GrpcServer.PROTO);
  }

  private RunResult once(GrpcServer server, String steps) throws InterruptedException {
    return Runs.run(Runs.plan(server.url(), "", ONCE, steps), folder);
  }

  private static String call(String method, String keys) {
    return "- grpc: test.Echo/" + method + "\n  proto: echo.proto\n" + keys.indent(2);
  }

  private static MeasureSummary measure(RunResult result, Measure measure) {
    return result.measures().stream()
        .filter(summary -> summary.measure() == measure && summary.tags().values().isEmpty())
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + measure));
  }

  private static String message(RunResult result) {
    return result.errors().getFirst().samples().getFirst().message();
  }

  @Test
  void unary_itsMessages_areSentAndJudged() throws Exception {
    try (GrpcServer server = new GrpcServer(Reflects.NOTHING)) {
      String first =
          call(
              "Say",
              """
              message: {text: "hällo ${iteration}", count: 41}
              metadata: {X-Tenant: "t-${user.id}"}
              timeout: 7s
              check: ["$.count == 42", "$.text contains hällo", response_time < 5s]
              extract: {reply: $.text, answer: $.count}
              """);
      String second =
          call(
              "Say",
              """
              name: again
              message: {text: "${reply}", count: "${answer}"}
              check: "$.count == 43"
              """);
      RunResult result = once(server, first + second);

      assertThat(Runs.errors(result)).isEmpty();
      assertThat(Runs.operations(result, "ok")).isEqualTo(2);
      assertThat(Runs.count(result, CounterKey.CHECKS, Map.of("outcome", "passed"))).isEqualTo(4);
      assertThat(Runs.count(result, CounterKey.GRPC_STATUSES, Map.of("status", "OK"))).isEqualTo(2);
      assertThat(Runs.count(result, CounterKey.EVENTS, Map.of("event", "message"))).isEqualTo(2);
      assertThat(server.tenants()).singleElement().asString().startsWith("t-");
      assertThat(server.deadlinesMillis().getFirst()).isBetween(5_000L, 7_000L);
    }
  }

  @Test
  void serverStream_itsMessages_areTimedAsTheyCame() throws Exception {
    try (GrpcServer server = new GrpcServer(Reflects.NOTHING)) {
      RunResult result =
          once(
              server,
              call(
                  "Tell",
                  """
                  message: {text: m, count: 5, pauseMs: 60}
                  check: ["$[4].text == m4", "$[*].count == 3", "$[5] not exists"]
                  """));

      assertThat(Runs.errors(result)).isEmpty();
      assertThat(Runs.count(result, CounterKey.EVENTS, Map.of())).isEqualTo(5);
      assertThat(measure(result, Measure.EVENT_GAP).count()).isEqualTo(4);
      assertThat(measure(result, Measure.EVENT_GAP).mean()).isCloseTo(0.06, within(0.03));
      assertThat(measure(result, Measure.TIME_TO_FIRST_EVENT).max())
          .isLessThan(measure(result, Measure.TIME_TO_TERMINAL_EVENT).max() - 0.2);
    }
  }

  @Test
  void clientStream_itsMessages_areSentWhenDue() throws Exception {
    try (GrpcServer server = new GrpcServer(Reflects.NOTHING)) {
      RunResult result =
          once(
              server,
              call(
                  "Sum",
                  """
                  messages: [{text: a, count: 1}, {text: "b", count: 2}, {text: c, count: 4}]
                  interval: 100ms
                  check: ["$.count == 7", "$.text == abc"]
                  """));

      assertThat(Runs.errors(result)).isEmpty();
      assertThat(server.messages()).isEqualTo(3);
      assertThat(measure(result, Measure.SERVICE_TIME).max()).isBetween(0.2, 0.6);
    }
  }

  @Test
  void bothStream_answersComeBetweenMessages_whenTheyAreSentOneByOne() throws Exception {
    try (GrpcServer server = new GrpcServer(Reflects.NOTHING)) {
      String three = "messages: [{text: a}, {text: \"b ${iteration}\"}, {text: c}]\n";
      RunResult slow =
          once(server, call("Chat", three + "interval: 100ms\ncheck: \"$[2].text == 're: c'\"\n"));
      assertThat(Runs.errors(slow)).isEmpty();
      assertThat(measure(slow, Measure.EVENT_GAP).count()).isEqualTo(2);
      assertThat(measure(slow, Measure.EVENT_GAP).mean()).isCloseTo(0.1, within(0.05));

      RunResult fast = once(server, call("Chat", three));
      assertThat(Runs.errors(fast)).isEmpty();
      assertThat(Runs.count(fast, CounterKey.EVENTS, Map.of())).isEqualTo(3);
      RunResult nothing = once(server, call("Chat", "messages: []\ncheck: \"$[0] not exists\"\n"));
      assertThat(Runs.errors(nothing)).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1, client_error, CANCELLED",
    "2, server_error, UNKNOWN",
    "3, client_error, INVALID_ARGUMENT",
    "4, timeout_total, DEADLINE_EXCEEDED",
    "5, not_found, NOT_FOUND",
    "7, forbidden, PERMISSION_DENIED",
    "8, rate_limit, RESOURCE_EXHAUSTED",
    "12, server_error, UNIMPLEMENTED",
    "14, server_error, UNAVAILABLE",
    "16, unauthorized, UNAUTHENTICATED"
  })
  void status_thatIsNotOk_isClassedAndCounted(int code, String error, String status)
      throws Exception {
    try (GrpcServer server = new GrpcServer(Reflects.NOTHING)) {
      RunResult result =
          once(server, call("Say", "message: {status: " + code + "}\ncheck: \"$.text exists\"\n"));
      assertThat(Runs.errors(result)).isEqualTo(error + "=1");
      assertThat(message(result)).isEqualTo("status " + status + ": told to: 100 % ähnlich");
      assertThat(Runs.count(result, CounterKey.GRPC_STATUSES, Map.of("status", status)))
          .isEqualTo(1);
    }
  }

  @Test
  void status_afterMessages_failsTheCallWithAllThatCame() throws Exception {
    try (GrpcServer server = new GrpcServer(Reflects.NOTHING)) {
      RunResult result = once(server, call("Tell", "message: {count: 3, status: 14}\n"));
      assertThat(Runs.errors(result)).isEqualTo("server_error=1");
      assertThat(Runs.count(result, CounterKey.EVENTS, Map.of())).isEqualTo(3);
    }
  }

  @Test
  void deadline_thatPasses_endsTheCallOnBothSides() throws Exception {
    try (GrpcServer server = new GrpcServer(Reflects.NOTHING)) {
      RunResult result =
          once(server, call("Tell", "message: {count: 50, pauseMs: 100}\ntimeout: 350ms\n"));
      assertThat(Runs.errors(result)).isEqualTo("timeout_total=1");
      assertThat(server.deadlinesMillis().getFirst()).isLessThanOrEqualTo(350);
      assertThat(Runs.count(result, CounterKey.EVENTS, Map.of())).isBetween(1L, 3L);
    }
  }

  @Test
  void cancelAfter_soManyMessages_isAnEndOfItsOwn() throws Exception {
    try (GrpcServer server = new GrpcServer(Reflects.NOTHING)) {
      RunResult result =
          once(
              server,
              call("Tell", "message: {count: 100, pauseMs: 50}\ncancelAfter: {events: 4}\n"));
      assertThat(Runs.errors(result)).isEmpty();
      assertThat(Runs.count(result, CounterKey.STREAMS_CUT, Map.of())).isEqualTo(1);
      assertThat(Runs.count(result, CounterKey.EVENTS, Map.of())).isEqualTo(4);
      assertThat(server.cancelled()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Reflects.class,
      names = {"V1", "V1ALPHA"})
  void reflection_ofEitherVersion_replacesTheFile(Reflects reflects) throws Exception {
    try (GrpcServer server = new GrpcServer(reflects)) {
      RunResult result =
          once(
              server,
              """
              - grpc: test.Echo/Say
                reflection: true
                message: {text: x, count: 1}
                check: "$.count == 2"
              """);
      assertThat(Runs.errors(result)).isEmpty();
      assertThat(Runs.operations(result, "ok")).isEqualTo(1);
    }
  }

  @Test
  void reflection_thatTellsNothing_isAProblemBeforeTheRun() throws Exception {
    String step = "- grpc: test.%s\n  name: ask\n  reflection: true\n  message: {%s: 1}\n";
    try (GrpcServer server = new GrpcServer(Reflects.NOTHING)) {
      assertThatThrownBy(() -> once(server, step.formatted("Echo/Say", "count")))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "step ask: the target default does not tell of test.Echo: it has no server"
                  + " reflection. Give the .proto file with proto.");
    }
    try (GrpcServer server = new GrpcServer(Reflects.V1)) {
      assertThatThrownBy(() -> once(server, step.formatted("Ecko/Say", "count")))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("step ask: the target default does not tell of test.Ecko: ");
      assertThatThrownBy(() -> once(server, step.formatted("Echo/Say", "cuont")))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "step ask: message.cuont must be a field of test.Ask, got: cuont. Did you mean"
                  + " count?");
    }
  }

  @Test
  void message_thatDoesNotFitAtRunTime_namesTheField() throws Exception {
    try (GrpcServer server = new GrpcServer(Reflects.NOTHING)) {
      RunResult result =
          once(server, call("Say", "message: {text: a, count: \"n${iteration}\"}\n"));
      assertThat(Runs.errors(result)).isEqualTo("script=1");
      assertThat(message(result)).isEqualTo("message.count must be int32, got: \"n0\"");

      RunResult late =
          once(
              server,
              call("Sum", "messages: [{count: 1}, {count: \"n${iteration}\"}]\ninterval: 50ms\n"));
      assertThat(Runs.errors(late)).isEqualTo("script=1");
      assertThat(message(late)).isEqualTo("messages[1].count must be int32, got: \"n0\"");
    }
  }

  @Test
  void messages_compressedOnEitherSide_areTheSame() throws Exception {
    try (GrpcServer server = new GrpcServer(Reflects.NOTHING)) {
      String text = "well ".repeat(200);
      String tell =
          call(
              "Tell",
              """
              message: {text: "%s${iteration}", count: 2}
              compress: true
              metadata: {x-packed: "1"}
              check: "$[1].text == '%s01'"
              """
                  .formatted(text, text));
      String say =
          call("Say", "message: {count: 1}\nmetadata: {x-packed: \"1\"}\ncheck: $.count == 2\n");
      String plan = Runs.plan(server.url(), "http: {compression: true}", ONCE, tell + say);
      RunResult result = Runs.run(plan, folder);

      assertThat(Runs.errors(result)).isEmpty();
      assertThat(Runs.operations(result, "ok")).isEqualTo(2);
      assertThat(server.codings()).containsExactly("gzip/gzip", "null/gzip");
      assertThat(Runs.count(result, CounterKey.BYTES_RECEIVED, Map.of())).isLessThan(1_000);
      assertThat(Runs.count(result, CounterKey.BYTES_SENT, Map.of())).isLessThan(1_000);
    }
  }

  @Test
  void connections_ofManyCalls_areShared() throws Exception {
    try (GrpcServer server = new GrpcServer(Reflects.NOTHING)) {
      RunResult result =
          Runs.run(
              Runs.plan(
                  server.url(),
                  "http: {connections: shared, maxConnections: 1}",
                  "{phases: [{rate: 200/s, for: 1s}], drain: 5s}",
                  call("Say", "message: {text: x, pauseMs: 20}\n")),
              folder);
      assertThat(Runs.errors(result)).isEmpty();
      assertThat(Runs.operations(result, "ok")).isEqualTo(200);
      assertThat(Runs.count(result, CounterKey.CONNECTIONS_OPENED, Map.of("protocol", "http/2")))
          .isEqualTo(1);
    }
  }
}
