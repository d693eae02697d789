package dev.loadstone.core.plan.yaml;

import static dev.loadstone.core.plan.dsl.PhaseSpec.users;
import static dev.loadstone.core.plan.yaml.PlanFixture.problems;
import static dev.loadstone.core.plan.yaml.PlanFixture.steps;
import static dev.loadstone.core.plan.yaml.PlanFixture.withSteps;
import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.core.plan.A2a;
import dev.loadstone.core.plan.A2a.Binding;
import dev.loadstone.core.plan.A2a.Dialect;
import dev.loadstone.core.plan.A2a.Extraction;
import dev.loadstone.core.plan.A2a.Fact;
import dev.loadstone.core.plan.A2a.Following;
import dev.loadstone.core.plan.A2a.Mode;
import dev.loadstone.core.plan.A2a.Version;
import dev.loadstone.core.plan.Step;
import dev.loadstone.core.plan.dsl.LoadPlan;
import dev.loadstone.core.plan.dsl.RoundTrip;
import dev.loadstone.core.plan.dsl.Steps;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class A2aReaderTest {
  private static A2a read(String step) {
    return (A2a) steps(step).getFirst();
  }

  @Test
  void a2a_onlyWhatMustBeThere_isAStreamOfVersion1() {
    A2a step = read("- {a2a: /a2a, message: {text: hello}}\n");

    assertThat(step.name()).isEqualTo("A2A /a2a");
    assertThat(step.url().outline()).isEqualTo("/a2a");
    assertThat(step.dialect()).isEqualTo(new Dialect(Version.V1_0, Binding.JSONRPC));
    assertThat(step.message().parts().outline()).isEqualTo("[{\"text\":\"hello\"}]");
    assertThat(step.message().taskId()).isEmpty();
    assertThat(step.following())
        .isEqualTo(
            new Following(
                Mode.STREAM,
                Duration.ofMillis(500),
                Optional.empty(),
                Duration.ofSeconds(2),
                false));
  }

  @Test
  void a2a_everyKey_isRead() {
    List<Step> steps =
        steps(
            """
            - a2a: /a2a
              message: {text: "order \\"4711\\""}
              version: "0.3"
              extract: {task: task-id, context: context-id, how: state}
            - a2a: /agents/${user.id}
              name: answer
              version: 1.0
              binding: rest
              mode: poll
              pollEvery: 50ms
              cancelAfter: {time: 2s}
              message:
                parts: [{text: "${how}"}, {data: {n: 1}}]
                contextId: ${context}
                taskId: ${task}
                metadata: {tenant: t}
              headers: {Authorization: secret}
              timeout: 5s
              slo: 1s
              onFailure: continue
            """);

    A2a first = (A2a) steps.getFirst();
    assertThat(first.message().parts().outline())
        .isEqualTo("[{\"kind\":\"text\",\"text\":\"order \\\"4711\\\"\"}]");
    assertThat(first.extractions())
        .containsExactly(
            new Extraction("task", Fact.TASK_ID),
            new Extraction("context", Fact.CONTEXT_ID),
            new Extraction("how", Fact.STATE));
    A2a second = (A2a) steps.getLast();
    assertThat(second.name()).isEqualTo("answer");
    assertThat(second.dialect()).isEqualTo(new Dialect(Version.V1_0, Binding.REST));
    assertThat(second.message().parts().outline())
        .isEqualTo("[{\"text\":\"…\"},{\"data\":{\"n\":1}}]");
    assertThat(second.message().taskId().orElseThrow().outline()).isEqualTo("\"…\"");
    assertThat(second.message().metadata().orElseThrow().outline()).isEqualTo("{\"tenant\":\"t\"}");
    assertThat(second.following().mode()).isEqualTo(Mode.POLL);
    assertThat(second.following().pollEvery()).isEqualTo(Duration.ofMillis(50));
    assertThat(second.following().cancelAfter()).contains(Duration.ofSeconds(2));
    assertThat(second.timeouts().total()).isEqualTo(Duration.ofSeconds(5));
    assertThat(second.slo()).contains(Duration.ofSeconds(1));
    assertThat(second.continueOnFailure()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{a2a: /a2a}|steps[0] must have the key 'message'. Write message: {text: \"Where is my order?\"}.",
        "{a2a: /a2a, message: {}}|steps[0].message must have one of the keys text, parts. Write message: {text: \"Where is my order?\"}.",
        "{a2a: /a2a, message: {text: a, parts: []}}|steps[0].message must have one of the keys text, parts. Write message: {text: \"Where is my order?\"}.",
        "{a2a: /a2a, message: {parts: a}}|steps[0].message.parts must be a list of parts, got: a. Write parts: [{text: hello}].",
        "{a2a: /a2a, message: {text: [a]}}|steps[0].message.text must be a single value, got: a list",
        "{a2a: [a], message: {text: a}}|steps[0].a2a must be a single value, got: a list",
        "{a2a: GET /a2a, message: {text: a}}|steps[0].a2a must be the path of an agent, without method and query, got: GET /a2a. Write a2a: /a2a.",
        "{a2a: /a2a?x=1, message: {text: a}}|steps[0].a2a must be the path of an agent, without method and query, got: /a2a?x=1. Write a2a: /a2a.",
        "{a2a: /a2a, message: {text: a}, version: 1}|steps[0].version must be one of 1.0, 0.3, got: 1. Write version: \"1.0\".",
        "{a2a: /a2a, message: {text: a}, version: 0.3, binding: rest}|steps[0].binding must be jsonrpc with version 0.3, got: rest. Write version: \"1.0\", or leave binding out.",
        "{a2a: /a2a, message: {text: a}, binding: grpc}|steps[0].binding must be one of jsonrpc, rest, got: grpc",
        "{a2a: /a2a, message: {text: a}, mode: push}|steps[0].mode must be one of stream, send, poll, got: push",
        "{a2a: /a2a, message: {text: a}, pollEvery: 1s}|steps[0].pollEvery is of mode poll. Write mode: poll, or remove it.",
        "{a2a: /a2a, message: {text: a}, mode: send, cancelAfter: {time: 1s}}|steps[0].cancelAfter has no use with mode send, where the task is not known before its end. Write mode: stream or mode: poll, or remove it.",
        "{a2a: /a2a, message: {text: a}, cancelAfter: {}}|steps[0].cancelAfter must have the key 'time'. Write cancelAfter: {time: 2s}.",
        "{a2a: /a2a, message: {text: a}, mode: poll, stall: 1s}|steps[0].stall is of mode stream. Remove it.",
        "{a2a: /a2a, message: {text: a}, extract: {task: id}}|steps[0].extract.task must be one of task-id, context-id, state, got: id",
        "{a2a: /a2a, message: {text: '${nobody}'}}|steps[0].message.text must use a known name, got: ${nobody}. An environment variable must be set or have a default: ${nobody:-…}."
      })
  void a2a_badInput_isNamed(String step, String problem) {
    assertThat(problems(withSteps("- " + step + "\n")))
        .hasSize(1)
        .first()
        .asString()
        .endsWith(problem);
  }

  @Test
  void dsl_everyMethod_isWhatThePlanSays() {
    LoadPlan written =
        LoadPlan.named("shop")
            .target("http://127.0.0.1:18800")
            .closed(users(1).over(Duration.ofSeconds(10)))
            .scenario(
                "ask",
                scenario ->
                    scenario.steps(
                        Steps.a2a("/a2a")
                            .version("0.3")
                            .text("hello")
                            .context("c")
                            .stall(Duration.ofSeconds(1))
                            .acceptBuffered()
                            .extract("task", "task-id"),
                        Steps.a2a("/a2a")
                            .name("poll")
                            .on("default")
                            .rest()
                            .poll(Duration.ofMillis(50))
                            .parts(List.of(Map.of("text", "${task}")))
                            .task("${task}")
                            .metadata(Map.of("k", "v"))
                            .header("X", "y")
                            .cancelAfter(Duration.ofSeconds(2))
                            .timeout(Duration.ofSeconds(9))
                            .slo(Duration.ofSeconds(3))
                            .continueOnFailure(),
                        Steps.a2a("/b").send().text("x")));
    String yaml =
        """
        name: shop
        target: http://127.0.0.1:18800
        load: {phases: [{users: 1, for: 10s}]}
        scenarios:
          ask:
            steps:
              - a2a: /a2a
                version: 0.3
                message: {text: hello, contextId: c}
                stall: 1s
                buffered: accept
                extract: {task: task-id}
              - a2a: /a2a
                name: poll
                binding: rest
                mode: poll
                pollEvery: 50ms
                message: {parts: [{text: "${task}"}], taskId: "${task}", metadata: {k: v}}
                headers: {X: y}
                cancelAfter: {time: 2s}
                timeout: 9s
                slo: 3s
                onFailure: continue
              - {a2a: /b, mode: send, message: {text: x}}
        """;
    assertThat(RoundTrip.build(written, ReadOptions.NONE)).isEqualTo(PlanFixture.read(yaml));
  }
}
