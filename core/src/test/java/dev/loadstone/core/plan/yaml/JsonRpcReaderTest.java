package dev.loadstone.core.plan.yaml;

import static dev.loadstone.core.plan.yaml.PlanFixture.problems;
import static dev.loadstone.core.plan.yaml.PlanFixture.steps;
import static dev.loadstone.core.plan.yaml.PlanFixture.withSteps;
import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.core.expression.Template;
import dev.loadstone.core.plan.JsonRpc;
import dev.loadstone.core.plan.Plan;
import dev.loadstone.core.plan.Step;
import dev.loadstone.core.plan.dsl.LoadPlan;
import dev.loadstone.core.plan.dsl.PhaseSpec;
import dev.loadstone.core.plan.dsl.RoundTrip;
import dev.loadstone.core.plan.dsl.Steps;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class JsonRpcReaderTest {
  private static JsonRpc rpc(String step) {
    return (JsonRpc) steps(step).getFirst();
  }

  @Test
  void call_withEverything_isRead() {
    JsonRpc step =
        rpc(
            """
            - jsonrpc: /rpc
              method: eth_getBalance
              params: ['0xabc', latest, {n: 1}]
              slo: 100ms
              onFailure: continue
              extract: {balance: $.result}
            """);

    assertThat(step.batch()).isFalse();
    assertThat(step.name()).isEqualTo("eth_getBalance");
    assertThat(step.request().method()).isEqualTo("POST");
    assertThat(step.slo()).contains(Duration.ofMillis(100));
    assertThat(step.continueOnFailure()).isTrue();
    assertThat(step.request().extractions()).hasSize(1);
    assertThat(step.elements())
        .containsExactly(
            new JsonRpc.Element(
                "eth_getBalance",
                Optional.of(Template.literal("[\"0xabc\",\"latest\",{\"n\":1}]")),
                false));
  }

  @Test
  void batch_ofCallsAndNotifications_isRead() {
    JsonRpc step =
        rpc(
            """
            - jsonrpc: /rpc
              name: both
              batch:
                - {method: a}
                - {method: b, params: {x: 1}}
                - {method: c, notification: true}
            """);

    assertThat(step.batch()).isTrue();
    assertThat(step.name()).isEqualTo("both");
    assertThat(step.elements())
        .containsExactly(
            new JsonRpc.Element("a", Optional.empty(), false),
            new JsonRpc.Element("b", Optional.of(Template.literal("{\"x\":1}")), false),
            new JsonRpc.Element("c", Optional.empty(), true));
  }

  @Test
  void batch_withoutAName_isNamedByItsRequest() {
    assertThat(rpc("- {jsonrpc: /rpc, batch: [{method: a}]}\n").name()).isEqualTo("POST /rpc");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{jsonrpc: /rpc}|steps[0] must have the key 'method'."
            + " Write method: ping, or batch: [{method: ping}].",
        "{jsonrpc: /rpc, method: ' '}|steps[0].method must be a name, got: nothing",
        "{jsonrpc: /rpc, method: a, params: 7}|steps[0].params must be a list or a mapping,"
            + " got: 7. Write params: [a, 1] or params: {name: a}.",
        "{jsonrpc: /rpc, method: a, batch: [{method: b}]}|steps[0].method must not stand beside"
            + " batch. Move it into an element of the batch.",
        "{jsonrpc: /rpc, batch: []}|steps[0].batch must have from 1 to 1000 calls, got: 0."
            + " Write batch: [{method: ping}, {method: ping}].",
        "{jsonrpc: /rpc, batch: [{params: []}]}|steps[0].batch[0] must have the key 'method'."
            + " Write batch: [{method: ping}].",
        "{jsonrpc: /rpc, method: a, json: {}}|steps[0].json is not a known key."
      })
  void step_thatCannotBe_namesPathAndFix(String step, String problem) {
    assertThat(problems(withSteps("- " + step))).anyMatch(text -> text.contains(problem));
  }

  @Test
  void javaPlan_ofCallsAndBatches_isTheSameAsText() {
    Plan plan =
        RoundTrip.build(
            LoadPlan.named("x")
                .target("http://127.0.0.1:18800")
                .open(PhaseSpec.rate(5).over(Duration.ofSeconds(10)))
                .scenario(
                    "x",
                    scenario ->
                        scenario.steps(
                            Steps.jsonRpc("/rpc", "a").params(List.of(1, "b")),
                            Steps.jsonRpc("/rpc", "n").notification(),
                            Steps.jsonRpcBatch("/rpc")
                                .and("a")
                                .and("b", Map.of("x", 1))
                                .andNotify("c"))),
            ReadOptions.NONE);

    List<Step> text =
        steps(
            """
            - {jsonrpc: /rpc, method: a, params: [1, b]}
            - {jsonrpc: /rpc, method: n, notification: true}
            - {jsonrpc: /rpc, batch: [{method: a}, {method: b, params: {x: 1}}, {method: c, notification: true}]}
            """);
    assertThat(plan.scenarios().getFirst().steps()).isEqualTo(text);
  }
}
