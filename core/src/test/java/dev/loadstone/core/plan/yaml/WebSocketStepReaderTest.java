package dev.loadstone.core.plan.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.core.plan.Body;
import dev.loadstone.core.plan.WebSocketStep;
import dev.loadstone.core.plan.dsl.LoadPlan;
import dev.loadstone.core.plan.dsl.LoadSpec;
import dev.loadstone.core.plan.dsl.RoundTrip;
import dev.loadstone.core.plan.dsl.Steps;
import dev.loadstone.core.plan.dsl.WebSocketSpec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WebSocketStepReaderTest {
  private static WebSocketStep step(String yaml) {
    return (WebSocketStep) PlanFixture.steps(yaml).getFirst();
  }

  private static WebSocketStep step(WebSocketSpec spec) {
    return (WebSocketStep)
        RoundTrip.build(
                LoadPlan.named("sockets")
                    .target("http://127.0.0.1:18800")
                    .load(LoadSpec.profile("baseline").users(1))
                    .scenario("main", main -> main.steps(spec)),
                ReadOptions.NONE)
            .scenarios()
            .getFirst()
            .steps()
            .getFirst();
  }

  @Test
  void step_withAPathOnly_opensAndStaysOpen() {
    WebSocketStep step = step("- websocket: /ws/${user.id}?tenant=a");

    assertThat(step.name()).isEqualTo("GET /ws/{user.id}");
    assertThat(step.connection()).isEqualTo(step.name());
    assertThat(step.message()).isEmpty();
    assertThat(step.times()).isEqualTo(1);
    assertThat(step.reply()).isEmpty();
    assertThat(step.receive()).isEmpty();
    assertThat(step.close()).isEmpty();
    assertThat(step.ping()).isFalse();
    assertThat(step.timeouts().total()).isEqualTo(Duration.ofSeconds(60));
  }

  @Test
  void step_withEveryKey_isTheSameFromYamlAndJava() {
    WebSocketStep fromYaml =
        step(
            """
            - websocket: /ws/chat
              name: ask
              headers: {X-Tenant: a}
              subprotocol: [chat.v2, chat]
              connection: chat
              json: {id: "${random.uuid}", text: hello}
              times: 3
              reply: {id: $.re, request: $.id}
              receive: {messages: 2}
              timestamp: {path: $.ts, unit: iso}
              check: [$.text exists, body contains hello]
              extract: {said: $.text}
              ping: true
              close: 3001
              timeout: 5s
              slo: 100ms
              onFailure: continue
            """);
    WebSocketStep fromJava =
        step(
            Steps.webSocket("/ws/chat")
                .name("ask")
                .header("X-Tenant", "a")
                .subprotocol("chat.v2", "chat")
                .connection("chat")
                .json(Map.of("id", "${random.uuid}", "text", "hello"))
                .times(3)
                .replyById("$.id", "$.re")
                .receive(2)
                .timestamp("$.ts", "iso")
                .check("$.text exists", "body contains hello")
                .extract("said", "$.text")
                .ping()
                .close(3001)
                .timeout(Duration.ofSeconds(5))
                .slo(Duration.ofMillis(100))
                .continueOnFailure());

    assertThat(fromYaml).isEqualTo(fromJava);
    assertThat(fromYaml.subprotocols()).containsExactly("chat.v2", "chat");
    assertThat(fromYaml.headers()).extracting(Body.Field::name).containsExactly("X-Tenant");
    assertThat(fromYaml.close()).isEqualTo(Optional.of(3001));
  }

  @Test
  void binary_inBase64_isBytes() {
    WebSocketStep fromYaml = step("- {websocket: /ws, binary: AAECAw==, reply: order}");

    assertThat(fromYaml)
        .isEqualTo(step(Steps.webSocket("/ws").binary(new byte[] {0, 1, 2, 3}).replyByOrder()));
    assertThat(fromYaml.message().toString()).isEqualTo("Optional[Binary[4 bytes]]");
  }

  @Test
  void listening_forLongerThanTheUsualTimeout_lengthensThat() {
    WebSocketStep step = step("- {websocket: /ws, receive: {time: 5m}}");

    assertThat(step.timeouts().total()).isEqualTo(Duration.ofMinutes(6));
    assertThat(step.timeouts().idle()).isEqualTo(Duration.ofMinutes(6));
    assertThat(step).isEqualTo(step(Steps.webSocket("/ws").receive(Duration.ofMinutes(5))));
    assertThat(List.of(step.receive().orElseThrow().messages())).containsExactly(0L);
  }
}
