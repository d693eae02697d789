package dev.loadstone.core.plan.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.core.measure.Operator;
import dev.loadstone.core.plan.Check;
import dev.loadstone.core.plan.JsonPath.Descendant;
import dev.loadstone.core.plan.JsonPath.Element;
import dev.loadstone.core.plan.JsonPath.Member;
import dev.loadstone.core.plan.JsonPath.Wildcard;
import dev.loadstone.core.plan.ThinkTime;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class TextParsersTest {
  @Test
  void jsonPath_everySegment_isRead() {
    assertThat(JsonPathParser.parse("$.a_1['b c'][\"d.e\"][0].*[*]..id").segments())
        .containsExactly(
            new Member("a_1"),
            new Member("b c"),
            new Member("d.e"),
            new Element(0),
            new Wildcard(),
            new Wildcard(),
            new Descendant("id"));
    assertThat(JsonPathParser.parse("$").segments()).isEmpty();
    assertThat(JsonPathParser.parse("$.größe").segments()).containsExactly(new Member("größe"));
  }

  @Test
  void check_status_takesOneCodeSeveralOrAClass() {
    assertThat(CheckParser.parse("status == 200"))
        .isEqualTo(new Check.Status("status == 200", Operator.EQUAL, List.of(200)));
    assertThat(CheckParser.parse("status in [200, 204]"))
        .isEqualTo(new Check.Status("status in [200, 204]", Operator.EQUAL, List.of(200, 204)));
    assertThat(CheckParser.parse("status not in 500, 503"))
        .isEqualTo(
            new Check.Status("status not in 500, 503", Operator.NOT_EQUAL, List.of(500, 503)));
    assertThat(CheckParser.parse("status<400"))
        .isEqualTo(new Check.Status("status<400", Operator.LESS, List.of(400)));
    assertThat(CheckParser.parse("status == 2xx"))
        .isEqualTo(
            new Check.Status(
                "status == 2xx", Operator.EQUAL, IntStream.range(200, 300).boxed().toList()));
  }

  @Test
  void check_json_takesAnyTest() {
    String text = "$.items[0]['a b'] == \"x y\"";
    assertThat(CheckParser.parse(text))
        .isEqualTo(
            new Check.Json(
                text,
                JsonPathParser.parse("$.items[0]['a b']"),
                new Check.Compares(Operator.EQUAL, "x y")));
    assertThat(((Check.Json) CheckParser.parse("$.n>=5")).test())
        .isEqualTo(new Check.Compares(Operator.GREATER_OR_EQUAL, "5"));
    assertThat(((Check.Json) CheckParser.parse("$.n not exists")).test())
        .isEqualTo(new Check.NotExists());
  }

  @Test
  void check_others_areRead() {
    assertThat(CheckParser.parse("header X-Id matches \\d+"))
        .isEqualTo(
            new Check.Header(
                "header X-Id matches \\d+", "x-id", new Check.Matches(Pattern.compile("\\d+"))));
    assertThat(CheckParser.parse("body contains 'ok'"))
        .isEqualTo(new Check.Body("body contains 'ok'", new Check.Contains("ok")));
    assertThat(CheckParser.parse("body_bytes < 1MB"))
        .isEqualTo(new Check.BodyBytes("body_bytes < 1MB", Operator.LESS, 1_000_000));
    assertThat(CheckParser.parse("response_time <= 500ms"))
        .isEqualTo(
            new Check.ResponseTime(
                "response_time <= 500ms", Operator.LESS_OR_EQUAL, Duration.ofMillis(500)));
  }

  @Test
  void think_everyLaw_isRead() {
    assertThat(ThinkTimeParser.parse("2s")).isEqualTo(new ThinkTime.Fixed(Duration.ofSeconds(2)));
    assertThat(ThinkTimeParser.parse("1s..3s"))
        .isEqualTo(new ThinkTime.Uniform(Duration.ofSeconds(1), Duration.ofSeconds(3)));
    assertThat(ThinkTimeParser.parse("1.5s .. 1m"))
        .isEqualTo(new ThinkTime.Uniform(Duration.ofMillis(1_500), Duration.ofMinutes(1)));
    assertThat(ThinkTimeParser.parse("exponential( 2s )"))
        .isEqualTo(new ThinkTime.Exponential(Duration.ofSeconds(2)));
  }
}
