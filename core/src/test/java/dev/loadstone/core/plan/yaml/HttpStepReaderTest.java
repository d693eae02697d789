package dev.loadstone.core.plan.yaml;

import static dev.loadstone.core.plan.yaml.PlanFixture.http;
import static dev.loadstone.core.plan.yaml.PlanFixture.problems;
import static dev.loadstone.core.plan.yaml.PlanFixture.read;
import static dev.loadstone.core.plan.yaml.PlanFixture.with;
import static dev.loadstone.core.plan.yaml.PlanFixture.withSteps;
import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.core.expression.Expression.Iteration;
import dev.loadstone.core.expression.Expression.RandomInt;
import dev.loadstone.core.expression.Expression.UserId;
import dev.loadstone.core.expression.Expression.Variable;
import dev.loadstone.core.expression.Template;
import dev.loadstone.core.expression.Template.Encoding;
import dev.loadstone.core.expression.Template.Hole;
import dev.loadstone.core.expression.Template.Literal;
import dev.loadstone.core.plan.Body;
import dev.loadstone.core.plan.Extraction;
import dev.loadstone.core.plan.Step;
import dev.loadstone.core.plan.Target;
import dev.loadstone.core.plan.Timeouts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class HttpStepReaderTest {
  private static Template template(Template.Part... parts) {
    return new Template(List.of(parts));
  }

  private static Template json(String body) {
    return ((Body.Json) http("- http: POST /a\n  json: " + body + "\n").body()).json();
  }

  @ParameterizedTest
  @CsvSource({
    "GET /a?b=c, GET, GET /a",
    "/a, GET, GET /a",
    "DELETE /a/${user.id}/${random.int(1;2)}?x, DELETE, DELETE /a/{user.id}/{random.int}",
    "POST http://127.0.0.1:9/x?y, POST, POST http://127.0.0.1:9/x"
  })
  void http_line_givesMethodAndName(String line, String method, String name) {
    Step.Http step = http("- http: \"" + line.replace(';', ',') + "\"\n");
    assertThat(step.method()).isEqualTo(method);
    assertThat(step.name()).isEqualTo(name);
  }

  @Test
  void url_expressions_areComponents() {
    assertThat(http("- http: \"/a/${user.id}?n=${random.int(1, 5)}\"\n").url())
        .isEqualTo(
            template(
                new Literal("/a/"),
                new Hole(new UserId(), Encoding.URL_COMPONENT),
                new Literal("?n="),
                new Hole(new RandomInt(1, 5), Encoding.URL_COMPONENT)));
  }

  @Test
  void url_expressionAtTheStart_isRaw() {
    List<Step> steps =
        PlanFixture.steps(
            "- {http: GET /a, extract: {next: {header: Location}}}\n- http: ${next}/x/${next}\n");
    assertThat(((Step.Http) steps.getLast()).url())
        .isEqualTo(
            template(
                new Hole(new Variable("next"), Encoding.RAW),
                new Literal("/x/"),
                new Hole(new Variable("next"), Encoding.URL_COMPONENT)));
  }

  @Test
  void json_structures_keepTheirKinds() {
    assertThat(
            json(
                "{a: 1, b: -2.5, c: true, d: null, e: \"5\", f: [x, {}], \"g\\\"\": \"line\\nbreak\"}"))
        .isEqualTo(
            Template.literal(
                "{\"a\":1,\"b\":-2.5,\"c\":true,\"d\":null,\"e\":\"5\",\"f\":[\"x\",{}],\"g\\\"\":\"line\\nbreak\"}"));
  }

  @Test
  void json_expressions_areValuesOnlyAloneAndUnquoted() {
    assertThat(
            json(
                "\n    a: ${iteration}\n    b: \"${iteration}\"\n    c: x${iteration}\n    \"${iteration}\": 1"))
        .isEqualTo(
            template(
                new Literal("{\"a\":"),
                new Hole(new Iteration(), Encoding.JSON_VALUE),
                new Literal(",\"b\":\""),
                new Hole(new Iteration(), Encoding.JSON_TEXT),
                new Literal("\",\"c\":\"x"),
                new Hole(new Iteration(), Encoding.JSON_TEXT),
                new Literal("\",\""),
                new Hole(new Iteration(), Encoding.JSON_TEXT),
                new Literal("\":1}")));
  }

  @Test
  void json_environment_isLiteralAndEscaped() {
    String steps =
        "- http: POST /a\n  json:\n    n: ${N}\n    q: ${Q}\n    t: \"${N} ${Q}\"\n    d: ${D:-true}\n";
    ReadOptions options = ReadOptions.NONE.withEnvironment(Map.of("N", "5", "Q", "a\"b"));
    Step.Http step =
        (Step.Http) read(withSteps(steps), options).scenarios().getFirst().steps().getFirst();
    assertThat(step.body())
        .isEqualTo(
            new Body.Json(
                Template.literal("{\"n\":5,\"q\":\"a\\\"b\",\"t\":\"5 a\\\"b\",\"d\":true}")));
  }

  @Test
  void text_doubledDollar_isPlain() {
    assertThat(http("- {http: POST /a, body: \"$${x} $5 ${E:-${F:-g}}\"}\n").body())
        .isEqualTo(new Body.Text(Template.literal("${x} $5 g")));
  }

  @Test
  void bodies_otherKinds_areRead(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("data.bin"), "abc");
    String steps =
        "- {http: POST /a, form: {a: 1, b: [2, \"${user.id}\"]}}\n- {http: POST /a, file: data.bin}\n";
    List<Step> read =
        read(withSteps(steps), ReadOptions.NONE.withBaseDirectory(folder))
            .scenarios()
            .getFirst()
            .steps();
    assertThat(((Step.Http) read.getFirst()).body())
        .isEqualTo(
            new Body.Form(
                List.of(
                    new Body.Field("a", Template.literal("1")),
                    new Body.Field("b", Template.literal("2")),
                    new Body.Field("b", template(new Hole(new UserId(), Encoding.RAW))))));
    assertThat(((Step.Http) read.getLast()).body())
        .isEqualTo(new Body.File("data.bin", "abc".getBytes(StandardCharsets.UTF_8)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "5s | 5 | 5 | 5 | 5",
        "2m | 10 | 120 | 120 | 120",
        "{connect: 1s, firstByte: 2s, idle: 3s, total: 4s} | 1 | 2 | 3 | 4",
        "{connect: 1s} | 1 | 60 | 60 | 60"
      })
  void timeout_inAllOrByPart_fillsTheRest(
      String timeout, int connect, int firstByte, int idle, int total) {
    assertThat(http("- {http: GET /a, timeout: " + timeout + "}\n").timeouts())
        .isEqualTo(
            new Timeouts(
                Duration.ofSeconds(connect),
                Duration.ofSeconds(firstByte),
                Duration.ofSeconds(idle),
                Duration.ofSeconds(total)));
  }

  @Test
  void timeout_leftOut_isTheDefault() {
    assertThat(http("- http: GET /a\n").timeouts()).isEqualTo(Timeouts.DEFAULT);
  }

  @Test
  void extract_everySource_isRead() {
    Step.Http step =
        http(
            "- http: GET /a\n  extract: {a: $.x, b: {header: X-Id}, c: {cookie: sid}, d: {json: $.y}, e: {regex: 'id=(\\d+)'},"
                + " f: {regex: 'id=(\\d+)', group: 0}, g: {regex: id}}\n");
    Pattern pattern = Pattern.compile("id=(\\d+)");
    assertThat(step.extractions())
        .containsExactly(
            new Extraction("a", new Extraction.Json(JsonPathParser.parse("$.x"))),
            new Extraction("b", new Extraction.Header("x-id")),
            new Extraction("c", new Extraction.Cookie("sid")),
            new Extraction("d", new Extraction.Json(JsonPathParser.parse("$.y"))),
            new Extraction("e", new Extraction.Regex(pattern, 1)),
            new Extraction("f", new Extraction.Regex(pattern, 0)),
            new Extraction("g", new Extraction.Regex(Pattern.compile("id"), 0)));
  }

  @Test
  void headers_ofThePlan_areReplacedByTheStepsOwn() {
    String plan =
        with("http: {headers: {Accept: text/plain, X-Plan: \"${user.id}\"}}")
            .replace("[{http: GET /health}]", "[{http: GET /health, headers: {accept: [a, b]}}]");
    Step.Http step = (Step.Http) read(plan).scenarios().getFirst().steps().getFirst();
    assertThat(step.headers())
        .containsExactly(
            new Body.Field("X-Plan", template(new Hole(new UserId(), Encoding.RAW))),
            new Body.Field("accept", Template.literal("a")),
            new Body.Field("accept", Template.literal("b")));
  }

  @Test
  void slo_bothForms_areTheSame() {
    assertThat(http("- {http: GET /a, slo: 500ms}\n").slo())
        .isEqualTo(http("- {http: GET /a, slo: {response_time: 500ms}}\n").slo())
        .contains(Duration.ofMillis(500));
  }

  @Test
  void on_severalTargets_choosesOne() {
    String plan =
        "name: a\ntarget: {chat: http://a, docs: http://b/}\nload: {profile: baseline}\nsteps: [{http: GET /a, on: docs}]\n";
    assertThat(((Step.Http) read(plan).scenarios().getFirst().steps().getFirst()).on())
        .isEqualTo("docs");
    assertThat(read(plan).targets().values())
        .extracting(target -> target.base().toString())
        .containsExactly("http://a", "http://b");
  }

  @Test
  void target_ofSeveralInstances_hasThemAll() {
    String plan =
        "name: a\ntarget: {chat: [http://a:1/api, http://b:2/api/], docs: http://c}\nload: {profile: baseline}\nsteps: [{http: GET /a, on: chat}]\n";

    assertThat(read(plan).targets().values())
        .extracting(Target::display)
        .containsExactly("http://a:1/api, http://b:2/api", "http://c");
  }

  @Test
  void names_extractedInABranch_areKnownAfterIt() {
    String fetch = "{http: GET /a, extract: {%s: $.x}}";
    String steps =
        "- if: {when: \"${late} exists\", then: ["
            + fetch.formatted("one")
            + "], else: ["
            + fetch.formatted("two")
            + "]}\n- http: GET /${one}/${two}\n- "
            + fetch.formatted("late")
            + "\n";
    assertThat(PlanFixture.steps(steps)).hasSize(3);
  }

  @Test
  void names_extractedInTheOtherBranch_areNotKnown() {
    String steps =
        "- if: {when: \"${user.id} == 1\", then: [{http: GET /a, extract: {one: $.x}}], else: [{http: \"GET /${one}\"}]}\n";
    assertThat(problems(withSteps(steps)))
        .containsExactly(
            "plan.yaml:5:94: steps[0].if.else[0].http must not use a value before a step extracts it, got: ${one}. Move the step that"
                + " extracts one before this one.");
  }
}
