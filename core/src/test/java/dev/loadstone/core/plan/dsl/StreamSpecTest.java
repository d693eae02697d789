package dev.loadstone.core.plan.dsl;

import static dev.loadstone.core.plan.dsl.PhaseSpec.users;
import static dev.loadstone.core.plan.dsl.Steps.agui;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.core.plan.yaml.PlanReader;
import dev.loadstone.core.plan.yaml.ReadOptions;
import org.junit.jupiter.api.Test;

final class StreamSpecTest {
  @Test
  void agentSteps_sameAsInYaml_areEqual() {
    LoadPlan plan =
        LoadPlan.named("a")
            .target("http://a")
            .scenario(
                "a",
                s ->
                    s.steps(
                        agui("/a")
                            .protobuf()
                            .strict()
                            .extractText("answer")
                            .extractEvent("run", "RUN_FINISHED", "$.runId")
                            .extractEventIfAny("ask", "RUN_FINISHED", "$.outcome.interrupts[0].id"),
                        agui("/b").events("sergas").member("delta", "$.data.text"),
                        agui("/c")
                            .event("begin", "RUN_STARTED")
                            .event("call", "TOOL_CALL_START", "TOOL_CALL_END")
                            .eventType("frame")))
            .closed(users(1).over(ofSeconds(1)));
    String yaml =
        """
        name: a
        target: http://a
        scenarios:
          a:
            steps:
              - agui: /a
                framing: protobuf
                rules: strict
                extract:
                  answer: {text: output}
                  run: {event: RUN_FINISHED, json: $.runId}
                  ask: {event: RUN_FINISHED, json: "$.outcome.interrupts[0].id", optional: true}
              - {agui: /b, events: sergas, members: {delta: $.data.text}}
              - agui: /c
                events: {begin: RUN_STARTED, call: [TOOL_CALL_START, TOOL_CALL_END]}
                type: frame
        load: {phases: [{users: 1, for: 1s}]}
        """;
    assertThat(RoundTrip.build(plan, ReadOptions.NONE))
        .isEqualTo(new PlanReader().read("a.yaml", yaml, ReadOptions.NONE));
  }
}
