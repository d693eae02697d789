package dev.loadstone.monitor.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.core.plan.Plan;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

final class ModelCallsTest {
  private static ModelCall call(Plan plan, String step) {
    return ModelCalls.of(plan).of("calls", step).orElseThrow();
  }

  @Test
  void steps_ofEveryProtocol_areKnownByIt() {
    Plan plan = Plans.CALLS;

    assertThat(call(plan, "chat"))
        .isEqualTo(
            new ModelCall(
                "chat",
                "openai",
                Optional.of("gpt-4o-mini"),
                Optional.of("models.example"),
                OptionalInt.of(8443),
                true));
    assertThat(call(plan, "responses").provider()).isEqualTo("openai");
    assertThat(call(plan, "whole").streamed()).isFalse();
    assertThat(call(plan, "whole").model()).isEmpty();
    assertThat(call(plan, "messages").provider()).isEqualTo("anthropic");
    assertThat(call(plan, "messages").model()).contains("claude");
    assertThat(call(plan, "agent").operation()).isEqualTo("invoke_agent");
    assertThat(call(plan, "agent").provider()).isEqualTo("ag_ui");
    assertThat(call(plan, "agent").spanName()).isEqualTo("invoke_agent");
    assertThat(call(plan, "chat").spanName()).isEqualTo("chat gpt-4o-mini");
    assertThat(ModelCalls.of(plan).of("calls", "plain")).isEmpty();
    assertThat(ModelCalls.of(plan).of("others", "chat")).isEmpty();
  }

  @Test
  void model_isThatAtTheTop_andNoOther() {
    assertThat(ModelCalls.model("{\"a\":{\"model\":\"x\"},\"model\" : \"y\"}")).contains("y");
    assertThat(ModelCalls.model("{\"a\":\"\\\"model\\\":\\\"x\\\"\"}")).isEmpty();
    assertThat(ModelCalls.model("{\"a\":[{\"model\":\"x\"}]}")).isEmpty();
    assertThat(ModelCalls.model("{\"model\":\"…\"}")).isEmpty();
    assertThat(ModelCalls.model("{\"model\":\"gpt-…\"}")).isEmpty();
    assertThat(ModelCalls.model("{\"model\":7}")).isEmpty();
    assertThat(ModelCalls.model("[\"model\"")).isEmpty();
    assertThat(ModelCalls.model("")).isEmpty();
  }
}
