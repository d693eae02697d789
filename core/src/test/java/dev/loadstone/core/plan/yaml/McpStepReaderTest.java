package dev.loadstone.core.plan.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.core.plan.Body;
import dev.loadstone.core.plan.McpStep;
import dev.loadstone.core.plan.McpStep.Era;
import dev.loadstone.core.plan.McpStep.Version;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class McpStepReaderTest {
  private static McpStep step(String text) {
    return (McpStep) PlanFixture.steps("- " + text).getFirst();
  }

  @Test
  void call_withArguments_isTheToolsRequest() {
    McpStep step = step("{mcp: /mcp, call: echo, arguments: {text: \"${random.uuid}\", n: 3}}");

    assertThat(step.request().method()).isEqualTo("tools/call");
    assertThat(step.request().isToolCall()).isTrue();
    assertThat(step.request().isList()).isFalse();
    assertThat(step.request().name().orElseThrow().key()).isEqualTo("name");
    assertThat(step.request().name().orElseThrow().text().outline()).isEqualTo("echo");
    assertThat(step.request().members().outline())
        .isEqualTo("\"arguments\":{\"text\":\"…\",\"n\":3}");
  }

  @Test
  void step_withoutMore_hasTheUsualVersionNameAndMethod() {
    McpStep step = step("{mcp: /mcp, call: echo}");

    assertThat(step.version()).isEqualTo(Version.V2025_11_25);
    assertThat(step.version().era()).isEqualTo(Era.SESSION);
    assertThat(step.progress()).isFalse();
    assertThat(step.name()).isEqualTo("echo");
    assertThat(step.http().method()).isEqualTo("POST");
    assertThat(step.http().body()).isEqualTo(new Body.None());
    assertThat(step.request().members().outline()).isEqualTo("\"arguments\":{}");
    assertThat(step("{mcp: /mcp, call: echo, name: said}").name()).isEqualTo("said");
  }

  @ParameterizedTest
  @EnumSource
  void protocolVersion_ofEachDate_isRead(Version version) {
    assertThat(step("{mcp: /mcp, call: echo, protocolVersion: " + version.label() + "}").version())
        .isEqualTo(version);
  }

  @Test
  void protocolVersion_from2026On_isWithoutSessions() {
    assertThat(step("{mcp: /mcp, call: echo, protocolVersion: 2026-07-28}").version().era())
        .isEqualTo(Era.STATELESS);
  }

  @Test
  void list_ofTools_isAListOfAllPages() {
    McpStep step = step("{mcp: /mcp, list: tools}");

    assertThat(step.request().method()).isEqualTo("tools/list");
    assertThat(step.request().isList()).isTrue();
    assertThat(step.name()).isEqualTo("tools/list");
  }

  @Test
  void method_withParams_hasItsNameApart() {
    McpStep.Request prompt =
        step("{mcp: /mcp, method: prompts/get, params: {name: hello, arguments: {a: b}}}")
            .request();

    assertThat(prompt.method()).isEqualTo("prompts/get");
    assertThat(prompt.name().orElseThrow().text().outline()).isEqualTo("hello");
    assertThat(prompt.members().outline()).isEqualTo("\"arguments\":{\"a\":\"b\"}");
    McpStep.Request resource =
        step("{mcp: /mcp, method: resources/read, params: {uri: 'a://b'}}").request();
    assertThat(resource.name().orElseThrow().key()).isEqualTo("uri");
    assertThat(resource.members().parts()).isEmpty();
    McpStep.Request other =
        step("{mcp: /mcp, method: logging/setLevel, params: {level: debug}}").request();
    assertThat(other.name()).isEmpty();
    assertThat(other.members().outline()).isEqualTo("\"level\":\"debug\"");
    assertThat(step("{mcp: /mcp, method: tools/list, params: {cursor: x}}").request().isList())
        .isFalse();
  }

  @Test
  void progress_andExpectations_areRead() {
    McpStep step =
        step(
            "{mcp: /mcp, call: echo, progress: true, slo: 1s, onFailure: continue,"
                + " check: '$.result exists', extract: {x: $.result.y}, headers: {A: b}}");

    assertThat(step.progress()).isTrue();
    assertThat(step.slo()).isPresent();
    assertThat(step.continueOnFailure()).isTrue();
    assertThat(step.http().checks()).hasSize(1);
    assertThat(step.http().extractions()).hasSize(1);
    assertThat(step.http().headers()).hasSize(1);
  }
}
