package dev.loadstone.engine.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loadstone.core.plan.yaml.PlanReader;
import dev.loadstone.core.plan.yaml.ReadOptions;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The text of compiled programs: one word per instruction. */
final class PlanCompilerTest {
  private static CompiledPlan compiled(String steps) {
    String text =
        "name: t\ntarget: http://a.example\nvariables: {x: 1}\n"
            + "load: {phases: [{rate: 1/s, for: 1s}]}\nsteps:\n"
            + steps.indent(2);
    return PlanCompiler.compile(new PlanReader().read("p.yaml", text, ReadOptions.NONE));
  }

  private static String program(String steps) {
    CompiledPlan plan = compiled(steps);
    List<String> words =
        plan.scenarios().getFirst().steps().stream()
            .map(instruction -> word(instruction, plan))
            .toList();
    return String.join(" ", words);
  }

  private static String word(Instruction instruction, CompiledPlan plan) {
    return switch (instruction) {
      case Instruction.Http http -> plan.operations().get(http.operation().number()).step();
      case Instruction.Activity call -> plan.operations().get(call.operation().number()).step();
      case Instruction.Pause pause -> "pause";
      case Instruction.Take take -> "take" + take.recording().number();
      case Instruction.Jump jump -> "jump:" + jump.target();
      case Instruction.JumpUnless jump -> "unless:" + jump.target();
      case Instruction.RepeatBegin begin -> "repeat" + begin.counter() + "x" + begin.times();
      case Instruction.RepeatEnd end -> "again" + end.counter() + ":" + end.target();
      case Instruction.SampleBegin begin -> "sample:" + begin.end();
      case Instruction.SampleEnd _ -> "sampled";
      case Instruction.GroupBegin begin -> "group" + begin.counter();
      case Instruction.GroupEnd end -> "end" + end.counter() + "=" + end.group();
    };
  }

  @Test
  void program_plainSteps_areInOrder() {
    assertThat(program("- {http: GET /a, name: a}\n- pause: 1s\n- {http: GET /b, name: b}\n"))
        .isEqualTo("a pause b");
  }

  @Test
  void program_repeat_jumpsBackBehindItsBegin() {
    assertThat(program("- repeat: {times: 3, steps: [{http: GET /a, name: a}, {pause: 1s}]}\n"))
        .isEqualTo("repeat0x3 a pause again0:1");
  }

  @Test
  void program_nestedRepeat_hasItsOwnCounter() {
    assertThat(
            program("- repeat: {times: 2, steps: [{repeat: {times: 4, steps: [{pause: 1s}]}}]}\n"))
        .isEqualTo("repeat0x2 repeat1x4 pause again1:2 again0:1");
  }

  @Test
  void program_if_jumpsOverThen() {
    assertThat(program("- if: {when: \"${x} == 1\", then: [{pause: 1s}]}\n- pause: 2s\n"))
        .isEqualTo("unless:2 pause pause");
  }

  @Test
  void program_ifElse_jumpsOverEither() {
    assertThat(
            program(
                "- if: {when: \"${x} == 1\", then: [{http: GET /a, name: a}],"
                    + " else: [{http: GET /b, name: b}]}\n- pause: 1s\n"))
        .isEqualTo("unless:3 a jump:4 b pause");
  }

  @Test
  void program_everythingNested_jumpsWithinItself() {
    assertThat(
            program(
                """
                - group:
                    name: g
                    steps:
                      - repeat:
                          times: 2
                          steps:
                            - if:
                                when: "${x} == 1"
                                then: [{group: {name: h, steps: [{http: GET /a, name: a}]}}]
                                else: [{pause: 1s}]
                - group: {name: g, steps: [{pause: 1s}]}
                """))
        .isEqualTo(
            "group0 repeat1x2 unless:7 group2 a end2=1 jump:8 pause again1:2 end0=0"
                + " group3 pause end3=0");
  }

  @Test
  void compile_nested_countsCountersOperationsAndOrigins() {
    CompiledPlan plan =
        compiled(
            """
            - repeat: {times: 2, steps: [{group: {name: g, steps: [{http: GET /a, name: a}]}}]}
            - {http: GET /b, name: b}
            """);

    assertThat(plan.scenarios().getFirst().counters()).isEqualTo(2);
    assertThat(plan.operations())
        .extracting(CompiledPlan.OperationName::step)
        .containsExactly("a", "b");
    assertThat(plan.origins()).extracting(Object::toString).containsExactly("http://a.example");
  }

  @Test
  void compile_callOfNothing_isRejected() {
    assertThatThrownBy(() -> compiled("- call: no.such.Type#run\n"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the class of no.such.Type#run is not on the class path");
  }
}
